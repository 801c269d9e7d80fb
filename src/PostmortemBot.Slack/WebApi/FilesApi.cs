namespace PostmortemBot.Slack.WebApi;

internal sealed class FilesApi(WorkspaceCalls calls) : IFilesApi
{
    public async Task<string> Upload(FileUpload file, string? channelId = null, string? threadTs = null, string? initialComment = null, Func<string, CancellationToken, Task>? sharing = null, CancellationToken cancellationToken = default)
    {
        if (file.Content.Length == 0) throw new ArgumentException("Slack takes no empty files.", nameof(file));
        if (threadTs is not null && channelId is null) throw new ArgumentException("A thread needs its channel.", nameof(threadTs));

        var place = await calls.Call<PlaceAnswer>(
            SlackMethod.FilesGetUploadUrl,
            new SlackArguments { ["filename"] = file.Filename, ["length"] = $"{file.Content.Length}", ["alt_txt"] = file.AltText },
            cancellationToken);
        await calls.Http.Upload(place.UploadUrl, file.Content, cancellationToken);
        if (sharing is not null) await sharing(place.FileId, cancellationToken);
        await calls.Do(
            SlackMethod.FilesCompleteUpload,
            new { Files = new[] { new { Id = place.FileId, Title = file.Title ?? file.Filename } }, ChannelId = channelId, ThreadTs = threadTs, InitialComment = initialComment },
            cancellationToken);
        return place.FileId;
    }

    public async Task<SharedFile> Info(string fileId, CancellationToken cancellationToken = default) =>
        (await calls.Call<FileAnswer>(SlackMethod.FilesInfo, new SlackArguments { ["file"] = fileId }, cancellationToken)).File ?? new();

    private sealed record PlaceAnswer(string UploadUrl = "", string FileId = "");

    private sealed record FileAnswer(SharedFile? File);
}
