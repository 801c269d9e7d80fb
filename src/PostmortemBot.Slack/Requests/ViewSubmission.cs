namespace PostmortemBot.Slack;

/// <summary>A submitted modal.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
public sealed record ViewSubmission : InteractionRequest
{
    /// <summary>The modal and what was filled in.</summary>
    public required ViewInfo View { get; init; }

    /// <summary>Opens one modal within three seconds.</summary>
    public string TriggerId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Where to answer, for menus with <c>response_url_enabled</c>.</summary>
    public IReadOnlyList<ViewResponseUrl> ResponseUrls { get => field; init => field = value ?? []; } = [];
}

/// <summary>Where to answer a modal that asked for a conversation.</summary>
public sealed record ViewResponseUrl
{
    /// <summary>The menu's block.</summary>
    public string? BlockId { get; init; }

    /// <summary>The menu.</summary>
    public string? ActionId { get; init; }

    /// <summary>The chosen conversation.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Takes five answers within 30 minutes.</summary>
    public string ResponseUrl { get => field; init => field = value ?? ""; } = "";
}

/// <summary>A cancelled modal.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
public sealed record ViewClosed : InteractionRequest
{
    /// <summary>The modal, without what was filled in.</summary>
    public required ViewInfo View { get; init; }

    /// <summary>Whether the whole stack of modals was closed.</summary>
    public bool IsCleared { get; init; }
}
