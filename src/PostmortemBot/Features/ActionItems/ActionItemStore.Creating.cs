namespace PostmortemBot.Features.ActionItems;

public sealed partial class ActionItemStore
{
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
                helpers,
                due_on,
                type,
                priority,
                cause_id,
                source_url,
                origin_id,
                origin,
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
                @Helpers::text[],
                @DueOn::date,
                @Type,
                @Priority,
                @CauseId::uuid,
                @SourceUrl::text,
                @OriginId::uuid,
                @Origin::text,
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
        history as (
            insert into action_item_changes (workspace_id, action_item_id, at, actor_id, field, became)
            select workspace_id, action_item_id, @Now, @Actor, 'created', @Title
            from created),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'action_item.created', action_item_id
            from created),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, argument, created_at)
            select workspace_id, 'action-items.show', action_item_id, '', @Now
            from created
            union all
            select workspace_id, 'card.refresh', postmortem_id, '', @Now
            from created
            union all
            select workspace_id, 'home.publish', action_item_id, owner_id, @Now
            from created
            where owner_id is not null)
        select count(*)::integer
        from created
        """;
}
