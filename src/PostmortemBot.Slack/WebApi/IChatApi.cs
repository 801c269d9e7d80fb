namespace PostmortemBot.Slack.WebApi;

/// <summary>Messages.</summary>
public interface IChatApi
{
    /// <summary>Posts a message. Not repeated when the connection fails: it may have been posted.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.postMessage"/>
    Task<PostMessageResponse> PostMessage(Message message, CancellationToken cancellationToken = default);

    /// <summary>Shows a message to one member of a channel, until they reload.</summary>
    /// <returns>The message's time stamp; of no use for changing it.</returns>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.postEphemeral"/>
    Task<string> PostEphemeral(string userId, Message message, CancellationToken cancellationToken = default);

    /// <summary>Changes a message of the app.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.update"/>
    Task<PostMessageResponse> Update(MessageUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Deletes a message of the app.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.delete"/>
    Task Delete(string ts, string channelId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Has Slack post a message later: at most 120 days ahead, and at most 30 within five minutes of a channel.
    /// Slack never posts a scheduled message that carries metadata, so one is refused here.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="postAt">When; full seconds count.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The scheduled message; its id takes it back.</returns>
    /// <exception cref="SlackApiException"><c>time_in_past</c>, <c>time_too_far</c>, <c>restricted_too_many</c>, and what posting throws.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.scheduleMessage"/>
    Task<ScheduledMessage> ScheduleMessage(Message message, DateTimeOffset postAt, CancellationToken cancellationToken = default);

    /// <summary>Takes a scheduled message back; in its last minute Slack lets it go out.</summary>
    /// <exception cref="SlackApiException"><c>invalid_scheduled_message_id</c> when it is posted, about to be, or gone.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage"/>
    Task DeleteScheduledMessage(string scheduledMessageId, string channelId, CancellationToken cancellationToken = default);

    /// <summary>Shows something under links in a message; done again, it replaces what is shown.</summary>
    /// <param name="channelId">The message's channel.</param>
    /// <param name="ts">The message.</param>
    /// <param name="unfurls">What to show for each address, spelled as in <see cref="Events.SharedLink.Url"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>cannot_unfurl_url</c> for an address whose domain is not the app's, <c>cannot_unfurl_message</c>, <c>cannot_find_message</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.unfurl"/>
    Task Unfurl(string channelId, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken = default);

    /// <summary>The same for a message that may still be being written: by the event's own id.</summary>
    /// <param name="source">The event's <see cref="Events.LinkShared.Source"/>.</param>
    /// <param name="unfurlId">The event's <see cref="Events.LinkShared.UnfurlId"/>.</param>
    /// <param name="unfurls">What to show for each address, spelled as in <see cref="Events.SharedLink.Url"/>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>invalid_unfurl_id</c>, <c>invalid_source</c>, <c>cannot_unfurl_url</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.unfurl"/>
    Task UnfurlById(string source, string unfurlId, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken = default);

    /// <summary>The address of a message.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.getPermalink"/>
    Task<string> GetPermalink(string channelId, string ts, CancellationToken cancellationToken = default);
}
