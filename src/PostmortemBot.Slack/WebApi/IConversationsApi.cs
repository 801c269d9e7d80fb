namespace PostmortemBot.Slack.WebApi;

/// <summary>Channels, direct and group messages.</summary>
public interface IConversationsApi
{
    /// <summary>One conversation.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.info"/>
    Task<Conversation> Info(string channelId, CancellationToken cancellationToken = default);

    /// <summary>The direct message with one person, or the group message with up to eight.</summary>
    /// <returns>The conversation's id.</returns>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.open"/>
    Task<string> Open(IEnumerable<string> userIds, CancellationToken cancellationToken = default);

    /// <summary>The ids of the members; asks for further pages as they are needed.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.members"/>
    IAsyncEnumerable<string> Members(string channelId, CancellationToken cancellationToken = default);

    /// <summary>The messages, newest first, without replies; asks for further pages as they are needed, so stop when you have enough.</summary>
    /// <param name="channelId">The conversation; the app must be in it.</param>
    /// <param name="oldest">The time stamp to end at.</param>
    /// <param name="latest">The time stamp to start from.</param>
    /// <param name="inclusive">Whether the two time stamps' own messages are meant too.</param>
    /// <param name="limit">How many messages to ask for at once, up to 999; some apps get 15 at most.</param>
    /// <param name="includeAllMetadata">Whether to show <see cref="ReceivedMessage.Metadata"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.history"/>
    IAsyncEnumerable<ReceivedMessage> History(string channelId, string? oldest = null, string? latest = null, bool inclusive = false, int limit = 200, bool includeAllMetadata = false, CancellationToken cancellationToken = default);

    /// <summary>A thread, oldest first, its first message included once; asks for further pages as they are needed.</summary>
    /// <param name="channelId">The conversation; the app must be in it.</param>
    /// <param name="ts">The thread's first message.</param>
    /// <param name="oldest">The time stamp to start from.</param>
    /// <param name="latest">The time stamp to end at.</param>
    /// <param name="inclusive">Whether the two time stamps' own messages are meant too.</param>
    /// <param name="limit">How many messages to ask for at once, up to 999; some apps get 15 at most.</param>
    /// <param name="includeAllMetadata">Whether to show <see cref="ReceivedMessage.Metadata"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.replies"/>
    IAsyncEnumerable<ReceivedMessage> Replies(string channelId, string ts, string? oldest = null, string? latest = null, bool inclusive = false, int limit = 200, bool includeAllMetadata = false, CancellationToken cancellationToken = default);

    /// <summary>Joins a public channel; being in it already is fine.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.join"/>
    Task Join(string channelId, CancellationToken cancellationToken = default);
}
