namespace PostmortemBot.Features.Trackers;

public sealed partial class TrackerStore
{
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
