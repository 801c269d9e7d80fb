using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>The graph: read whole, changed one intention at a time.</summary>
public sealed partial class CausesStore(PostgresDatabase database, CauseChanges changes)
{
    /// <summary>States the problem. False: somebody else has, or this request came before.</summary>
    public async Task<bool> StartAsync(Postmortem postmortem, string text, string author, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(StartSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            CauseId = Guid.CreateVersion7(now),
            AuditId = Guid.CreateVersion7(now),
            Text = text,
            Author = author,
            RequestKey = requestKey,
            Now = now,
        }, cancellationToken) > 0;

    /// <summary>Ends a branch with its reason; without one, opens it again.</summary>
    public Task<bool> StopAsync(Cause cause, string? reason, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        IsOpenAsync(ChangeIntent.On(cause, reason is null ? CauseActs.Reopened : CauseActs.Stopped, actor, now), StopSql, new
        {
            cause.WorkspaceId,
            cause.CauseId,
            Reason = reason,
            AuditId = Guid.CreateVersion7(now),
            Actor = actor,
            Now = now,
        }, cancellationToken);

    /// <summary>False: the postmortem was closed, or the cause taken out, between the reading and the change; nothing changed then.</summary>
    private Task<bool> IsOpenAsync(ChangeIntent intent, string sql, object arguments, CancellationToken cancellationToken) =>
        changes.RecordAsync(intent, async transaction => await transaction.SingleOrDefaultAsync<int>(sql, arguments) > 0, cancellationToken);

    /// <summary>The cause, while its postmortem may still change.</summary>
    private const string Changeable = """
        changeable as (
            select
                c.workspace_id,
                c.postmortem_id,
                c.cause_id,
                c.removed_at
            from causes c
            join postmortems p
              on p.workspace_id = c.workspace_id
             and p.postmortem_id = c.postmortem_id
            where c.workspace_id = @WorkspaceId
              and c.cause_id = @CauseId
              and p.status in ('draft', 'in_review', 'approved'))
        """;

    private const string StartSql = """
        -- CausesStore.Start
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')
            on conflict do nothing
            returning workspace_id),
        stated as (
            insert into causes (
                workspace_id,
                cause_id,
                postmortem_id,
                kind,
                text,
                is_top,
                author_id,
                created_at,
                updated_at)
            select
                workspace_id,
                @CauseId,
                @PostmortemId,
                'event',
                @Text,
                true,
                @Author,
                @Now,
                @Now
            from receipt
            on conflict do nothing
            returning workspace_id, postmortem_id, cause_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Author, 'causes.started', cause_id
            from stated),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from stated, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from stated
        """;

    private const string StopSql = $"""
        -- CausesStore.Stop
        with {Changeable},
        stopped as (
            update causes
            set stop_reason = @Reason::text,
                updated_at = @Now,
                version = version + 1
            where workspace_id = @WorkspaceId
              and cause_id in (select cause_id from changeable)
              and removed_at is null
              and not is_top
              and stop_reason is distinct from @Reason::text
            returning workspace_id, postmortem_id, cause_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, case when @Reason::text is null then 'causes.reopened' else 'causes.stopped' end, cause_id
            from stopped),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from stopped, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from changeable
        where removed_at is null
        """;
}
