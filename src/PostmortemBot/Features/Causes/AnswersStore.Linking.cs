namespace PostmortemBot.Features.Causes;

public sealed partial class AnswersStore
{
    /// <summary>Lets a cause found elsewhere stand under this effect as well. The same request again changes nothing.</summary>
    public Task<Hosting.Problem?> LinkAsync(Cause effect, Guid causeId, string? gate, string actor, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        changes.RecordAsync(new ChangeIntent(effect.WorkspaceId, effect.PostmortemId, causeId, CauseActs.Linked, actor, now), async transaction =>
        {
            if (await transaction.SingleOrDefaultAsync<bool>(ReceivedSql, new { effect.WorkspaceId, RequestKey = requestKey }))
                return null;
            var graph = await CausesStore.GraphAsync(transaction, effect.WorkspaceId, effect.PostmortemId);
            if (graph.WhyNotCause(effect.CauseId, causeId) is { } problem)
                return problem;

            var isOpen = await transaction.SingleOrDefaultAsync<int>(LinkSql, new
            {
                effect.WorkspaceId,
                effect.PostmortemId,
                EffectId = effect.CauseId,
                CauseId = causeId,
                Gate = GateChoice.Read(gate)?.Gate ?? graph.GateOf(effect.CauseId),
                GateChoice.Read(gate)?.AtLeast,
                IsGateSaid = gate is not null,
                Causes = graph.ReasonsOf(effect.CauseId).Count + 1,
                AuditId = Guid.CreateVersion7(now),
                Actor = actor,
                RequestKey = requestKey,
                Now = now,
            }) > 0;
            return isOpen ? null : CausesAccess.Late;
        }, cancellationToken);

    private const string ReceivedSql = """
        -- AnswersStore.Received
        select exists (
            select 1
            from receipts
            where workspace_id = @WorkspaceId
              and request_key = @RequestKey)
        """;

    private const string LinkSql = """
        -- AnswersStore.Link
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')
            returning workspace_id),
        linked as (
            insert into cause_links (workspace_id, effect_id, cause_id, gate)
            select workspace_id, @EffectId, @CauseId, @Gate
            from receipt
            returning effect_id),
        regated as (
            update cause_links
            set gate = @Gate
            where workspace_id = @WorkspaceId
              and effect_id in (select effect_id from linked)),
        touched as (
            update causes
            set updated_at = @Now,
                stop_reason = null,
                at_least = case when @IsGateSaid then @AtLeast::integer else at_least end,
                gate_said_for = case when @IsGateSaid then @Causes else gate_said_for end,
                version = version + 1
            where workspace_id = @WorkspaceId
              and cause_id in (select effect_id from linked)),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select @WorkspaceId, @AuditId, @Now, @Actor, 'causes.linked', @CauseId
            from linked),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select @WorkspaceId, job, @PostmortemId, @Now
            from linked, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from receipt
        """;
}
