using System.Text.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Database;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

public sealed partial class CauseChanges
{
    public static readonly Problem NothingToUndo = new("There is no change left to take back.");
    public static readonly Problem UndoneAlready = new("That change was taken back already. Nothing was changed.");
    public static readonly Problem ChangedSince = new("Somebody changed the same thing since, so taking this back would undo their work as well. Nothing was changed; the history shows what they did.");
    private static readonly Problem BuiltUpon = new("Somebody has gone on from it since: there are answers under it. Nothing was changed; take those out first, or edit it.");

    /// <summary>Puts back what was there before a change. Null: done.</summary>
    public Task<Problem?> UndoAsync(ChangeIntent intent, Guid changeId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            await LockAsync(transaction, intent.PostmortemId);
            var change = await transaction.SingleOrDefaultAsync<CauseChange>(FindSql, new { intent.WorkspaceId, intent.PostmortemId, ChangeId = changeId });
            if (change is null)
                return NothingToUndo;
            if (change.UndoneAt is not null)
                return UndoneAlready;
            var now = await StateAsync(transaction, intent.WorkspaceId, intent.PostmortemId);
            var parts = change.Read();
            if (WhyNot(now, parts) is { } problem)
                return problem;

            return await RecordedAsync(transaction, intent with { CauseId = change.CauseId }, changeId, async () =>
            {
                var claim = new { intent.WorkspaceId, intent.PostmortemId, ChangeId = changeId, change.CauseId, AuditId = Guid.CreateVersion7(intent.Now), intent.ActorId, intent.Now };
                if (await transaction.SingleOrDefaultAsync<int>(UndoneSql, claim) != 1)
                    return CausesAccess.Late;
                await RestoreAsync(transaction, intent, parts);
                return null;
            });
        }, cancellationToken);

    private static Problem? WhyNot(GraphState now, IReadOnlyList<ChangedPart> parts)
    {
        if (!parts.All(now.Still))
            return ChangedSince;
        var brought = parts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        if (parts.Any(part => part is { IsCause: true, Before: null } && now.IsBuiltUpon(part.Id, brought)))
            return BuiltUpon;
        return now.Without(parts).IsSound() ? null : ChangedSince;
    }

    private static async Task RestoreAsync(PostgresTransaction transaction, ChangeIntent intent, IReadOnlyList<ChangedPart> parts)
    {
        // A cause that came with the change stays stored, out of every view, with its link: it can be put back.
        var come = parts.Where(part => part is { IsCause: true, Before: null }).Select(part => part.Id).ToHashSet();
        await transaction.ExecuteAsync(TakeOutSql, new { intent.WorkspaceId, intent.PostmortemId, Come = come.ToArray(), intent.Now });
        await transaction.ExecuteAsync(RestoreCausesSql, new { intent.WorkspaceId, Causes = Rows(parts.Where(part => part is { IsCause: true, Before: not null }), "cause_id"), intent.Now });
        var links = parts.Where(part => part.IsLink && !come.Contains(part.LinkedId)).ToList();
        await transaction.ExecuteAsync(RestoreLinksSql, new
        {
            intent.WorkspaceId,
            Effects = links.Select(link => link.Id).ToArray(),
            Causes = links.Select(link => link.LinkedId).ToArray(),
            Gates = links.Select(link => link.Before?["gate"]?.GetValue<string>()).ToArray(),
        });
        await transaction.ExecuteAsync(RestoreEvidenceSql, new
        {
            intent.WorkspaceId,
            Gone = parts.Where(part => part is { IsEvidence: true, Before: null }).Select(part => part.Id).ToArray(),
            Evidence = Rows(parts.Where(part => part is { IsEvidence: true, Before: not null }), "evidence_id"),
        });
    }

    private static string Rows(IEnumerable<ChangedPart> parts, string id) => new JsonArray([.. parts.Select(part =>
    {
        var row = part.Before!.DeepClone().AsObject();
        row[id] = part.Id.ToString();
        return row;
    })]).ToJsonString(JsonSerializerOptions.Web);

    private const string FindSql = """
        -- CauseChanges.Find
        select
            change_id,
            at,
            actor_id,
            act,
            cause_id,
            parts,
            undoes,
            undone_at
        from cause_changes
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and change_id = @ChangeId
        """;

    private const string TakeOutSql = """
        -- CauseChanges.TakeOut
        update causes
        set removed_at = (
                select greatest(@Now, max(removed_at) + interval '1 microsecond')
                from causes
                where workspace_id = @WorkspaceId
                  and postmortem_id = @PostmortemId),
            updated_at = @Now,
            version = version + 1
        where workspace_id = @WorkspaceId
          and cause_id = any(@Come)
        """;

    private const string RestoreCausesSql = """
        -- CauseChanges.RestoreCauses
        update causes c
        set kind = was.kind,
            text = was.text,
            category = was.category,
            service = was.service,
            confidence = was.confidence,
            probability = was.probability,
            occurred_at = was.occurred_at,
            at_least = was.at_least,
            gate_said_for = was.gate_said_for,
            merged_into = was.merged_into,
            stop_reason = was.stop_reason,
            removed_at = was.removed_at,
            updated_at = @Now,
            version = c.version + 1
        from jsonb_to_recordset(@Causes::jsonb) as was (
            cause_id uuid,
            kind text,
            text text,
            category text,
            service text,
            confidence text,
            probability double precision,
            occurred_at timestamptz,
            at_least integer,
            gate_said_for integer,
            merged_into uuid,
            stop_reason text,
            removed_at timestamptz)
        where c.workspace_id = @WorkspaceId
          and c.cause_id = was.cause_id
        """;

    private const string RestoreLinksSql = """
        -- CauseChanges.RestoreLinks
        with was as (
            select
                effect_id,
                cause_id,
                gate
            from unnest(@Effects::uuid[], @Causes::uuid[], @Gates::text[]) as link (effect_id, cause_id, gate)),
        gone as (
            delete from cause_links l
            using was
            where l.workspace_id = @WorkspaceId
              and l.effect_id = was.effect_id
              and l.cause_id = was.cause_id
              and was.gate is null)
        insert into cause_links (workspace_id, effect_id, cause_id, gate)
        select @WorkspaceId, effect_id, cause_id, gate
        from was
        where gate is not null
        on conflict (workspace_id, effect_id, cause_id) do update set
            gate = excluded.gate
        """;

    private const string RestoreEvidenceSql = """
        -- CauseChanges.RestoreEvidence
        with gone as (
            delete from cause_evidence
            where workspace_id = @WorkspaceId
              and evidence_id = any(@Gone))
        insert into cause_evidence (workspace_id, evidence_id, cause_id, entry_id, url, label, added_by, added_at)
        select @WorkspaceId, evidence_id, cause_id, entry_id, url, label, added_by, added_at
        from jsonb_to_recordset(@Evidence::jsonb) as was (
            evidence_id uuid,
            cause_id uuid,
            entry_id uuid,
            url text,
            label text,
            added_by text,
            added_at timestamptz)
        on conflict do nothing
        """;

    private const string UndoneSql = """
        -- CauseChanges.Undone
        with undone as (
            update cause_changes h
            set undone_at = @Now
            from postmortems p
            where h.workspace_id = @WorkspaceId
              and h.postmortem_id = @PostmortemId
              and h.change_id = @ChangeId
              and h.undone_at is null
              and p.workspace_id = h.workspace_id
              and p.postmortem_id = h.postmortem_id
              and p.status in ('draft', 'in_review', 'approved')
            returning h.workspace_id, h.postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @ActorId, 'causes.undone', @CauseId
            from undone),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from undone, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from undone
        """;
}
