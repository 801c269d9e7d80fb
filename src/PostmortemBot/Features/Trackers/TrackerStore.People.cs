using PostmortemBot.Database;

namespace PostmortemBot.Features.Trackers;

public sealed partial class TrackerStore
{
    /// <summary>Who is who in a tracker: all that is known in the workspace.</summary>
    public Task<IReadOnlyList<TrackerPerson>> PeopleAsync(string workspaceId, CancellationToken cancellationToken) =>
        database.QueryAsync<TrackerPerson>(PeopleSql, new { WorkspaceId = workspaceId }, cancellationToken);

    /// <param name="workspaceId">The workspace.</param>
    /// <param name="person">Who, and their login; empty where it is not known any more.</param>
    /// <param name="setBy">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task SetPersonAsync(string workspaceId, TrackerPerson person, string setBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            var arguments = new
            {
                WorkspaceId = workspaceId,
                person.Tracker,
                person.UserId,
                Login = person.Login.Length == 0 ? null : person.Login,
                SetBy = setBy,
                AuditId = Guid.CreateVersion7(now),
                Now = now,
            };
            await transaction.ExecuteAsync(FreeSql, arguments);
            return await transaction.ExecuteAsync(PersonSql, arguments);
        }, cancellationToken);

    private const string PeopleSql = """
        -- TrackerStore.People
        select
            tracker,
            user_id,
            login
        from tracker_people
        where workspace_id = @WorkspaceId
        order by set_at desc
        limit 2000
        """;

    // A login belongs to one person: who names it last has it.
    private const string FreeSql = """
        -- TrackerStore.Free
        delete from tracker_people
        where workspace_id = @WorkspaceId
          and tracker = @Tracker
          and user_id <> @UserId
          and lower(login) = lower(@Login::text)
        """;

    // Issues of whom it concerns are looked at again.
    private const string PersonSql = """
        -- TrackerStore.Person
        with cleared as (
            delete from tracker_people
            where workspace_id = @WorkspaceId
              and tracker = @Tracker
              and user_id = @UserId
              and @Login::text is null),
        named as (
            insert into tracker_people (workspace_id, tracker, user_id, login, set_by, set_at)
            select @WorkspaceId, @Tracker, @UserId, @Login::text, @SetBy, @Now
            where @Login::text is not null
            on conflict (workspace_id, tracker, user_id) do update set
                login = excluded.login,
                set_by = excluded.set_by,
                set_at = excluded.set_at),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act)
            values (@WorkspaceId, @AuditId, @Now, @SetBy, 'tracker.person_set')),
        concerned as (
            update tracker_links l
            set synced_owner = case when l.note = 'owner_unknown' then null else l.synced_owner end,
                synced_assignee = case when l.note = 'assignee_unknown' then '' else l.synced_assignee end,
                etag = null
            where l.workspace_id = @WorkspaceId
              and l.tracker = @Tracker
              and l.note in ('owner_unknown', 'assignee_unknown')
              and l.reference is not null
            returning l.workspace_id, l.action_item_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'trackers.sync', action_item_id, @Now
        from concerned
        """;
}

/// <summary>Somebody's name in a tracker.</summary>
public sealed record TrackerPerson
{
    public required string Tracker { get; init; }
    public required string UserId { get; init; }
    public required string Login { get; init; }
}
