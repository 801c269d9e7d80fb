namespace PostmortemBot.Slack.WebApi;

/// <summary>Links at the top of a channel.</summary>
public interface IBookmarksApi
{
    /// <summary>Adds a link; a channel has 100 at most. Not repeated when the connection fails: it may be there.</summary>
    /// <param name="channelId">The channel; the app must be in it.</param>
    /// <param name="title">What it says.</param>
    /// <param name="link">Where it leads; http or https.</param>
    /// <param name="emoji">The emoji before it, with colons.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>invalid_link</c>, <c>invalid_emoji</c>, <c>too_many_bookmarks</c>, <c>channel_not_found</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/bookmarks.add"/>
    Task<Bookmark> Add(string channelId, string title, Uri link, string? emoji = null, CancellationToken cancellationToken = default);

    /// <summary>The links of a channel; not paged.</summary>
    /// <exception cref="SlackApiException"><c>channel_not_found</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/bookmarks.list"/>
    Task<IReadOnlyList<Bookmark>> List(string channelId, CancellationToken cancellationToken = default);

    /// <summary>Changes a link; what is not given stays.</summary>
    /// <exception cref="SlackApiException"><c>not_found</c>, <c>invalid_link</c>, <c>invalid_emoji</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/bookmarks.edit"/>
    Task<Bookmark> Edit(string channelId, string bookmarkId, string? title = null, Uri? link = null, string? emoji = null, CancellationToken cancellationToken = default);

    /// <summary>Takes a link away; one that is gone already is fine.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/bookmarks.remove"/>
    Task Remove(string channelId, string bookmarkId, CancellationToken cancellationToken = default);
}

/// <summary>A link at the top of a channel.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/bookmarks.list"/>
public sealed record Bookmark
{
    /// <summary>The id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>What it says.</summary>
    public string Title { get => field; init => field = value ?? ""; } = "";

    /// <summary>Where it leads; null for folders and such.</summary>
    public string? Link { get; init; }

    /// <summary>The emoji before it, with colons.</summary>
    public string? Emoji { get; init; }
}

internal sealed class BookmarksApi(WorkspaceCalls calls) : IBookmarksApi
{
    public async Task<Bookmark> Add(string channelId, string title, Uri link, string? emoji = null, CancellationToken cancellationToken = default) =>
        (await calls.Call<OneAnswer>(SlackMethod.BookmarksAdd, new { ChannelId = channelId, Title = title, Type = "link", Link = link.AbsoluteUri, Emoji = emoji }, cancellationToken)).Bookmark ?? new();

    public async Task<IReadOnlyList<Bookmark>> List(string channelId, CancellationToken cancellationToken = default) =>
        (await calls.Call<ManyAnswer>(SlackMethod.BookmarksList, new SlackArguments { ["channel_id"] = channelId }, cancellationToken)).Bookmarks ?? [];

    public async Task<Bookmark> Edit(string channelId, string bookmarkId, string? title = null, Uri? link = null, string? emoji = null, CancellationToken cancellationToken = default) =>
        (await calls.Call<OneAnswer>(SlackMethod.BookmarksEdit, new { ChannelId = channelId, BookmarkId = bookmarkId, Title = title, Link = link?.AbsoluteUri, Emoji = emoji }, cancellationToken)).Bookmark ?? new();

    public Task Remove(string channelId, string bookmarkId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.BookmarksRemove, new { ChannelId = channelId, BookmarkId = bookmarkId }, cancellationToken);

    private sealed record OneAnswer(Bookmark? Bookmark);

    private sealed record ManyAnswer(IReadOnlyList<Bookmark>? Bookmarks);
}
