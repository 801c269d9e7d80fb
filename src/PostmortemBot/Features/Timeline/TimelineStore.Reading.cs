using PostmortemBot.Database;

namespace PostmortemBot.Features.Timeline;

public sealed partial class TimelineStore
{
    /// <summary>More than anybody reads. What lies beyond stays stored and is counted.</summary>
    public const int MostListed = 2000;

    /// <summary>The timeline in order, up to <see cref="MostListed"/>.</summary>
    public Task<IReadOnlyList<TimelineEntry>> ListAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<TimelineEntry>(ListSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId, MostListed }, cancellationToken);

    public Task<int> CountAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<int>(CountSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>When the timeline last changed, by what was taken off as well.</summary>
    public async Task<DateTimeOffset?> ChangedAtAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        (await database.SingleOrDefaultAsync<LastChange>(ChangedAtSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken))?.ChangedAt;

    public Task<TimelineEntry?> FindAsync(string workspaceId, Guid entryId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<TimelineEntry>(FindSql, new { WorkspaceId = workspaceId, EntryId = entryId }, cancellationToken);

    public Task<TimelineEntry?> FromMessageAsync(string workspaceId, Guid postmortemId, string channelId, string ts, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<TimelineEntry>(FromMessageSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId, ChannelId = channelId, Ts = ts }, cancellationToken);

    private const string Columns = """
            workspace_id,
            entry_id,
            postmortem_id,
            occurred_at,
            kind,
            text,
            source,
            source_channel_id,
            source_ts,
            permalink,
            author_id,
            created_at,
            updated_at
        from timeline_entries
        """;

    private const string ListSql = $"""
        -- TimelineStore.List
        select
            {Columns}
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and removed_at is null
        order by occurred_at, created_at, entry_id
        limit @MostListed
        """;

    private const string CountSql = """
        -- TimelineStore.Count
        select count(*)
        from timeline_entries
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and removed_at is null
        """;

    private const string ChangedAtSql = """
        -- TimelineStore.ChangedAt
        select max(updated_at) as changed_at
        from timeline_entries
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        """;

    private const string FindSql = $"""
        -- TimelineStore.Find
        select
            {Columns}
        where workspace_id = @WorkspaceId
          and entry_id = @EntryId
          and removed_at is null
        """;

    private const string FromMessageSql = $"""
        -- TimelineStore.FromMessage
        select
            {Columns}
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and source_channel_id = @ChannelId
          and source_ts = @Ts
          and removed_at is null
        """;

    private sealed record LastChange
    {
        public DateTimeOffset? ChangedAt { get; init; }
    }
}
