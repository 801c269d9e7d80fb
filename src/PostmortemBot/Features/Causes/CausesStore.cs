using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>The graph: read whole, changed one intention at a time.</summary>
public sealed partial class CausesStore(PostgresDatabase database, CauseChanges changes)
{
    /// <summary>States the problem. False: somebody else has, or this request came before.</summary>
    public Task<bool> StartAsync(Postmortem postmortem, string text, string author, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        changes.AloneAsync(postmortem.PostmortemId, transaction => StateAsync(transaction, postmortem, Guid.CreateVersion7(now), text, isFurther: false, author, requestKey, now), cancellationToken);

    /// <summary>States what else has to be explained. False: the postmortem is closed, or this request came before.</summary>
    public Task<bool> AddProblemAsync(Postmortem postmortem, string text, string author, string requestKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var causeId = Guid.CreateVersion7(now);
        return changes.RecordAsync(
            new ChangeIntent(postmortem.WorkspaceId, postmortem.PostmortemId, causeId, CauseActs.Stated, author, now),
            transaction => StateAsync(transaction, postmortem, causeId, text, isFurther: true, author, requestKey, now),
            cancellationToken);
    }

    private static async Task<bool> StateAsync(PostgresTransaction transaction, Postmortem postmortem, Guid causeId, string text, bool isFurther, string author, string requestKey, DateTimeOffset now) =>
        await transaction.SingleOrDefaultAsync<int>(StateSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            CauseId = causeId,
            AuditId = Guid.CreateVersion7(now),
            Text = text,
            IsFurther = isFurther,
            Author = author,
            RequestKey = requestKey,
            Now = now,
        }) > 0;

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

    // Its place is after everything that is there, as an answer's is.
    private const string StateSql = """
        -- CausesStore.State
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')
            on conflict do nothing
            returning workspace_id),
        moment as (
            select greatest(@Now, max(created_at) + interval '1 microsecond') as at
            from causes
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId),
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
                at,
                at
            from receipt, moment
            where @IsFurther
               or not exists (
                select 1
                from causes
                where workspace_id = @WorkspaceId
                  and postmortem_id = @PostmortemId
                  and is_top
                  and removed_at is null)
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
