namespace PostmortemBot.Features.Trackers;

public sealed partial class TrackerStore
{
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
}
