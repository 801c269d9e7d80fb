namespace PostmortemBot.Slack.WebApi;

/// <summary>Whose token it is.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/auth.test"/>
public sealed record AuthTestResponse
{
    /// <summary>The workspace's address.</summary>
    public string? Url { get; init; }

    /// <summary>The workspace's name.</summary>
    public string? Team { get; init; }

    /// <summary>The workspace.</summary>
    public string? TeamId { get; init; }

    /// <summary>The bot user's name.</summary>
    public string? User { get; init; }

    /// <summary>The bot user.</summary>
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The bot.</summary>
    public string? BotId { get; init; }

    /// <summary>The organisation.</summary>
    public string? EnterpriseId { get; init; }

    /// <summary>Whether the app is installed for the organisation.</summary>
    public bool IsEnterpriseInstall { get; init; }
}

/// <summary>Where a message went.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/chat.postMessage"/>
public sealed record PostMessageResponse
{
    /// <summary>The channel; for a message to a person, the direct message's.</summary>
    public string Channel { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message's key within its channel.</summary>
    public string Ts { get => field; init => field = value ?? ""; } = "";
}
