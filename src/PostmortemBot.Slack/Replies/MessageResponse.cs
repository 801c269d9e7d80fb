using System.Text.Json.Serialization;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>An answer through a <c>response_url</c>: a new message, or a change to the one that held the element.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/handling-user-interaction#message_responses"/>
public sealed record MessageResponse
{
    /// <summary>The text, in mrkdwn; what notifications show when there are blocks.</summary>
    public string? Text { get; init; }

    /// <summary>The blocks; at most 50.</summary>
    public IReadOnlyList<Block>? Blocks { get; init; }

    /// <summary>Who sees it.</summary>
    public ResponseType ResponseType { get; init; }

    /// <summary>Replaces the message that held the element.</summary>
    public bool ReplaceOriginal { get; init; }

    /// <summary>Deletes the message that held the element.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool DeleteOriginal { get; init; }

    /// <summary>The thread to answer in; needs <see cref="ResponseType.InChannel"/> and <see cref="ReplaceOriginal"/> false.</summary>
    public string? ThreadTs { get; init; }
}
