using PostmortemBot.Database;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>Makes one cause of several that say the same. What each said stays stored, and is shown with the one.</summary>
public sealed class MergeStore(CauseChanges changes)
{
    public static readonly Problem Meanwhile = new("One of these was taken out or merged meanwhile. Choose again.", MergeCauses.Chosen);
    private static readonly Problem Unlike = new("One of these is a problem to be explained, another a cause of it, so they do not say the same.", MergeCauses.Chosen);
    private static readonly Problem Circle = new("One of these made another of them possible, so they do not say the same.", MergeCauses.Chosen);

    /// <summary>Null: done.</summary>
    public Task<Problem?> MergeAsync(Cause kept, IReadOnlyList<Guid> others, string text, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        changes.RecordAsync(
            ChangeIntent.On(kept, CauseActs.Merged, actor, now),
            transaction => MergeAsync(transaction, kept, others, text, actor, now),
            cancellationToken);

    internal static async Task<Problem?> MergeAsync(PostgresTransaction transaction, Cause kept, IReadOnlyList<Guid> others, string text, string actor, DateTimeOffset now)
    {
        var graph = await CausesStore.GraphAsync(transaction, kept.WorkspaceId, kept.PostmortemId);
        foreach (var id in others.Append(kept.CauseId))
        {
            if (graph.Find(id) is not { Branch: null } cause)
                return Meanwhile;
            if (cause.IsTop != kept.IsTop)
                return Unlike;
        }

        if (others.Any(other => graph.LeadsTo(other, kept.CauseId) || graph.LeadsTo(kept.CauseId, other)))
            return Circle;
        var isAsked = others.Append(kept.CauseId).Any(id => graph.ReasonsOf(id).Count > 0);
        foreach (var other in others)
        {
            await transaction.ExecuteAsync(MoveSql, new { kept.WorkspaceId, kept.PostmortemId, Kept = kept.CauseId, Other = other, Gate = graph.GateOf(kept.CauseId), Now = now });
            await CausePointers.FollowAsync(transaction, kept, other, now);
        }

        var all = others.Select(graph.Find).Prepend(graph.Find(kept.CauseId)).OfType<Cause>().ToList();
        return await transaction.SingleOrDefaultAsync<int>(KeepSql, new
        {
            kept.WorkspaceId,
            Kept = kept.CauseId,
            Text = text,
            StopReason = isAsked ? null : all.Select(cause => cause.StopReason).FirstOrDefault(reason => reason is not null),
            // What is known of one of them is known of all.
            Category = all.Select(cause => cause.Category).FirstOrDefault(known => known is not null),
            Service = all.Select(cause => cause.Service).FirstOrDefault(known => known is not null),
            OccurredAt = all.Select(cause => cause.OccurredAt).FirstOrDefault(known => known is not null),
            AuditId = Guid.CreateVersion7(now),
            Actor = actor,
            Now = now,
        }) == 1 ? null : throw new InvalidOperationException("The kept cause was there a moment ago, under the same lock.");
    }

    // What it made possible, what made it possible and what shows it go over to the cause that is kept.
    private const string MoveSql = """
        -- MergeStore.Move
        with upward as (
            insert into cause_links (workspace_id, effect_id, cause_id, gate)
            select workspace_id, effect_id, @Kept, gate
            from cause_links
            where workspace_id = @WorkspaceId
              and cause_id = @Other
            on conflict do nothing),
        downward as (
            insert into cause_links (workspace_id, effect_id, cause_id, gate)
            select workspace_id, @Kept, cause_id, @Gate
            from cause_links
            where workspace_id = @WorkspaceId
              and effect_id = @Other
            on conflict do nothing),
        unlinked as (
            delete from cause_links
            where workspace_id = @WorkspaceId
              and @Other in (effect_id, cause_id)),
        evidence as (
            update cause_evidence e
            set cause_id = @Kept
            where e.workspace_id = @WorkspaceId
              and e.cause_id = @Other
              and not exists (
                select 1
                from cause_evidence known
                where known.workspace_id = e.workspace_id
                  and known.cause_id = @Kept
                  and known.entry_id is not distinct from e.entry_id
                  and known.url is not distinct from e.url))
        update causes
        set merged_into = @Kept,
            removed_at = (
                select greatest(@Now, max(removed_at) + interval '1 microsecond')
                from causes
                where workspace_id = @WorkspaceId
                  and postmortem_id = @PostmortemId),
            updated_at = @Now,
            version = version + 1
        where workspace_id = @WorkspaceId
          and cause_id = @Other
        """;

    private const string KeepSql = """
        -- MergeStore.Keep
        with kept as (
            update causes
            set text = @Text,
                stop_reason = @StopReason::text,
                category = @Category::text,
                service = @Service::text,
                occurred_at = @OccurredAt::timestamptz,
                updated_at = @Now,
                version = version + 1
            where workspace_id = @WorkspaceId
              and cause_id = @Kept
            returning workspace_id, postmortem_id, cause_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'causes.merged', cause_id
            from kept),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from kept, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from kept
        """;
}
