using PostmortemBot.Database;

namespace PostmortemBot.Features.Trackers.Incoming;

/// <summary>What trackers tell. A tracker knows an issue and no workspace, so its items are looked for in all that may use it.</summary>
public sealed class IncomingStore(PostgresDatabase database)
{
    /// <summary>Has the items of an issue looked at, unless this was told before or says what is known already, as our own echo does.</summary>
    public Task HearAsync(string tracker, string deliveryId, IncomingIssue issue, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(HearSql, new
        {
            Tracker = tracker,
            DeliveryId = deliveryId,
            issue.Reference,
            issue.IsClosed,
            issue.Assignee,
            Now = now,
        }, cancellationToken);

    /// <summary>Linked issues that nobody has looked at for a while, some of each workspace; and those still to be made.</summary>
    public Task<int> PollAsync(int mostOfEach, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(PollSql, new
        {
            MostOfEach = mostOfEach,
            LookedAtBefore = now - TimeSpan.FromMinutes(10),
            HinderedBefore = now - TimeSpan.FromMinutes(50),
            ClosedSince = now - TimeSpan.FromDays(30),
            Now = now,
        }, cancellationToken);

    public Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetSql, new { Before = before }, cancellationToken);

    private const string HearSql = """
        -- IncomingStore.Hear
        with receipt as (
            insert into tracker_receipts (tracker, delivery_id, received_at)
            values (@Tracker, @DeliveryId, @Now)
            on conflict do nothing
            returning tracker)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select l.workspace_id, 'trackers.sync', l.action_item_id, @Now
        from tracker_links l
        where l.tracker in (select tracker from receipt)
          and lower(l.reference) = lower(@Reference)
          and (@IsClosed::boolean is null
            or l.problem is not null
            or l.synced_closed is distinct from @IsClosed
            or @Assignee::text is null
            or lower(l.synced_assignee) <> lower(@Assignee))
        """;

    private const string PollSql = """
        -- IncomingStore.Poll
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'trackers.sync', action_item_id, @Now
        from (
            select
                l.workspace_id,
                l.action_item_id,
                row_number() over (partition by l.workspace_id order by l.checked_at nulls first) as place
            from tracker_links l
            join action_items a
              on a.workspace_id = l.workspace_id
             and a.action_item_id = l.action_item_id
            join postmortems p
              on p.workspace_id = a.workspace_id
             and p.postmortem_id = a.postmortem_id
            where p.status <> 'cancelled'
              and (l.checked_at is null or l.checked_at < case when l.problem is null or l.problem = 'away' then @LookedAtBefore::timestamptz else @HinderedBefore::timestamptz end)
              and (a.state not in ('done', 'wont_do') or a.state_changed_at >= @ClosedSince or l.synced_closed is not true)) waiting
        where place <= @MostOfEach
        order by place
        """;

    private const string ForgetSql = """
        -- IncomingStore.Forget
        delete from tracker_receipts
        where received_at < @Before
        """;
}
