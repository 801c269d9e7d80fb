namespace PostmortemBot.Features.ActionItems;

public sealed partial class ActionItemStore
{
    // What history tells of an item: field by field, as text.
    private const string Shape = """
        jsonb_build_object(
            'title', a.title,
            'details', a.details,
            'owner', a.owner_id,
            'accepted', case when a.accepted_at is not null then a.owner_id end,
            'helpers', array_to_string(a.helpers, ' '),
            'due', a.due_on,
            'type', a.type,
            'priority', a.priority,
            'cause', a.cause_id,
            'state', a.state,
            'evidence', a.evidence_url,
            'effect', a.effect)
        """;

    // Who comes second neither undoes nor rewords, and leaves no receipt, so that the form can be sent again.
    private const string SaveSql = $"""
        -- ActionItemStore.Save
        with before as (
            select a.workspace_id, a.action_item_id, a.owner_id, a.helpers, coalesce(a.state_reason, a.blocked_reason) as reason, {Shape} as shape
            from action_items a
            where a.workspace_id = @WorkspaceId
              and a.action_item_id = @ActionItemId
              and a.revision = @Revision
            for update),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey::text, @Now, @Now
            from before
            where @RequestKey::text is not null
            on conflict do nothing
            returning workspace_id),
        saved as (
            update action_items a
            set title = @Title,
                details = @Details,
                owner_id = @OwnerId,
                helpers = @Helpers,
                due_on = @DueOn,
                type = @Type,
                priority = @Priority,
                cause_id = @CauseId,
                state = @State,
                state_reason = @StateReason,
                blocked_reason = @BlockedReason,
                state_changed_by = @StateChangedBy,
                state_changed_at = @StateChangedAt,
                accepted_at = @AcceptedAt,
                previous_owner_id = @PreviousOwnerId,
                evidence_url = @EvidenceUrl,
                date_pushes = @DatePushes,
                effect_check_at = @EffectCheckAt,
                effect_asked_at = @EffectAskedAt,
                effect = @Effect,
                effect_by = @EffectBy,
                effect_at = @EffectAt,
                snoozed_until = @SnoozedUntil,
                content_changed_at = @ContentChangedAt,
                revision = a.revision + 1,
                updated_at = @Now
            from before
            where a.workspace_id = before.workspace_id
              and a.action_item_id = before.action_item_id
              and (@RequestKey::text is null or exists (select 1 from receipt))
            returning
                a.workspace_id,
                a.action_item_id,
                a.postmortem_id,
                a.owner_id,
                a.previous_owner_id,
                a.helpers,
                {Shape} as shape,
                before.shape as shape_before,
                before.reason as reason_before,
                before.owner_id as owner_before,
                before.helpers as helpers_before),
        history as (
            insert into action_item_changes (workspace_id, action_item_id, at, actor_id, field, was, became, note, note_before)
            select
                workspace_id,
                action_item_id,
                @Now,
                @Actor,
                became.key,
                was.value,
                became.value,
                @Note::text,
                case when became.key = 'state' then reason_before end
            from saved
            cross join lateral jsonb_each_text(shape_before) was
            join lateral jsonb_each_text(shape) became
              on became.key = was.key
            where was.value is distinct from became.value
              and (became.key <> 'accepted' or became.value is not null)),
        asked as (
            insert into action_item_requests (workspace_id, action_item_id, owner_id, asked_at, asked_by)
            select workspace_id, action_item_id, owner_id, @Now, @Actor
            from saved
            where owner_id <> @Actor
              and owner_id is distinct from owner_before
            union all
            -- Whoever owned it until then is told what becomes of it.
            select workspace_id, action_item_id, previous_owner_id, @Now, @Actor
            from saved
            where owner_id is distinct from owner_before
              and previous_owner_id is not null
              and not exists (
                  select 1
                  from action_item_requests earlier
                  where earlier.workspace_id = saved.workspace_id
                    and earlier.action_item_id = saved.action_item_id
                    and earlier.owner_id = saved.previous_owner_id)
            on conflict do nothing),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, @Act, action_item_id
            from saved),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, argument, created_at)
            select workspace_id, 'action-items.show', action_item_id, '', @Now
            from saved
            union all
            select workspace_id, 'card.refresh', postmortem_id, '', @Now
            from saved
            union
            select workspace_id, 'home.publish', action_item_id, person_id, @Now
            from saved, unnest(array[owner_id, owner_before, previous_owner_id, @Actor] || helpers || helpers_before) person_id
            where person_id is not null)
        select count(*)::integer
        from saved
        """;
}
