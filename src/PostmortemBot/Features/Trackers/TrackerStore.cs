using Npgsql;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Trackers;

/// <summary>Which item has which issue. Each change and what must follow are one statement.</summary>
public sealed partial class TrackerStore(PostgresDatabase database)
{
    /// <summary>An item is to have an issue: that one, or (no reference) a new one.</summary>
    /// <returns>False: it has one already, or another item has that issue.</returns>
    public async Task<bool> LinkAsync(TrackedItem item, string tracker, string? reference, string requestedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await database.SingleOrDefaultAsync<int>(LinkSql, new
            {
                item.WorkspaceId,
                item.ActionItemId,
                LinkId = Guid.CreateVersion7(now),
                AuditId = Guid.CreateVersion7(now),
                Tracker = tracker,
                Reference = reference,
                RequestedBy = requestedBy,
                Now = now,
            }, cancellationToken) > 0;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public Task UnlinkAsync(TrackedItem item, string unlinkedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(UnlinkSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, AuditId = Guid.CreateVersion7(now), UnlinkedBy = unlinkedBy, Now = now }, cancellationToken);

    /// <summary>Before a new issue is made, so that whoever tries again knows to look for it first.</summary>
    public Task AttemptAsync(TrackedItem item, DateTimeOffset? at, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AttemptSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, At = at, item.Title, item.DueOn }, cancellationToken);

    /// <returns>False: unlinked meanwhile.</returns>
    public async Task<bool> SetReferenceAsync(TrackedItem item, string reference, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SetReferenceSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, Reference = reference, Now = now }, cancellationToken) > 0;

    /// <summary>Remembers what both sides agree on now.</summary>
    public Task AgreeAsync(TrackedItem item, Agreed agreed, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AgreeSql, new
        {
            item.WorkspaceId,
            item.ActionItemId,
            item.LinkId,
            agreed.IsClosed,
            agreed.OwnerId,
            agreed.Assignee,
            agreed.Etag,
            agreed.IssueUpdatedAt,
            agreed.Note,
            agreed.NoteDetail,
            agreed.Title,
            agreed.DueOn,
            agreed.FieldsRefused,
            Now = now,
        }, cancellationToken);

    /// <summary>The issue is as it was, and can be reached.</summary>
    public Task UnchangedAsync(TrackedItem item, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(UnchangedSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, Now = now }, cancellationToken);

    public Task SetProblemAsync(TrackedItem item, string problem, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetProblemSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, Problem = problem, Detail = detail, Now = now }, cancellationToken);

    /// <summary>After an item has changed: has its issue looked at, unless both agree already.</summary>
    public Task FollowAsync(string workspaceId, Guid actionItemId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(FollowSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId, Now = now }, cancellationToken);

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

    private const string LinkSql = """
        -- TrackerStore.Link
        with linked as (
            insert into tracker_links (workspace_id, action_item_id, link_id, tracker, reference, requested_by, requested_at)
            values (@WorkspaceId, @ActionItemId, @LinkId, @Tracker, @Reference::text, @RequestedBy, @Now)
            on conflict (workspace_id, action_item_id) do nothing
            returning workspace_id, action_item_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @RequestedBy, 'action_item.issue_linked', action_item_id
            from linked),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, action_item_id, @Now
            from linked, unnest(array['trackers.sync', 'action-items.show']) job)
        select count(*)::integer
        from linked
        """;

    private const string UnlinkSql = """
        -- TrackerStore.Unlink
        with unlinked as (
            delete from tracker_links
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and link_id = @LinkId
            returning workspace_id, action_item_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @UnlinkedBy, 'action_item.issue_unlinked', action_item_id
            from unlinked)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.show', action_item_id, @Now
        from unlinked
        """;

    private const string AttemptSql = """
        -- TrackerStore.Attempt
        update tracker_links
        set create_attempted_at = @At::timestamptz,
            synced_title = @Title,
            synced_due = @DueOn::date
        where workspace_id = @WorkspaceId
          and action_item_id = @ActionItemId
          and link_id = @LinkId
        """;

    private const string SetReferenceSql = """
        -- TrackerStore.SetReference
        with made as (
            update tracker_links
            set reference = @Reference,
                problem = null,
                problem_detail = ''
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and link_id = @LinkId
            returning workspace_id, action_item_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, job, action_item_id, @Now
        from made, unnest(array['trackers.sync', 'action-items.show']) job
        """;

    // The item's message is drawn again only where it would say something else.
    private const string AgreeSql = """
        -- TrackerStore.Agree
        with before as (
            select workspace_id, action_item_id, problem, note, note_detail, synced_closed, fields_refused
            from tracker_links
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and link_id = @LinkId
            for update),
        agreed as (
            update tracker_links l
            set synced_closed = @IsClosed,
                synced_owner = @OwnerId::text,
                synced_assignee = @Assignee,
                etag = @Etag::text,
                issue_updated_at = @IssueUpdatedAt::timestamptz,
                checked_at = @Now,
                problem = null,
                problem_detail = '',
                note = @Note::text,
                note_detail = @NoteDetail,
                synced_title = @Title::text,
                synced_due = @DueOn::date,
                fields_refused = @FieldsRefused
            from before
            where l.workspace_id = before.workspace_id
              and l.action_item_id = before.action_item_id
            returning l.workspace_id, l.action_item_id,
                (before.problem, before.note, before.note_detail, before.synced_closed, before.fields_refused)
                    is distinct from (l.problem, l.note, l.note_detail, l.synced_closed, l.fields_refused) as is_news)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.show', action_item_id, @Now
        from agreed
        where is_news
        """;

    private const string UnchangedSql = """
        -- TrackerStore.Unchanged
        with before as (
            select workspace_id, action_item_id, problem
            from tracker_links
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and link_id = @LinkId
            for update),
        seen as (
            update tracker_links l
            set checked_at = @Now,
                problem = null,
                problem_detail = ''
            from before
            where l.workspace_id = before.workspace_id
              and l.action_item_id = before.action_item_id
            returning l.workspace_id, l.action_item_id, before.problem)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.show', action_item_id, @Now
        from seen
        where problem is not null
        """;

    private const string SetProblemSql = """
        -- TrackerStore.SetProblem
        with before as (
            select workspace_id, action_item_id, problem, problem_detail
            from tracker_links
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and link_id = @LinkId
            for update),
        hindered as (
            update tracker_links l
            set problem = @Problem,
                problem_detail = @Detail,
                etag = null,
                checked_at = @Now
            from before
            where l.workspace_id = before.workspace_id
              and l.action_item_id = before.action_item_id
            returning l.workspace_id, l.action_item_id, (before.problem, before.problem_detail) is distinct from (l.problem, l.problem_detail) as is_news)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.show', action_item_id, @Now
        from hindered
        where is_news
        """;

    // What stands in the way is shown by drawing the item, which is no reason to try again at once.
    private const string FollowSql = """
        -- TrackerStore.Follow
        insert into outbox (workspace_id, job, subject_id, created_at)
        select a.workspace_id, 'trackers.sync', a.action_item_id, @Now
        from action_items a
        join tracker_links l
          on l.workspace_id = a.workspace_id
         and l.action_item_id = a.action_item_id
        where a.workspace_id = @WorkspaceId
          and a.action_item_id = @ActionItemId
          and l.synced_closed is not null
          and (l.problem is null or a.updated_at > l.checked_at)
          and (l.synced_closed <> (a.state in ('done', 'wont_do'))
            or l.synced_owner is distinct from a.owner_id
            or ((l.fields_refused = '' or a.updated_at > l.checked_at)
              and (l.synced_title is distinct from a.title or l.synced_due is distinct from a.due_on)))
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

/// <summary>What an item and its issue have in common after they were compared.</summary>
public sealed record Agreed
{
    public required bool IsClosed { get; init; }
    public string? OwnerId { get; init; }
    public required string Assignee { get; init; }
    public string? Etag { get; init; }
    public DateTimeOffset? IssueUpdatedAt { get; init; }
    public string? Note { get; init; }
    public string NoteDetail { get; init; } = "";
    public string? Title { get; init; }
    public DateOnly? DueOn { get; init; }
    public string FieldsRefused { get; init; } = "";
}
