using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>A shortcut chosen in a message's menu.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-shortcuts"/>
public sealed record MessageShortcut : InteractionRequest
{
    /// <summary>The shortcut.</summary>
    public string CallbackId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Opens one modal within three seconds.</summary>
    public string TriggerId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Takes five answers within 30 minutes.</summary>
    public string ResponseUrl { get => field; init => field = ResponseAddress.OrNull(value) ?? ""; } = "";

    /// <summary>The message's channel.</summary>
    public InteractionChannel Channel { get => field; init => field = value ?? new(); } = new();

    /// <summary>The message's channel.</summary>
    [JsonIgnore]
    public string ChannelId => Channel.Id;

    /// <summary>The name of the message's channel.</summary>
    [JsonIgnore]
    public string? ChannelName => Channel.Name;

    /// <summary>The message's time stamp, its key within the channel.</summary>
    public string MessageTs { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message.</summary>
    public ReceivedMessage Message { get => field; init => field = value ?? new(); } = new();
}

/// <summary>A shortcut of the whole workspace.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-shortcuts"/>
public sealed record GlobalShortcut : InteractionRequest
{
    /// <summary>The shortcut.</summary>
    public string CallbackId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Opens one modal within three seconds.</summary>
    public string TriggerId { get => field; init => field = value ?? ""; } = "";
}
