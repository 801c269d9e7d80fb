namespace PostmortemBot.Features.Causes;

public sealed partial class CausesStore
{
    /// <summary>Says how the causes of an effect go together; see <see cref="GateChoice"/>.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="choice">What was chosen.</param>
    /// <param name="causes">How many causes it was said of.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<bool> SetGateAsync(Cause effect, string choice, int causes, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        IsOpenAsync(ChangeIntent.On(effect, CauseActs.Gated, actor, now), SetGateSql, new
        {
            effect.WorkspaceId,
            effect.CauseId,
            GateChoice.Read(choice)?.Gate,
            GateChoice.Read(choice)?.AtLeast,
            Causes = causes,
            AuditId = Guid.CreateVersion7(now),
            Actor = actor,
            Now = now,
        }, cancellationToken);

    private const string SetGateSql = $"""
        -- CausesStore.SetGate
        with {Changeable},
        said as (
            update causes
            set at_least = @AtLeast::integer,
                gate_said_for = @Causes,
                updated_at = @Now,
                version = version + 1
            where workspace_id = @WorkspaceId
              and cause_id in (select cause_id from changeable)
              and removed_at is null
            returning workspace_id, postmortem_id, cause_id),
        regated as (
            update cause_links
            set gate = @Gate::text
            where workspace_id = @WorkspaceId
              and effect_id in (select cause_id from said)),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'causes.gated', cause_id
            from said),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from said, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from said
        """;
}
