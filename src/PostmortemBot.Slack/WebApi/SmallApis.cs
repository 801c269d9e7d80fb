namespace PostmortemBot.Slack.WebApi;

/// <summary>The app's own token.</summary>
public interface IAuthApi
{
    /// <summary>Whose token it is; the only way to learn the bot's id.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/auth.test"/>
    Task<AuthTestResponse> Test(CancellationToken cancellationToken = default);

    /// <summary>Gives the token up; afterwards no call works.</summary>
    /// <param name="test">Only asks whether it would work.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>Whether the token is revoked now.</returns>
    /// <exception cref="SlackApiException"><c>not_bearer_token</c>, <c>token_revoked</c>, <c>invalid_auth</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/auth.revoke"/>
    Task<bool> Revoke(bool test = false, CancellationToken cancellationToken = default);
}

/// <summary>Files.</summary>
public interface IFilesApi
{
    /// <summary>The first of the three steps: an address to send the bytes to, without a token. Files over 1 GB are refused.</summary>
    /// <param name="filename">The file's name with its ending.</param>
    /// <param name="length">The exact number of bytes, at least one.</param>
    /// <param name="altText">What a picture shows, at most 1,000 characters.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>file_uploads_disabled</c>, <c>storage_limit_reached</c>, <c>missing_argument</c>, <c>alt_txt_too_large</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/files.getUploadURLExternal"/>
    Task<UploadPlace> GetUploadUrlExternal(string filename, long length, string? altText = null, CancellationToken cancellationToken = default);

    /// <summary>The third step: the file is there, and shared where said. Once for each file.</summary>
    /// <param name="files">The files whose bytes were sent.</param>
    /// <param name="channelIds">Where to share them, at most 100; not people's ids. Nowhere: only the app sees them until a block shows them.</param>
    /// <param name="threadTs">The thread to share them in; then there is one channel.</param>
    /// <param name="initialComment">The text to share them with, or <paramref name="blocks"/>.</param>
    /// <param name="blocks">The blocks to share them with.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>file_not_found</c>, <c>not_in_channel</c>, <c>channel_not_found</c>, <c>posting_to_channel_denied</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/files.completeUploadExternal"/>
    Task CompleteUploadExternal(
        IReadOnlyCollection<ExternalFileReference> files,
        IReadOnlyCollection<string>? channelIds = null,
        string? threadTs = null,
        string? initialComment = null,
        IReadOnlyList<Blocks.Block>? blocks = null,
        CancellationToken cancellationToken = default);

    /// <summary>Sends a file in Slack's three steps, and shares it when a channel is given.</summary>
    /// <param name="file">The file.</param>
    /// <param name="channelId">Where to share it; not a person's id.</param>
    /// <param name="threadTs">The thread to share it in.</param>
    /// <param name="initialComment">The text to share it with.</param>
    /// <param name="sharing">Is told the file's id before it is shared, for whoever must find it if the answer is lost.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The file's id. Slack may still be looking into the file: a block can show it once <see cref="SharedFile.IsReadyPicture"/>.</returns>
    /// <seealso href="https://docs.slack.dev/messaging/working-with-files#upload"/>
    Task<string> Upload(FileUpload file, string? channelId = null, string? threadTs = null, string? initialComment = null, Func<string, CancellationToken, Task>? sharing = null, CancellationToken cancellationToken = default);

    /// <summary>One file.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/files.info"/>
    Task<SharedFile> Info(string fileId, CancellationToken cancellationToken = default);
}

/// <summary>Pinned messages.</summary>
public interface IPinsApi
{
    /// <summary>Pins a message; one that is pinned already is fine.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/pins.add"/>
    Task AddMessage(string channelId, string ts, CancellationToken cancellationToken = default);

    /// <summary>The pinned messages of a channel, the latest pin first; not paged.</summary>
    /// <exception cref="SlackApiException"><c>channel_not_found</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/pins.list"/>
    Task<IReadOnlyList<PinnedItem>> List(string channelId, CancellationToken cancellationToken = default);

    /// <summary>Takes a pin away; one that is gone already is fine.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/pins.remove"/>
    Task RemoveMessage(string channelId, string ts, CancellationToken cancellationToken = default);
}

/// <summary>Emoji on messages.</summary>
public interface IReactionsApi
{
    /// <summary>Puts an emoji on a message; one that is there already is fine.</summary>
    /// <param name="name">The emoji's name, without colons.</param>
    /// <param name="channelId">The message's channel.</param>
    /// <param name="ts">The message.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/reactions.add"/>
    Task Add(string name, string channelId, string ts, CancellationToken cancellationToken = default);

    /// <summary>A message with all its reactions.</summary>
    /// <exception cref="SlackApiException"><c>message_not_found</c>, <c>channel_not_found</c>, <c>bad_timestamp</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/reactions.get"/>
    Task<ReceivedMessage> GetForMessage(string channelId, string ts, CancellationToken cancellationToken = default);

    /// <summary>Takes the app's emoji off a message; one that is gone already is fine.</summary>
    /// <param name="name">The emoji's name, without colons.</param>
    /// <param name="channelId">The message's channel.</param>
    /// <param name="ts">The message.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <seealso href="https://docs.slack.dev/reference/methods/reactions.remove"/>
    Task Remove(string name, string channelId, string ts, CancellationToken cancellationToken = default);
}

/// <summary>People and bots.</summary>
public interface IUsersApi
{
    /// <summary>One person or bot.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/users.info"/>
    Task<User> Info(string userId, CancellationToken cancellationToken = default);

    /// <summary>Everybody in the workspace, deactivated accounts and bots too; asks for further pages as they are needed.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/users.list"/>
    IAsyncEnumerable<User> List(CancellationToken cancellationToken = default);

    /// <summary>The person with an e-mail address.</summary>
    /// <exception cref="SlackApiException"><c>users_not_found</c>; <c>missing_scope</c> without <c>users:read.email</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/users.lookupByEmail"/>
    Task<User> LookupByEmail(string email, CancellationToken cancellationToken = default);

    /// <summary>The conversations somebody is in, as far as the app may know of them; asks for further pages as they are needed.</summary>
    /// <param name="userId">Whose; the app's own when null.</param>
    /// <param name="types">Which kinds; each needs its own scope. Public channels when nothing is said.</param>
    /// <param name="excludeArchived">Whether archived ones are left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>user_not_found</c>, <c>missing_scope</c>, <c>invalid_cursor</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/users.conversations"/>
    IAsyncEnumerable<Conversation> Conversations(string? userId = null, IEnumerable<ConversationType>? types = null, bool excludeArchived = false, CancellationToken cancellationToken = default);
}
