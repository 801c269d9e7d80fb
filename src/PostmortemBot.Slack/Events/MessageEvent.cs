using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Events;

/// <summary>A message was posted, changed or deleted; <see cref="Subtype"/> says which.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/message"/>
[EventType("message")]
public sealed record MessageEvent : Event
{
    /// <summary>What kind of message it is; null for what people type and for most of what apps post.</summary>
    public string? Subtype { get; init; }

    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary><c>channel</c>, <c>group</c>, <c>im</c> or <c>mpim</c>.</summary>
    public string? ChannelType { get; init; }

    /// <summary>Who wrote it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }

    /// <summary>The bot that wrote it; also set for this app's own messages.</summary>
    public string? BotId { get; init; }

    /// <summary>The app that wrote it.</summary>
    public string? AppId { get; init; }

    /// <summary>The text, in mrkdwn.</summary>
    public string Text { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message's key within its channel.</summary>
    public string Ts { get => field; init => field = value ?? ""; } = "";

    /// <summary>The thread it stands in; equal to <see cref="Ts"/> for a message that has replies.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Whether Slack hides it from people: changes and deletions.</summary>
    public bool Hidden { get; init; }

    /// <summary>The blocks as Slack sent them.</summary>
    public JsonElement? Blocks { get; init; }

    /// <summary>The files shared with it.</summary>
    public IReadOnlyList<SharedFile>? Files { get; init; }

    /// <summary>The message after a change (<c>message_changed</c>).</summary>
    public ReceivedMessage? Message { get; init; }

    /// <summary>The message before a change or deletion.</summary>
    public ReceivedMessage? PreviousMessage { get; init; }

    /// <summary>The deleted message (<c>message_deleted</c>).</summary>
    public string? DeletedTs { get; init; }

    /// <summary>Whether it is a reply in a thread.</summary>
    [JsonIgnore]
    public bool IsReply => ThreadTs is not null && !string.Equals(ThreadTs, Ts, StringComparison.Ordinal);
}

/// <summary>Somebody mentioned the app.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/app_mention"/>
[EventType("app_mention")]
public sealed record AppMention : Event
{
    /// <summary>The channel.</summary>
    [JsonPropertyName("channel")]
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who wrote it; null when an integration without a user did.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }

    /// <summary>The bot that wrote it.</summary>
    public string? BotId { get; init; }

    /// <summary>The text, in mrkdwn, with the mention.</summary>
    public string Text { get => field; init => field = value ?? ""; } = "";

    /// <summary>The message's key within its channel.</summary>
    public string Ts { get => field; init => field = value ?? ""; } = "";

    /// <summary>The thread it stands in.</summary>
    public string? ThreadTs { get; init; }
}
