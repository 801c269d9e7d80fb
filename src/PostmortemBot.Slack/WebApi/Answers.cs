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

/// <summary>Where to send a file's bytes.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/files.getUploadURLExternal"/>
public sealed record UploadPlace
{
    /// <summary>The address; whoever knows it may use it.</summary>
    public string UploadUrl { get => field; init => field = value ?? ""; } = "";

    /// <summary>The id the file will have.</summary>
    public string FileId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Says nothing of the address.</summary>
    public override string ToString() => FileId;
}

/// <summary>A file whose bytes were sent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The title shown above it.</param>
/// <seealso href="https://docs.slack.dev/reference/methods/files.completeUploadExternal"/>
public sealed record ExternalFileReference(string Id, string? Title = null);

/// <summary>A pinned message.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/pins.list"/>
public sealed record PinnedItem
{
    /// <summary>When it was pinned, in Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Who pinned it.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The message; null for a pinned file.</summary>
    public ReceivedMessage? Message { get; init; }
}
