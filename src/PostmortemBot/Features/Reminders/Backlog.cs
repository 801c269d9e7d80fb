using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>How many items were open at the end of a week, and how many came and went in it.</summary>
public sealed record BacklogWeek
{
    public required int Open { get; init; }
    public required int Opened { get; init; }
    public required int Closed { get; init; }
}

/// <summary>An item that nobody owns, or that has no date.</summary>
public sealed record LooseItem
{
    public required Guid ActionItemId { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public string? OwnerId { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string Priority { get; init; }
    public required int PostmortemNumber { get; init; }
    public required string ChannelId { get; init; }
}

public sealed record Backlog
{
    public required IReadOnlyList<LooseItem> Loose { get; init; }

    /// <summary>How many there are in all, listed or not.</summary>
    public required int AllLoose { get; init; }

    /// <summary>Eight weeks, the latest last.</summary>
    public required IReadOnlyList<BacklogWeek> Weeks { get; init; }

    public bool IsWorthTelling => AllLoose > 0 || Weeks[^1] is not { Open: 0, Opened: 0, Closed: 0 };
}

/// <summary>What the whole workspace may read of its backlog.</summary>
public sealed class BacklogStore(PostgresDatabase database)
{
    public const int MostListed = 20;

    public async Task<Backlog> ReadAsync(string workspaceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var loose = await database.QueryAsync<LooseItem>(LooseSql, new { WorkspaceId = workspaceId, Most = MostListed }, cancellationToken);
        return new Backlog
        {
            Loose = loose,
            AllLoose = loose.Count < MostListed ? loose.Count : await database.SingleOrDefaultAsync<int>(CountLooseSql, new { WorkspaceId = workspaceId }, cancellationToken),
            Weeks = await database.QueryAsync<BacklogWeek>(WeeksSql, new { WorkspaceId = workspaceId, Now = now }, cancellationToken),
        };
    }

    public Task<IReadOnlyList<string>> WorkspacesAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<string>(WorkspacesSql, null, cancellationToken);

    public Task<bool> IsToldAsync(string workspaceId, DateOnly week, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(IsToldSql, new { WorkspaceId = workspaceId, Week = week }, cancellationToken);

    public Task ToldAsync(string workspaceId, DateOnly week, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ToldSql, new { WorkspaceId = workspaceId, Week = week, Now = now }, cancellationToken);

    private const string WorkspacesSql = """
        -- BacklogStore.Workspaces
        select workspace_id
        from settings
        where knowledge_channel_id is not null
        """;

    private const string FromLoose = $"""
        from action_items a
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        where a.workspace_id = @WorkspaceId
          and {ReminderSql.Unfinished}
          and (a.owner_id is null or a.due_on is null)
          and p.status <> 'cancelled'
          and p.audience = 'workspace'
        """;

    private const string LooseSql = $"""
        -- BacklogStore.Loose
        select
            a.action_item_id,
            a.number,
            a.title,
            a.owner_id,
            a.due_on,
            a.priority,
            p.number as postmortem_number,
            p.channel_id
        {FromLoose}
        order by
            a.priority,
            a.created_at,
            a.number
        limit @Most
        """;

    private const string CountLooseSql = $"""
        -- BacklogStore.CountLoose
        select count(*)::integer
        {FromLoose}
        """;

    private const string WeeksSql = """
        -- BacklogStore.Weeks
        select
            count(*) filter (where a.created_at <= w.ends and (a.closed_at is null or a.closed_at > w.ends))::integer as open,
            count(*) filter (where a.created_at > w.ends - interval '7 days' and a.created_at <= w.ends)::integer as opened,
            count(*) filter (where a.closed_at > w.ends - interval '7 days' and a.closed_at <= w.ends)::integer as closed
        from generate_series(7, 0, -1) as ago
        cross join lateral (
            select @Now::timestamptz - make_interval(days => 7 * ago) as ends) w
        left join (
            select
                i.created_at,
                case when i.state in ('done', 'wont_do') then i.state_changed_at end as closed_at
            from action_items i
            join postmortems p
              on p.workspace_id = i.workspace_id
             and p.postmortem_id = i.postmortem_id
            where i.workspace_id = @WorkspaceId
              and p.status <> 'cancelled'
              and p.audience = 'workspace') a
          on true
        group by ago
        order by ago desc
        """;

    private const string IsToldSql = """
        -- BacklogStore.IsTold
        select exists (
            select 1
            from backlog_weeks
            where workspace_id = @WorkspaceId
              and week = @Week)
        """;

    private const string ToldSql = """
        -- BacklogStore.Told
        insert into backlog_weeks (workspace_id, week, told_at)
        values (@WorkspaceId, @Week, @Now)
        on conflict do nothing
        """;
}
