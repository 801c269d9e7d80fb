using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

public sealed partial class ActionItemStore
{
    public Task<ActionItem?> FindAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<ActionItem>(FindSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId }, cancellationToken);

    /// <summary>The items of a postmortem: open ones first, each group by number.</summary>
    public Task<IReadOnlyList<ActionItem>> ListAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<ActionItem>(ListSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>What a person owns and may read: open items by due date, then those closed since a moment.</summary>
    public Task<IReadOnlyList<ActionItem>> OwnedByAsync(Reader owner, DateTimeOffset closedSince, CancellationToken cancellationToken) =>
        database.QueryAsync<ActionItem>(OwnedBySql, new { owner.WorkspaceId, owner.UserId, ClosedSince = closedSince }, cancellationToken);

    public const string Columns = """
            a.workspace_id,
            a.action_item_id,
            a.number,
            a.title,
            a.details,
            a.owner_id,
            a.due_on,
            a.type,
            a.priority,
            a.state,
            a.state_reason,
            a.state_changed_by,
            a.state_changed_at,
            a.blocked_reason,
            a.helpers,
            a.accepted_at,
            a.previous_owner_id,
            a.cause_id,
            c.text as cause_text,
            a.evidence_url,
            a.source_url,
            a.date_pushes,
            a.effect_check_at,
            a.effect_asked_at,
            a.effect,
            a.effect_by,
            a.effect_at,
            a.origin_id,
            a.origin,
            a.revision,
            a.snoozed_until,
            a.message_channel_id,
            a.message_ts,
            a.created_by,
            a.created_at,
            a.content_changed_at,
            p.postmortem_id,
            p.number as postmortem_number,
            i.title as postmortem_title,
            p.status as postmortem_status,
            p.channel_id,
            p.card_ts
        """;

    public const string Tables = """
        from action_items a
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        left join causes c
          on c.workspace_id = a.workspace_id
         and c.cause_id = a.cause_id
         and c.removed_at is null
        """;

    private const string FindSql = $"""
        -- ActionItemStore.Find
        select
            {Columns}
        {Tables}
        where a.workspace_id = @WorkspaceId
          and a.action_item_id = @ActionItemId
        """;

    private const string ListSql = $"""
        -- ActionItemStore.List
        select
            {Columns}
        {Tables}
        where a.workspace_id = @WorkspaceId
          and a.postmortem_id = @PostmortemId
        order by not ({ActionState.Unfinished}), a.number
        """;

    private const string OwnedBySql = $"""
        -- ActionItemStore.OwnedBy
        select
            {Columns}
        {Tables}
        where a.workspace_id = @WorkspaceId
          and a.owner_id = @UserId
          and ({ActionState.Unfinished} or a.state_changed_at >= @ClosedSince)
          and p.status <> 'cancelled'
          and {AccessRule.Readable}
        order by
            not ({ActionState.Unfinished}),
            a.due_on nulls last,
            a.priority,
            a.number
        limit 200
        """;
}
