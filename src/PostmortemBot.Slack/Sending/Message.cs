using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>A message to send.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/chat.postMessage"/>
public sealed record Message
{
    /// <summary>The channel, or a person's id for a direct message. Answers to a command need none.</summary>
    public string? Channel { get; init; }

    /// <summary>The text, in mrkdwn; what notifications and screen readers use when there are blocks. Slack advises up to 4,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>The blocks; at most 50, together about 10,000 characters.</summary>
    public IReadOnlyList<Block>? Blocks { get; init; }

    /// <summary>The text in Markdown instead of <see cref="Text"/> and <see cref="Blocks"/>; at most 12,000 characters.</summary>
    public string? MarkdownText { get; init; }

    /// <summary>The thread to answer in.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>Shows a reply in the channel too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReplyBroadcast { get; init; }

    /// <summary>Whether Slack may show a preview of links.</summary>
    public bool UnfurlLinks { get; init; }

    /// <summary>Whether Slack may show a preview of pictures and films.</summary>
    public bool UnfurlMedia { get; init; }

    /// <summary>Data other apps may read.</summary>
    public MessageMetadata? Metadata { get; init; }
}

/// <summary>Data sent along with a message, for apps to read.</summary>
/// <param name="EventType">The name of what happened.</param>
/// <param name="EventPayload">The data, written as JSON.</param>
/// <seealso href="https://docs.slack.dev/messaging/message-metadata"/>
public sealed record MessageMetadata(string EventType, object EventPayload);

/// <summary>A change to a message the app sent.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/chat.update"/>
public sealed record MessageUpdate
{
    /// <summary>The channel; not a person's id.</summary>
    [JsonPropertyName("channel")]
    public required string ChannelId { get; init; }

    /// <summary>The message's time stamp.</summary>
    public required string Ts { get; init; }

    /// <summary>The new text; at most 4,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>The new blocks. With a text and no blocks, Slack removes the old blocks.</summary>
    public IReadOnlyList<Block>? Blocks { get; init; }

    /// <summary>The new text in Markdown instead of <see cref="Text"/> and <see cref="Blocks"/>; at most 12,000 characters.</summary>
    public string? MarkdownText { get; init; }

    /// <summary>The new data for apps; what was there stays unless this is given.</summary>
    public MessageMetadata? Metadata { get; init; }

    /// <summary>Shows a reply in the channel too.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ReplyBroadcast { get; init; }
}
