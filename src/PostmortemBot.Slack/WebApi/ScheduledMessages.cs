using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.WebApi;

/// <summary>Messages that wait for their time.</summary>
public interface IScheduledMessagesApi
{
    /// <summary>What the app has scheduled, soonest first; asks for further pages as they are needed.</summary>
    /// <param name="channelId">Only this channel's.</param>
    /// <param name="oldest">Not before this moment.</param>
    /// <param name="latest">Not after this moment.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>invalid_channel</c>, <c>invalid_cursor</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.scheduledMessages.list"/>
    IAsyncEnumerable<ScheduledMessage> List(string? channelId = null, DateTimeOffset? oldest = null, DateTimeOffset? latest = null, CancellationToken cancellationToken = default);
}

/// <summary>A message that waits for its time.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/chat.scheduledMessages.list"/>
public sealed record ScheduledMessage
{
    /// <summary>The id; not the time stamp the message will have.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>Where it will be posted.</summary>
    public string ChannelId { get => field; init => field = value ?? ""; } = "";

    /// <summary>When, in Unix seconds.</summary>
    public long PostAt { get; init; }

    /// <summary>When it was scheduled, in Unix seconds; only in lists.</summary>
    public long DateCreated { get; init; }

    /// <summary>Its text.</summary>
    public string? Text { get; init; }
}

internal sealed class ScheduledMessagesApi(WorkspaceCalls calls) : IScheduledMessagesApi
{
    private const int PageOfMessages = 100;

    public IAsyncEnumerable<ScheduledMessage> List(string? channelId = null, DateTimeOffset? oldest = null, DateTimeOffset? latest = null, CancellationToken cancellationToken = default) =>
        Pages.Of(
            cursor => calls.Call<ListAnswer>(
                SlackMethod.ChatScheduledMessagesList.Page(cursor),
                new SlackArguments
                {
                    ["channel"] = channelId,
                    ["oldest"] = oldest is { } from ? $"{from.ToUnixTimeSeconds()}" : null,
                    ["latest"] = latest is { } to ? $"{to.ToUnixTimeSeconds()}" : null,
                    ["limit"] = $"{PageOfMessages}",
                    ["cursor"] = cursor,
                },
                cancellationToken),
            answer => answer.Messages,
            cancellationToken);

    private sealed record ListAnswer([property: JsonPropertyName("scheduled_messages")] IReadOnlyList<ScheduledMessage>? Messages) : Page;
}
