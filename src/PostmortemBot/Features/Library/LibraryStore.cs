using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Library;

public sealed class LibraryStore(PostgresDatabase database)
{
    public Task IndexAsync(Postmortem postmortem, string heading, string body, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(IndexSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, Heading = heading, Body = body, Now = now }, cancellationToken);

    public Task<IReadOnlyList<Hit>> SearchAsync(Reader reader, string words, int skip, int take, CancellationToken cancellationToken) =>
        database.QueryAsync<Hit>(SearchSql, new { reader.WorkspaceId, reader.UserId, Words = words, Skip = skip, Take = take }, cancellationToken);

    public Task<IReadOnlyList<Hit>> ListAsync(Reader reader, bool mine, int skip, int take, CancellationToken cancellationToken) =>
        database.QueryAsync<Hit>(ListSql, new { reader.WorkspaceId, reader.UserId, Mine = mine, Skip = skip, Take = take }, cancellationToken);

    private const string IndexSql = """
        -- LibraryStore.Index
        insert into search_documents (workspace_id, postmortem_id, heading, body, indexed_at)
        values (@WorkspaceId, @PostmortemId, @Heading, @Body, @Now)
        on conflict (workspace_id, postmortem_id) do update set
            heading = excluded.heading,
            body = excluded.body,
            indexed_at = excluded.indexed_at
        """;

    private const string HitColumns = """
            p.postmortem_id,
            p.number,
            p.channel_id,
            p.card_ts,
            p.status,
            p.created_at,
            i.title,
            i.kind,
            i.severity,
            i.services,
            i.started_at
        """;

    // The marks around a found word are private-use characters, which no typed text that is shown can hold unnoticed.
    private const string SearchSql = $"""
        -- LibraryStore.Search
        with asked as (
            select websearch_to_tsquery('english', @Words) || websearch_to_tsquery('simple', @Words) as query),
        found as (
            select
                {HitColumns},
                d.body,
                ts_rank_cd(d.words, asked.query) as rank,
                count(*) over () as total
            from asked
            join search_documents d
              on d.words @@ asked.query
            join postmortems p
              on p.workspace_id = d.workspace_id
             and p.postmortem_id = d.postmortem_id
            join incidents i
              on i.workspace_id = p.workspace_id
             and i.incident_id = p.incident_id
            where d.workspace_id = @WorkspaceId
              and p.status <> 'cancelled'
              and {AccessRule.Readable}
            order by rank desc, p.number desc
            limit @Take
            offset @Skip)
        select
            found.postmortem_id,
            found.number,
            found.channel_id,
            found.card_ts,
            found.status,
            found.created_at,
            found.title,
            found.kind,
            found.severity,
            found.services,
            found.started_at,
            found.total,
            ts_headline('english', left(found.body, 20000), asked.query, E'StartSel=\uE000, StopSel=\uE001, MaxWords=24, MinWords=10, MaxFragments=1') as excerpt
        from found, asked
        order by found.rank desc, found.number desc
        """;

    private const string ListSql = $"""
        -- LibraryStore.List
        select
            {HitColumns},
            count(*) over () as total
        from postmortems p
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        where p.workspace_id = @WorkspaceId
          and p.status <> 'cancelled'
          and (not @Mine or @UserId in (p.facilitator_id, p.created_by) or exists (
            select 1
            from review_requests r
            where r.workspace_id = p.workspace_id
              and r.postmortem_id = p.postmortem_id
              and r.reviewer_id = @UserId))
          and {AccessRule.Readable}
        order by p.number desc
        limit @Take
        offset @Skip
        """;
}

/// <summary>A postmortem as a line in a list.</summary>
public sealed record Hit
{
    public required Guid PostmortemId { get; init; }
    public required int Number { get; init; }
    public required string ChannelId { get; init; }
    public string? CardTs { get; init; }
    public required string Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Title { get; init; }
    public required string Kind { get; init; }
    public required string Severity { get; init; }
    public required string[] Services { get; init; }
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How many there are in all, of which this page shows some.</summary>
    public required long Total { get; init; }

    /// <summary>The passage that was found, its words between U+E000 and U+E001. Lists have none.</summary>
    public string? Excerpt { get; init; }
}
