using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Changes that come from another system, such as a tracker. Each is one statement with all that must follow.</summary>
public sealed class OutsideChanges(PostgresDatabase database, ActionItemStore store, PostmortemStore postmortems, SettingsStore settings, Owners owners, TimeProvider clock) : IOutsideChanges
{
    public async Task<bool> SetStateAsync(OutsideChange change, string state, string? reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var weeks = (await settings.GetAsync(change.WorkspaceId, cancellationToken)).EffectWeeks;
        return await database.SingleOrDefaultAsync<int>(SetStateSql, new
        {
            change.WorkspaceId,
            change.ActionItemId,
            change.PersonId,
            change.Actor,
            State = state,
            Reason = reason,
            Act = $"action_item.{state}",
            EffectCheckAt = weeks == 0 ? (DateTimeOffset?)null : now.AddDays(7 * weeks),
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken) > 0;
    }

    public async Task<Problem?> SetOwnerAsync(OutsideChange change, string ownerId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(change.WorkspaceId, change.ActionItemId, cancellationToken) is not { } item
            || await postmortems.GetAsync(change.WorkspaceId, item.PostmortemId, cancellationToken) is not { } postmortem)
            return ActionItemAccess.NotFound;
        if (await owners.ProblemAsync(postmortem, ownerId, cancellationToken) is { } unsuitable)
            return unsuitable;

        var now = clock.GetUtcNow();
        await database.ExecuteAsync(SetOwnerSql, new
        {
            change.WorkspaceId,
            change.ActionItemId,
            change.PersonId,
            change.Actor,
            OwnerId = ownerId,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken);
        return null;
    }

    private static readonly string Follow = Afterwards.Asks("changed", (ItemJobs.Show, "action_item_id"), (CardJobs.Refresh, "postmortem_id"));

    // The states between open and closed are nobody's business but ours: what is reopened outside is simply open again.
    private static readonly string SetStateSql = $"""
        -- OutsideChanges.SetState
        with before as (
            select workspace_id, action_item_id, state, coalesce(state_reason, blocked_reason) as reason
            from action_items
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and (state in ('open', 'in_progress', 'blocked')) <> (@State in ('open', 'in_progress', 'blocked'))
            for update),
        changed as (
            update action_items a
            set state = @State,
                state_reason = @Reason::text,
                blocked_reason = null,
                state_changed_by = @PersonId::text,
                state_changed_at = @Now,
                snoozed_until = null,
                effect_check_at = case when @State = 'done' then @EffectCheckAt::timestamptz else a.effect_check_at end,
                effect_asked_at = case when @State = 'done' then null else a.effect_asked_at end,
                effect = case when @State = 'done' then null else a.effect end,
                effect_by = case when @State = 'done' then null else a.effect_by end,
                effect_at = case when @State = 'done' then null else a.effect_at end,
                revision = a.revision + 1,
                updated_at = @Now
            from before
            where a.workspace_id = before.workspace_id
              and a.action_item_id = before.action_item_id
            returning a.workspace_id, a.action_item_id, a.postmortem_id, a.owner_id, before.state as was, before.reason as reason_before),
        noted as (
            insert into action_item_changes (workspace_id, action_item_id, at, actor_id, field, was, became, note, note_before)
            select workspace_id, action_item_id, @Now, coalesce(@PersonId::text, @Actor), 'state', was, @State, @Reason::text, reason_before
            from changed),
        {Afterwards.Audited("changed", "@Act", "action_item_id")},
        follow_up as (
            {Follow}
            union all
            select workspace_id, 'home.publish', action_item_id, owner_id, @Now
            from changed
            where owner_id is not null)
        select count(*)::integer
        from changed
        """;

    // Who was assigned elsewhere was told there, so nobody is asked a second time here.
    private static readonly string SetOwnerSql = $"""
        -- OutsideChanges.SetOwner
        with before as (
            select workspace_id, action_item_id, owner_id
            from action_items
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId
              and owner_id is distinct from @OwnerId
            for update),
        changed as (
            update action_items a
            set owner_id = @OwnerId,
                accepted_at = @Now,
                previous_owner_id = null,
                snoozed_until = null,
                content_changed_at = @Now,
                revision = a.revision + 1,
                updated_at = @Now
            from before
            where a.workspace_id = before.workspace_id
              and a.action_item_id = before.action_item_id
            returning a.workspace_id, a.action_item_id, a.postmortem_id, before.owner_id as owner_before),
        noted as (
            insert into action_item_changes (workspace_id, action_item_id, at, actor_id, field, was, became)
            select workspace_id, action_item_id, @Now, coalesce(@PersonId::text, @Actor), 'owner', owner_before, @OwnerId
            from changed),
        {Afterwards.Audited("changed", "'action_item.edited'", "action_item_id")}
        {Follow}
        union all
        select workspace_id, 'home.publish', action_item_id, person_id, @Now
        from changed, unnest(array[@OwnerId, owner_before]) person_id
        where person_id is not null
        """;
}
