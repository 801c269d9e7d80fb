using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>Somebody used a button, menu or input that acts at once.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"/>
public sealed record BlockActionRequest : InteractionRequest
{
    /// <summary>What was used; Slack sends one.</summary>
    public IReadOnlyList<BlockAction> Actions { get => field; init => field = value ?? []; } = [];

    /// <summary>What was used.</summary>
    [JsonIgnore]
    public BlockAction Action => Actions[0];

    /// <summary>Where the element stands.</summary>
    public Container Container { get => field; init => field = value ?? new(); } = new();

    /// <summary>Opens one modal within three seconds.</summary>
    public string TriggerId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Takes five answers within 30 minutes; only for elements in messages.</summary>
    public string? ResponseUrl { get => field; init => field = ResponseAddress.OrNull(value); }

    /// <summary>The channel of the element's message.</summary>
    public InteractionChannel? Channel { get; init; }

    /// <summary>The channel of the element's message; null in modals and on Home.</summary>
    [JsonIgnore]
    public string? ChannelId => Channel?.Id ?? Container.ChannelId;

    /// <summary>The element's message; missing for ephemeral ones, whose time stamp is in <see cref="Container"/>.</summary>
    public ReceivedMessage? Message { get; init; }

    /// <summary>The modal or Home view the element stands in.</summary>
    public ViewInfo? View { get; init; }

    /// <summary>What the inputs of the element's message hold.</summary>
    public ViewState? State { get; init; }
}

/// <summary>Where an element stands.</summary>
public sealed record Container
{
    /// <summary><c>message</c>, <c>message_attachment</c> or <c>view</c>.</summary>
    public string Type { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message's time stamp.</summary>
    public string? MessageTs { get; init; }

    /// <summary>The thread the message stands in.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The message's channel.</summary>
    public string? ChannelId { get; init; }

    /// <summary>Whether only one person sees the message.</summary>
    public bool IsEphemeral { get; init; }

    /// <summary>The view's id.</summary>
    public string? ViewId { get; init; }
}
