using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Publishing;

/// <summary>A picture that was sent to Slack with a report.</summary>
public sealed record SentPicture
{
    public required string Filename { get; init; }
    public required string FileId { get; init; }
}

/// <summary>Remembers under which ids Slack knows the pictures of published reports.</summary>
public sealed class PictureStore(PostgresDatabase database)
{
    public Task SentAsync(Postmortem postmortem, string channelId, string filename, string fileId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SentSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, ChannelId = channelId, Filename = filename, FileId = fileId }, cancellationToken);

    public Task<IReadOnlyList<SentPicture>> InAsync(Postmortem postmortem, string channelId, CancellationToken cancellationToken) =>
        database.QueryAsync<SentPicture>(InSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, ChannelId = channelId }, cancellationToken);

    private const string SentSql = """
        -- PictureStore.Sent
        insert into publication_pictures (workspace_id, postmortem_id, channel_id, filename, file_id)
        values (@WorkspaceId, @PostmortemId, @ChannelId, @Filename, @FileId)
        on conflict (workspace_id, postmortem_id, channel_id, filename) do update set
            file_id = excluded.file_id
        """;

    private const string InSql = """
        -- PictureStore.In
        select
            filename,
            file_id
        from publication_pictures
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and channel_id = @ChannelId
        order by filename
        """;
}
