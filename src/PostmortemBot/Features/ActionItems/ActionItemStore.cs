using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The items. Each change, its receipt and what must follow are one statement.</summary>
public sealed partial class ActionItemStore(PostgresDatabase database)
{
    /// <summary>Stores a new item under the workspace's next number. The same request again changes nothing.</summary>
    public Task CreateAsync(Postmortem postmortem, ActionItemDraft draft, string createdBy, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(CreateSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            ActionItemId = Guid.CreateVersion7(now),
            draft.Title,
            draft.Details,
            draft.OwnerId,
            draft.DueOn,
            draft.Type,
            draft.Priority,
            AuditId = Guid.CreateVersion7(now),
            Actor = createdBy,
            RequestKey = requestKey,
            Now = now,
        }, cancellationToken);

    public Task EditAsync(ActionItem item, ActionItemDraft draft, string editedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(EditSql, new
        {
            item.WorkspaceId,
            item.ActionItemId,
            draft.Title,
            draft.Details,
            draft.OwnerId,
            draft.DueOn,
            draft.Type,
            draft.Priority,
            AuditId = Guid.CreateVersion7(now),
            Actor = editedBy,
            Now = now,
        }, cancellationToken);

    /// <summary>Done, won't do (with its reason) or open again. False: it is closed already, or open, or this request came before.</summary>
    public async Task<bool> ChangeStateAsync(
        ActionItem item, string state, string? reason, string changedBy, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(ChangeStateSql, new
        {
            item.WorkspaceId,
            item.ActionItemId,
            State = state,
            Reason = reason,
            Act = $"action_item.{state}",
            AuditId = Guid.CreateVersion7(now),
            Actor = changedBy,
            RequestKey = requestKey,
            Now = now,
        }, cancellationToken) > 0;

    private const string CreateSql = """
        -- ActionItemStore.Create
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            values (@WorkspaceId, @RequestKey, @Now, @Now)
            on conflict do nothing
            returning workspace_id),
        numbered as (
            update workspaces
            set next_action_number = next_action_number + 1
            where workspace_id in (select workspace_id from receipt)
            returning next_action_number - 1 as number),
        created as (
            insert into action_items (
                workspace_id,
                action_item_id,
                number,
                postmortem_id,
                title,
                details,
                owner_id,
                due_on,
                type,
                priority,
                accepted_at,
                created_by,
                created_at,
                content_changed_at,
                updated_at)
            select
                @WorkspaceId,
                @ActionItemId,
                number,
                @PostmortemId,
                @Title,
                @Details,
                @OwnerId::text,
                @DueOn::date,
                @Type,
                @Priority,
                case when @OwnerId::text = @Actor then @Now end,
                @Actor,
                @Now,
                @Now,
                @Now
            from numbered
            returning workspace_id, action_item_id, postmortem_id, owner_id),
        asked as (
            insert into action_item_requests (workspace_id, action_item_id, owner_id, asked_at, asked_by)
            select workspace_id, action_item_id, owner_id, @Now, @Actor
            from created
            where owner_id <> @Actor),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'action_item.created', action_item_id
            from created)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, 'action-items.show', action_item_id, '', @Now
        from created
        union all
        select workspace_id, 'card.refresh', postmortem_id, '', @Now
        from created
        union all
        select workspace_id, 'home.publish', action_item_id, owner_id, @Now
        from created
        where owner_id is not null
        """;

    // content_changed_at moves only when the words change: a sign-off covers what was read, not a repeated save.
    private const string EditSql = """
        -- ActionItemStore.Edit
        with before as (
            select workspace_id, action_item_id, owner_id, due_on
            from action_items
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
            for update),
        edited as (
            update action_items a
            set title = @Title,
                details = @Details,
                owner_id = @OwnerId,
                due_on = @DueOn,
                type = @Type,
                priority = @Priority,
                accepted_at = case
                    when a.owner_id is not distinct from @OwnerId::text then a.accepted_at
                    when @OwnerId::text = @Actor then @Now
                end,
                revision = a.revision + 1,
                snoozed_until = case
                    when a.owner_id is distinct from @OwnerId::text or a.due_on is distinct from @DueOn::date then null
                    else a.snoozed_until
                end,
                content_changed_at = case
                    when (a.title, a.details, a.owner_id, a.due_on, a.type, a.priority)
                        is distinct from (@Title::text, @Details::text, @OwnerId::text, @DueOn::date, @Type::text, @Priority::text) then @Now
                    else a.content_changed_at
                end,
                updated_at = @Now
            from before
            where a.workspace_id = before.workspace_id
              and a.action_item_id = before.action_item_id
            returning a.workspace_id, a.action_item_id, a.postmortem_id, a.owner_id, before.owner_id as owner_before),
        asked as (
            insert into action_item_requests (workspace_id, action_item_id, owner_id, asked_at, asked_by)
            select workspace_id, action_item_id, owner_id, @Now, @Actor
            from edited
            where owner_id <> @Actor
              and owner_id is distinct from owner_before),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'action_item.edited', action_item_id
            from edited)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, 'action-items.show', action_item_id, '', @Now
        from edited
        union all
        select workspace_id, 'card.refresh', postmortem_id, '', @Now
        from edited
        union
        select workspace_id, 'home.publish', action_item_id, person_id, @Now
        from edited, unnest(array[owner_id, owner_before]) person_id
        where person_id is not null
        """;

    // Who comes second neither undoes nor rewords how it was closed, and leaves no receipt, so that the form can be sent again.
    private const string ChangeStateSql = """
        -- ActionItemStore.ChangeState
        with changeable as (
            select workspace_id
            from action_items
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and (state in ('open', 'in_progress', 'blocked')) <> (@State = 'open')
            for update),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from changeable
            on conflict do nothing
            returning workspace_id),
        changed as (
            update action_items
            set state = @State,
                state_reason = @Reason,
                state_changed_by = @Actor,
                state_changed_at = @Now,
                snoozed_until = null,
                updated_at = @Now
            where workspace_id in (select workspace_id from receipt)
              and action_item_id = @ActionItemId
            returning workspace_id, action_item_id, postmortem_id, owner_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, @Act, action_item_id
            from changed),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, argument, created_at)
            select workspace_id, 'action-items.show', action_item_id, '', @Now
            from changed
            union all
            select workspace_id, 'card.refresh', postmortem_id, '', @Now
            from changed
            union all
            select workspace_id, 'home.publish', action_item_id, owner_id, @Now
            from changed
            where owner_id is not null)
        select count(*)::integer
        from changed
        """;
}
