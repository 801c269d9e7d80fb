using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack.WebApi;

internal sealed class FilesApi(WorkspaceCalls calls) : IFilesApi
{
    private const int MostChannels = 100;

    public async Task<string> Upload(FileUpload file, string? channelId = null, string? threadTs = null, string? initialComment = null, Func<string, CancellationToken, Task>? sharing = null, CancellationToken cancellationToken = default)
    {
        if (file.Content.Length == 0) throw new ArgumentException("Slack takes no empty files.", nameof(file));
        if (threadTs is not null && channelId is null) throw new ArgumentException("A thread needs its channel.", nameof(threadTs));

        var place = await GetUploadUrlExternal(file.Filename, file.Content.Length, file.AltText, cancellationToken);
        await calls.Http.Upload(place.UploadUrl, file.Content, cancellationToken);
        if (sharing is not null) await sharing(place.FileId, cancellationToken);
        await CompleteUploadExternal(
            [new ExternalFileReference(place.FileId, file.Title ?? file.Filename)],
            channelId is null ? null : [channelId],
            threadTs,
            initialComment,
            cancellationToken: cancellationToken);
        return place.FileId;
    }

    public Task<UploadPlace> GetUploadUrlExternal(string filename, long length, string? altText = null, CancellationToken cancellationToken = default) =>
        calls.Call<UploadPlace>(
            SlackMethod.FilesGetUploadUrl,
            new SlackArguments { ["filename"] = filename, ["length"] = $"{length}", ["alt_txt"] = altText },
            cancellationToken);

    public Task CompleteUploadExternal(
        IReadOnlyCollection<ExternalFileReference> files,
        IReadOnlyCollection<string>? channelIds = null,
        string? threadTs = null,
        string? initialComment = null,
        IReadOnlyList<Block>? blocks = null,
        CancellationToken cancellationToken = default)
    {
        if (files.Count == 0) throw new ArgumentException("There is no file.", nameof(files));
        if (channelIds?.Count > MostChannels) throw new ArgumentException($"Slack takes {MostChannels} channels at most.", nameof(channelIds));
        if (threadTs is not null && channelIds?.Count != 1) throw new ArgumentException("A thread needs its one channel.", nameof(threadTs));
        if (initialComment is not null && blocks is not null) throw new ArgumentException("Slack takes a text or blocks, not both.", nameof(blocks));
        if (blocks is not null) BlockLimits.Check(blocks);

        var arguments = new
        {
            Files = files,
            ChannelId = channelIds?.Count == 1 ? channelIds.First() : null,
            Channels = channelIds?.Count > 1 ? string.Join(',', channelIds) : null,
            ThreadTs = threadTs,
            InitialComment = initialComment,
            Blocks = blocks,
        };
        return calls.Do(SlackMethod.FilesCompleteUpload, arguments, cancellationToken);
    }

    public async Task<SharedFile> Info(string fileId, CancellationToken cancellationToken = default) =>
        (await calls.Call<FileAnswer>(SlackMethod.FilesInfo, new SlackArguments { ["file"] = fileId }, cancellationToken)).File ?? new();

    private sealed record FileAnswer(SharedFile? File);
}
