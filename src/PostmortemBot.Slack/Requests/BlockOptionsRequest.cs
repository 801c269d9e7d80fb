namespace PostmortemBot.Slack;

/// <summary>Somebody types into an external menu.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload"/>
public sealed record BlockOptionsRequest : InteractionRequest
{
    /// <summary>The menu.</summary>
    public string ActionId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The menu's block.</summary>
    public string? BlockId { get; init; }

    /// <summary>What is typed so far.</summary>
    public string Value { get => field; init => field = value ?? ""; } = "";

    /// <summary>Where the menu stands.</summary>
    public Container Container { get => field; init => field = value ?? new(); } = new();

    /// <summary>The channel of the menu's message.</summary>
    public InteractionChannel? Channel { get; init; }

    /// <summary>The view the menu stands in.</summary>
    public ViewInfo? View { get; init; }
}
