using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Events;

/// <summary>Somebody put an emoji on something.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/reaction_added"/>
[EventType("reaction_added")]
public sealed record ReactionAdded : Event
{
    /// <summary>Who reacted.</summary>
    [JsonPropertyName("user")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The emoji's name, without colons; may carry a skin tone.</summary>
    public string Reaction { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who wrote what was reacted to; null for some apps' messages.</summary>
    [JsonPropertyName("item_user")]
    public string? ItemUserId { get; init; }

    /// <summary>What was reacted to.</summary>
    public ReactionItem Item { get => field; init => field = value ?? new(); } = new();
}

/// <summary>Somebody took an emoji away.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/reaction_removed"/>
[EventType("reaction_removed")]
public sealed record ReactionRemoved : Event
{
    /// <summary>Who took it away.</summary>
    [JsonPropertyName("user")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The emoji's name, without colons; may carry a skin tone.</summary>
    public string Reaction { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who wrote what was reacted to.</summary>
    [JsonPropertyName("item_user")]
    public string? ItemUserId { get; init; }

    /// <summary>What had been reacted to.</summary>
    public ReactionItem Item { get => field; init => field = value ?? new(); } = new();
}

/// <summary>What a reaction stands on.</summary>
public sealed record ReactionItem
{
    /// <summary><c>message</c>, or older kinds such as <c>file</c>.</summary>
    public string Type { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message's channel.</summary>
    [JsonPropertyName("channel")]
    public string? ChannelId { get; init; }

    /// <summary>The message's time stamp.</summary>
    public string? Ts { get; init; }
}
