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

    /// <summary>The address of a message.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/chat.getPermalink"/>
    Task<string> GetPermalink(string channelId, string ts, CancellationToken cancellationToken = default);
}
