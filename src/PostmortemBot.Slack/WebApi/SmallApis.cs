namespace PostmortemBot.Slack.WebApi;

/// <summary>The app's own token.</summary>
public interface IAuthApi
{
    /// <summary>Whose token it is; the only way to learn the bot's id.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/auth.test"/>
    Task<AuthTestResponse> Test(CancellationToken cancellationToken = default);
}

/// <summary>Files.</summary>
public interface IFilesApi
{
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
}
