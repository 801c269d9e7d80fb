using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders.Notices;

/// <summary>Changes of which their items' owners are to hear. A change belongs to one notice, so it is told once.</summary>
public sealed class NoticeStore(PostgresDatabase database)
{
    /// <summary>Nobody is told of what happened longer ago, for example while they were away.</summary>
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(21);

    /// <summary>Sets aside what nobody needs to be told of.</summary>
    public Task DismissAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(DismissSql, new { Fields = ChangedField.Told, TooOld = now - TooOld }, cancellationToken);

    /// <summary>Whose morning has come and whose evening has not, of those who are to be told something.</summary>
    public Task<IReadOnlyList<Untold>> WaitingAsync(IReadOnlyList<(ReminderClock Clock, DateOnly Today)> clocks, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.QueryAsync<Untold>(WaitingSql, new NoticeArguments(ClockSql.Arguments(clocks, now)) { Fields = ChangedField.Told, TooOld = now - TooOld }, cancellationToken);

    /// <summary>Of one item: whose it is, and the days on which it was or is due.</summary>
    public Task<IReadOnlyList<DueDays>> DaysAsync(string workspaceId, Guid actionItemId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.QueryAsync<DueDays>(DaysSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId, Fields = ChangedField.Told, TooOld = now - TooOld }, cancellationToken);

    /// <summary>Makes one notice for each of them, of everything that is untold, and has it sent.</summary>
    public Task ClaimAsync(IReadOnlyList<Untold> people, DateTimeOffset now, CancellationToken cancellationToken) =>
        people.Count == 0 ? Task.CompletedTask : database.ExecuteAsync(ClaimSql, new
        {
            Workspaces = people.Select(person => person.WorkspaceId).ToArray(),
            People = people.Select(person => person.PersonId).ToArray(),
            Ids = people.Select(_ => Guid.CreateVersion7(now)).ToArray(),
            Fields = ChangedField.Told,
            TooOld = now - TooOld,
            Now = now,
        }, cancellationToken);

    public Task<OwnerNotice?> FindAsync(string workspaceId, Guid noticeId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<OwnerNotice>(FindSql, new { WorkspaceId = workspaceId, NoticeId = noticeId }, cancellationToken);

    /// <summary>In the order in which they were made, as far as the person still holds and may read the item.</summary>
    public Task<IReadOnlyList<ChangedField>> ChangesAsync(OwnerNotice notice, CancellationToken cancellationToken) =>
        database.QueryAsync<ChangedField>(ChangesSql, new { notice.WorkspaceId, notice.NoticeId, notice.PersonId }, cancellationToken);

    public Task SetSentAsync(OwnerNotice notice, string? whyNot, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetSentSql, new { notice.WorkspaceId, notice.NoticeId, WhyNot = whyNot, Now = now }, cancellationToken);

    private const string Holder = """
        coalesce(case when a.accepted_at is null then a.previous_owner_id end, a.owner_id)
        """;

    private const string Untold = $"""
        from action_item_changes c
        join action_items a
          on a.workspace_id = c.workspace_id
         and a.action_item_id = c.action_item_id
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        where c.notice_id is null
          and c.field = any(@Fields)
          and c.at >= @TooOld
          -- What changed before somebody took it over, they have read then.
          and (a.accepted_at is null or a.accepted_at <= c.at)
          and {Holder} is not null
          and {Holder} is distinct from c.actor_id
          and p.status <> 'cancelled'
        """;

    private const string DismissSql = $"""
        -- NoticeStore.Dismiss
        update action_item_changes
        set notice_id = '00000000-0000-0000-0000-000000000000'
        where notice_id is null
          and (workspace_id, change_id) not in (
            select c.workspace_id, c.change_id
            {Untold})
        """;

    private static readonly string WaitingSql = $"""
        -- NoticeStore.Waiting
        with {ClockSql.Clocks},
        waiting as materialized (
            select distinct c.workspace_id, {Holder} as person_id
            {Untold}),
        {ClockSql.Placed("waiting")}
        select (placed.rows).workspace_id, (placed.rows).person_id
        from placed
        {ClockSql.TheirClock}
        where placed.away_until is null
           or placed.away_until < c.today
        """;

    private const string DaysSql = $"""
        -- NoticeStore.Days
        select
            {Holder} as person_id,
            a.due_on,
            case when c.field = 'due' then c.was::date end as was_due_on
        {Untold}
          and c.workspace_id = @WorkspaceId
          and c.action_item_id = @ActionItemId
        """;

    private const string ClaimSql = $"""
        -- NoticeStore.Claim
        with untold as materialized (
            select c.workspace_id, c.change_id, {Holder} as person_id
            {Untold}),
        made as (
            insert into owner_notices (workspace_id, notice_id, person_id, created_at)
            select workspace_id, notice_id, person_id, @Now
            from unnest(@Workspaces::text[], @People::text[], @Ids::uuid[]) as given (workspace_id, person_id, notice_id)
            where exists (
                select 1
                from untold
                where untold.workspace_id = given.workspace_id
                  and untold.person_id = given.person_id)
            returning workspace_id, notice_id, person_id),
        claimed as (
            update action_item_changes c
            set notice_id = made.notice_id
            from untold
            join made
              on made.workspace_id = untold.workspace_id
             and made.person_id = untold.person_id
            where c.workspace_id = untold.workspace_id
              and c.change_id = untold.change_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'reminders.notice', notice_id, @Now
        from made
        """;

    private const string FindSql = """
        -- NoticeStore.Find
        select
            workspace_id,
            notice_id,
            person_id,
            sent_at
        from owner_notices
        where workspace_id = @WorkspaceId
          and notice_id = @NoticeId
        """;

    private static readonly string ChangesSql = $"""
        -- NoticeStore.Changes
        select
            a.action_item_id,
            a.number,
            a.title,
            p.number as postmortem_number,
            c.actor_id,
            c.field,
            c.was,
            c.became,
            c.note
        from action_item_changes c
        join action_items a
          on a.workspace_id = c.workspace_id
         and a.action_item_id = c.action_item_id
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        where c.workspace_id = @WorkspaceId
          and c.notice_id = @NoticeId
          and {Holder} = @PersonId
          and {ReminderSql.MayRead("@PersonId")}
        order by c.change_id
        """;

    private const string SetSentSql = """
        -- NoticeStore.SetSent
        update owner_notices
        set sent_at = @Now,
            why_not = @WhyNot
        where workspace_id = @WorkspaceId
          and notice_id = @NoticeId
        """;
}

internal sealed record NoticeArguments : ClockArguments
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public NoticeArguments(ClockArguments clocks)
        : base(clocks)
    {
    }

    public string[] Fields { get; init; } = [];
    public DateTimeOffset TooOld { get; init; }
}

/// <summary>A day on which an item is due, and one on which it was until somebody moved it.</summary>
public sealed record DueDays
{
    public required string PersonId { get; init; }
    public DateOnly? DueOn { get; init; }
    public DateOnly? WasDueOn { get; init; }
}
