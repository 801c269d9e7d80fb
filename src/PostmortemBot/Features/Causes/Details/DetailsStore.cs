using PostmortemBot.Database;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>Everything about one cause, read and stored whole.</summary>
public sealed partial class DetailsStore(PostgresDatabase database, CauseChanges changes)
{
    public static readonly Problem Stale = new("Others saved at the same moment, so this is not saved yet. Nothing you typed is lost: press Save once more.", Answer.Field);

    public Task<IReadOnlyList<Evidence>> EvidenceAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<Evidence>(EvidenceSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>Entries of the timeline to choose from: those chosen already, then the newest.</summary>
    public Task<IReadOnlyList<KnownEntry>> EntriesAsync(Cause cause, int most, CancellationToken cancellationToken) =>
        database.QueryAsync<KnownEntry>(EntriesSql, new { cause.WorkspaceId, cause.PostmortemId, cause.CauseId, Most = most }, cancellationToken);

    /// <summary>Stores the details of a cause as it was read. Null: done.</summary>
    public Task<Problem?> EditAsync(Cause cause, CauseDetails was, CauseDetails details, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        changes.RecordAsync(ChangeIntent.On(cause, CauseActs.Edited, actor, now), async transaction =>
        {
            var graph = await CausesStore.GraphAsync(transaction, cause.WorkspaceId, cause.PostmortemId);
            if (graph.Find(cause.CauseId) is not { } current)
                return CausesAccess.Gone;
            if (current.Version != cause.Version)
                return Stale;
            if (WhyNot(graph, cause, details) is { } problem)
                return problem;

            var isGateChanged = was.Gate != details.Gate;
            var gate = GateChoice.Read(details.Gate);
            if (await transaction.SingleOrDefaultAsync<int>(EditSql, new
            {
                cause.WorkspaceId,
                cause.CauseId,
                details.Kind,
                details.Text,
                details.Category,
                details.Confidence,
                details.Service,
                Probability = (double?)(details.Percent / 100),
                OccurredAt = details.OccurredAt?.ToUniversalTime(),
                Gate = isGateChanged ? gate?.Gate : null,
                AtLeast = isGateChanged ? gate?.AtLeast : current.AtLeast,
                GateSaidFor = isGateChanged ? graph.ReasonsOf(cause.CauseId).Count : current.GateSaidFor,
                AuditId = Guid.CreateVersion7(now),
                Actor = actor,
                Now = now,
            }) == 0)
                return CausesAccess.Late;
            await transaction.ExecuteAsync(SetEvidenceSql, new
            {
                cause.WorkspaceId,
                cause.PostmortemId,
                cause.CauseId,
                Entries = details.Entries.ToArray(),
                Urls = details.Links.Select(link => link.Url).ToArray(),
                Labels = details.Links.Select(link => link.Label).ToArray(),
                Actor = actor,
                Now = now,
            });
            if (!cause.IsTop && cause.Branch is null)
                await transaction.ExecuteAsync(SetEffectsSql, new { cause.WorkspaceId, cause.CauseId, Effects = details.Effects.ToArray(), Gone = was.Effects.Except(details.Effects).ToArray() });
            return null;
        }, cancellationToken);

    private static Problem? WhyNot(CauseGraph graph, Cause cause, CauseDetails details)
    {
        if (cause.IsTop || cause.Branch is not null)
            return null;
        if (details.Effects.Count == 0)
            return new Problem("It must have made something possible: choose at least one. To take the cause out, close this form and choose Remove.", "effects");
        var known = graph.EffectsOf(cause.CauseId).Select(effect => effect.CauseId).ToHashSet();
        return details.Effects.Where(effect => !known.Contains(effect)).Select(effect => graph.WhyNotCause(effect, cause.CauseId)).FirstOrDefault(problem => problem is not null) is { } found
            ? found with { Field = "effects" }
            : null;
    }

    private const string EvidenceSql = """
        -- DetailsStore.Evidence
        select
            e.evidence_id,
            e.cause_id,
            e.entry_id,
            e.url,
            e.label
        from cause_evidence e
        join causes c
          on c.workspace_id = e.workspace_id
         and c.cause_id = e.cause_id
        where e.workspace_id = @WorkspaceId
          and c.postmortem_id = @PostmortemId
        order by e.added_at, e.evidence_id
        """;

    private const string EntriesSql = """
        -- DetailsStore.Entries
        select
            t.entry_id,
            t.occurred_at,
            t.text
        from timeline_entries t
        where t.workspace_id = @WorkspaceId
          and t.postmortem_id = @PostmortemId
          and t.removed_at is null
        order by exists (
            select 1
            from cause_evidence e
            where e.workspace_id = t.workspace_id
              and e.cause_id = @CauseId
              and e.entry_id = t.entry_id) desc,
            t.occurred_at desc
        limit @Most
        """;
}
