using System.Text.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Causes;

public sealed partial class CauseChanges
{
    private static async Task RestoreAsync(PostgresTransaction transaction, ChangeIntent intent, IReadOnlyList<ChangedPart> parts)
    {
        // A cause that came with the change stays stored, out of every view, with its link: it can be put back.
        var come = parts.Where(part => part is { IsCause: true, Before: null }).Select(part => part.Id).ToHashSet();
        await transaction.ExecuteAsync(TakeOutSql, new { intent.WorkspaceId, intent.PostmortemId, Come = come.ToArray(), intent.Now });
        await transaction.ExecuteAsync(RestoreCausesSql, new { intent.WorkspaceId, Causes = Rows(parts.Where(part => part is { IsCause: true, Before: not null }), "cause_id"), intent.Now });
        await CausePointers.RestoreAsync(transaction, intent, parts);
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
}
