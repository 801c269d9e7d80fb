namespace PostmortemBot.Features.Causes;

public sealed partial class CausesStore
{
    /// <summary>Takes causes out of every view. They stay stored, so that they can be put back.</summary>
    public Task<bool> RemoveAsync(Cause cause, IReadOnlyList<Guid> taken, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        IsOpenAsync(ChangeIntent.On(cause, CauseActs.Removed, actor, now), RemoveSql, new
        {
            cause.WorkspaceId,
            cause.PostmortemId,
            cause.CauseId,
            Taken = taken.ToArray(),
            AuditId = Guid.CreateVersion7(now),
            Actor = actor,
            Now = now,
        }, cancellationToken);

    /// <summary>Puts back what was removed in one go.</summary>
    public Task<bool> PutBackAsync(Cause cause, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        IsOpenAsync(ChangeIntent.On(cause, CauseActs.PutBack, actor, now), PutBackSql, new
        {
            cause.WorkspaceId,
            cause.PostmortemId,
            cause.CauseId,
            AuditId = Guid.CreateVersion7(now),
            Actor = actor,
            Now = now,
        }, cancellationToken);

    // What was removed in one go carries one time, and no other removal carries the same.
    private const string RemoveSql = $"""
        -- CausesStore.Remove
        with {Changeable},
        removed as (
            update causes
            set removed_at = (
                    select greatest(@Now, max(removed_at) + interval '1 microsecond')
                    from causes
                    where workspace_id = @WorkspaceId
                      and postmortem_id = @PostmortemId),
                updated_at = @Now,
                version = version + 1
            where workspace_id = @WorkspaceId
              and postmortem_id in (select postmortem_id from changeable)
              and cause_id = any(@Taken)
              and removed_at is null
              and (not is_top or exists (
                select 1
                from causes other
                where other.workspace_id = @WorkspaceId
                  and other.postmortem_id = @PostmortemId
                  and other.is_top
                  and other.removed_at is null
                  and not other.cause_id = any(@Taken)))
            returning workspace_id, postmortem_id, cause_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'causes.removed', cause_id
            from removed
            where cause_id = @CauseId),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from removed, unnest(array['whys.thread', 'card.refresh']) job
            where cause_id = @CauseId)
        select count(*)::integer
        from changeable
        """;

    // A standing question taken up anew meanwhile keeps the old branch out.
    private const string PutBackSql = $"""
        -- CausesStore.PutBack
        with {Changeable},
        restored as (
            update causes removed
            set removed_at = null,
                updated_at = @Now,
                version = removed.version + 1
            from causes chosen
            where chosen.workspace_id = @WorkspaceId
              and chosen.postmortem_id in (select postmortem_id from changeable)
              and chosen.cause_id = @CauseId
              and removed.workspace_id = chosen.workspace_id
              and removed.postmortem_id = chosen.postmortem_id
              and removed.removed_at = chosen.removed_at
              and chosen.merged_into is null
              and not exists (
                select 1
                from causes again
                where again.workspace_id = chosen.workspace_id
                  and again.postmortem_id = chosen.postmortem_id
                  and again.branch = chosen.branch
                  and again.removed_at is null)
            returning removed.workspace_id, removed.postmortem_id, removed.cause_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'causes.put_back', cause_id
            from restored
            where cause_id = @CauseId),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from restored, unnest(array['whys.thread', 'card.refresh']) job
            where cause_id = @CauseId)
        select count(*)::integer
        from changeable
        """;
}
