namespace PostmortemBot.Slack.WebApi;

/// <summary>Channels, direct and group messages.</summary>
public interface IConversationsApi
{
    /// <summary>One conversation.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.info"/>
    Task<Conversation> Info(string channelId, CancellationToken cancellationToken = default);

    /// <summary>The direct message with one person, or the group message with up to eight; the same people have one.</summary>
    /// <exception cref="SlackApiException"><c>user_not_found</c>, <c>user_disabled</c>, <c>too_many_users</c>; a group needs the scope <c>mpim:write</c>.</exception>
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

    /// <summary>The conversations the app may know of; asks for further pages as they are needed.</summary>
    /// <param name="types">Which kinds; each needs its own scope. Public channels when nothing is said.</param>
    /// <param name="excludeArchived">Whether archived ones are left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>missing_scope</c> for a kind the app may not read, <c>invalid_cursor</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.list"/>
    IAsyncEnumerable<Conversation> List(IEnumerable<ConversationType>? types = null, bool excludeArchived = false, CancellationToken cancellationToken = default);

    /// <summary>Creates a channel; the app is in it.</summary>
    /// <param name="name">At most 80 lower-case letters, digits, <c>-</c> and <c>_</c>. Slack may change it: keep the answer's.</param>
    /// <param name="isPrivate">Whether only members see it.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>name_taken</c>, <c>invalid_name_specials</c>, <c>invalid_name_maxlength</c>, <c>restricted_action</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.create"/>
    Task<Conversation> Create(string name, bool isPrivate = false, CancellationToken cancellationToken = default);

    /// <summary>Brings people into a channel; one person who is in it already is fine.</summary>
    /// <param name="channelId">The channel; the app must be in it.</param>
    /// <param name="userIds">At most 100 people.</param>
    /// <param name="force">Whether those who can be invited are, even when others cannot.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>user_not_found</c>, <c>cant_invite_self</c>, <c>not_in_channel</c>, <c>is_archived</c>; of several people also <c>already_in_channel</c>, and then none is invited unless forced.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.invite"/>
    Task Invite(string channelId, IReadOnlyCollection<string> userIds, bool force = false, CancellationToken cancellationToken = default);

    /// <summary>Takes somebody out of a channel; being out of it already is fine.</summary>
    /// <exception cref="SlackApiException"><c>cant_kick_self</c>, <c>cant_kick_from_general</c>, <c>restricted_action</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.kick"/>
    Task Kick(string channelId, string userId, CancellationToken cancellationToken = default);

    /// <summary>Archives a channel; one that is archived already is fine.</summary>
    /// <exception cref="SlackApiException"><c>cant_archive_general</c>, <c>not_in_channel</c>, <c>restricted_action</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.archive"/>
    Task Archive(string channelId, CancellationToken cancellationToken = default);

    /// <summary>Opens an archived channel again; one that is open is fine.</summary>
    /// <exception cref="SlackApiException"><c>channel_not_found</c>, <c>restricted_action</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.unarchive"/>
    Task Unarchive(string channelId, CancellationToken cancellationToken = default);

    /// <summary>Renames a channel.</summary>
    /// <returns>The channel under the name Slack made of it.</returns>
    /// <exception cref="SlackApiException"><c>name_taken</c>, <c>invalid_name_specials</c>, <c>not_authorized</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.rename"/>
    Task<Conversation> Rename(string channelId, string name, CancellationToken cancellationToken = default);

    /// <summary>Sets the line under a channel's name; at most 250 characters, no formatting.</summary>
    /// <exception cref="SlackApiException"><c>too_long</c>, <c>not_in_channel</c>, <c>is_archived</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.setTopic"/>
    Task SetTopic(string channelId, string topic, CancellationToken cancellationToken = default);

    /// <summary>Sets what a channel is for; at most 250 characters, no formatting.</summary>
    /// <exception cref="SlackApiException"><c>too_long</c>, <c>not_in_channel</c>, <c>is_archived</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.setPurpose"/>
    Task SetPurpose(string channelId, string purpose, CancellationToken cancellationToken = default);

    /// <summary>Creates a channel's own canvas; it has one.</summary>
    /// <param name="channelId">The channel.</param>
    /// <param name="title">Its title.</param>
    /// <param name="markdown">Its content, at most 1 MiB; headings of three depths.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The canvas's id.</returns>
    /// <exception cref="SlackApiException"><c>channel_canvas_already_exists</c>, <c>canvas_creation_failed</c>, <c>team_tier_cannot_create_channel_canvases</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.canvases.create"/>
    Task<string> CreateCanvas(string channelId, string? title = null, string? markdown = null, CancellationToken cancellationToken = default);

    /// <summary>Joins a public channel; being in it already is fine.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/conversations.join"/>
    Task Join(string channelId, CancellationToken cancellationToken = default);
}
