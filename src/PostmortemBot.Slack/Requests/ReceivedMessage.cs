using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>A message as Slack shows it to the app.</summary>
/// <seealso href="https://docs.slack.dev/reference/events/message"/>
public sealed record ReceivedMessage
{
    /// <summary>The message's key within its channel. A text: never make a number of it.</summary>
    public string Ts { get => field; init => field = value ?? ""; } = "";

    /// <summary>The thread it stands in; equal to <see cref="Ts"/> for a message that has replies.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The text, in mrkdwn.</summary>
    public string Text { get => field; init => field = value ?? ""; } = "";

    /// <summary>Who wrote it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }

    /// <summary>The bot that wrote it.</summary>
    public string? BotId { get; init; }

    /// <summary>The app that wrote it.</summary>
    public string? AppId { get; init; }

    /// <summary>The name a bot wrote it under.</summary>
    public string? Username { get; init; }

    /// <summary>What kind of message it is; null for what people type.</summary>
    public string? Subtype { get; init; }

    /// <summary>The blocks as Slack sent them.</summary>
    public JsonElement? Blocks { get; init; }

    /// <summary>The attachments as Slack sent them; older integrations write only these.</summary>
    public JsonElement? Attachments { get; init; }

    /// <summary>The files shared with it.</summary>
    public IReadOnlyList<SharedFile>? Files { get; init; }

    /// <summary>Who changed it last, and when.</summary>
    public MessageEdit? Edited { get; init; }

    /// <summary>The reactions on it.</summary>
    public IReadOnlyList<MessageReaction>? Reactions { get; init; }

    /// <summary>What the app that wrote it sent along; only where asked for.</summary>
    public ReceivedMetadata? Metadata { get; init; }

    /// <summary>How many replies its thread has.</summary>
    public int ReplyCount { get; init; }

    /// <summary>Whether it is a reply in a thread.</summary>
    [JsonIgnore]
    public bool IsReply => ThreadTs is not null && !string.Equals(ThreadTs, Ts, StringComparison.Ordinal);
}

/// <summary>What an app sent along with a message.</summary>
/// <seealso href="https://docs.slack.dev/messaging/message-metadata"/>
public sealed record ReceivedMetadata
{
    /// <summary>The name of what happened.</summary>
    public string EventType { get => field; init => field = value ?? ""; } = "";

    /// <summary>The data.</summary>
    public JsonElement? EventPayload { get; init; }
}

/// <summary>The last change of a message.</summary>
public sealed record MessageEdit
{
    /// <summary>Who changed it.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }

    /// <summary>When, as a time stamp.</summary>
    public string? Ts { get; init; }
}

/// <summary>One kind of reaction on a message.</summary>
public sealed record MessageReaction
{
    /// <summary>The emoji's name, without colons.</summary>
    public string Name { get => field; init => field = value ?? ""; } = "";

    /// <summary>How many people chose it.</summary>
    public int Count { get; init; }

    /// <summary>Who chose it; Slack may leave some out.</summary>
    public IReadOnlyList<string> Users { get => field; init => field = value ?? []; } = [];
}
