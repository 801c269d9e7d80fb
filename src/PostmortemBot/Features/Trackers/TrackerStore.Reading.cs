using PostmortemBot.Database;

namespace PostmortemBot.Features.Trackers;

public sealed partial class TrackerStore
{
    public Task<TrackedItem?> FindAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<TrackedItem>(FindSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId }, cancellationToken);

    private const string FindSql = """
        -- TrackerStore.Find
        select
            a.workspace_id,
            a.action_item_id,
            a.number,
            a.title,
            a.details,
            a.state,
            a.owner_id,
            a.due_on,
            a.type,
            a.priority,
            p.postmortem_id,
            p.number as postmortem_number,
            i.title as postmortem_title,
            p.status as postmortem_status,
            p.audience,
            p.channel_id,
            l.link_id,
            l.tracker,
            l.reference,
            l.requested_by,
            l.requested_at,
            l.create_attempted_at,
            l.synced_closed,
            l.synced_owner,
            l.synced_assignee,
            l.synced_title,
            l.synced_due,
            coalesce(l.fields_refused, '') as fields_refused,
            l.etag,
            l.checked_at,
            l.problem,
            coalesce(l.problem_detail, '') as problem_detail,
            l.note,
            coalesce(l.note_detail, '') as note_detail
        from action_items a
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        left join tracker_links l
          on l.workspace_id = a.workspace_id
         and l.action_item_id = a.action_item_id
        where a.workspace_id = @WorkspaceId
          and a.action_item_id = @ActionItemId
        """;
}
