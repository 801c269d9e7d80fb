using PostmortemBot.Database;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Reads postmortems for people (under the access rule) and for jobs (by id).</summary>
public sealed class PostmortemStore(PostgresDatabase database)
{
    /// <summary>The postmortem, if the person may read it. A null says no more than "not found".</summary>
    public Task<Postmortem?> FindAsync(Reader reader, Guid postmortemId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Postmortem>(FindSql, new { reader.WorkspaceId, reader.UserId, PostmortemId = postmortemId }, cancellationToken);

    public Task<Postmortem?> FindByNumberAsync(Reader reader, int number, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Postmortem>(FindByNumberSql, new { reader.WorkspaceId, reader.UserId, Number = number }, cancellationToken);

    /// <summary>The channel's open postmortem, else its newest published one. Asked by somebody who stands in the channel.</summary>
    public Task<Postmortem?> InChannelAsync(string workspaceId, string channelId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Postmortem>(InChannelSql, new { WorkspaceId = workspaceId, ChannelId = channelId }, cancellationToken);

    /// <summary>For jobs, which act for the bot and not for a reader.</summary>
    public Task<Postmortem?> GetAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Postmortem>(GetSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>Remembers a new card, and has it pinned.</summary>
    public Task SetCardAsync(string workspaceId, Guid postmortemId, string cardTs, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetCardSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId, CardTs = cardTs, Now = now }, cancellationToken);

    public const string Columns = """
            p.workspace_id,
            p.postmortem_id,
            p.number,
            p.incident_id,
            p.channel_id,
            p.audience,
            p.status,
            p.facilitator_id,
            p.card_ts,
            p.created_by,
            p.created_at,
            p.updated_at,
            p.review_requested_at,
            p.review_requested_by,
            p.approved_at,
            p.published_at,
            i.title,
            i.kind,
            i.severity,
            i.services,
            i.impact,
            i.slo,
            i.started_at,
            i.detected_at,
            i.mitigated_at,
            i.resolved_at
        from postmortems p
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        """;

    private const string FindSql = $"""
        -- PostmortemStore.Find
        select
            {Columns}
        where p.workspace_id = @WorkspaceId
          and p.postmortem_id = @PostmortemId
          and {AccessRule.Readable}
        """;

    private const string FindByNumberSql = $"""
        -- PostmortemStore.FindByNumber
        select
            {Columns}
        where p.workspace_id = @WorkspaceId
          and p.number = @Number
          and {AccessRule.Readable}
        """;

    private const string InChannelSql = $"""
        -- PostmortemStore.InChannel
        select
            {Columns}
        where p.workspace_id = @WorkspaceId
          and p.channel_id = @ChannelId
          and p.status <> 'cancelled'
        order by p.status = 'published', p.number desc
        limit 1
        """;

    private const string GetSql = $"""
        -- PostmortemStore.Get
        select
            {Columns}
        where p.workspace_id = @WorkspaceId
          and p.postmortem_id = @PostmortemId
        """;

    private const string SetCardSql = """
        -- PostmortemStore.SetCard
        with carded as (
            update postmortems
            set card_ts = @CardTs
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
            returning
                workspace_id,
                postmortem_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'card.pin', postmortem_id, @Now
        from carded
        """;
}
