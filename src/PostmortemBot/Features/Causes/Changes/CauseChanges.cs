using System.Text.Json;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// The way every change of a graph goes: one after the other, so that nobody overwrites anybody and no circle can close
/// between two writers, and with what was before and after kept beside it.
/// </summary>
public sealed partial class CauseChanges(PostgresDatabase database)
{
    public Task<T> RecordAsync<T>(ChangeIntent intent, Func<PostgresTransaction, Task<T>> change, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            await LockAsync(transaction, intent.PostmortemId);
            return await RecordedAsync(transaction, intent, undoes: null, () => change(transaction));
        }, cancellationToken);

    /// <summary>In turn with the changes, without being one.</summary>
    public Task<T> AloneAsync<T>(Guid postmortemId, Func<PostgresTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            await LockAsync(transaction, postmortemId);
            return await work(transaction);
        }, cancellationToken);

    public Task<IReadOnlyList<CauseChange>> ListAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<CauseChange>(ListSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    private static async Task<T> RecordedAsync<T>(PostgresTransaction transaction, ChangeIntent intent, Guid? undoes, Func<Task<T>> change)
    {
        var before = await StateAsync(transaction, intent.WorkspaceId, intent.PostmortemId);
        var result = await change();
        var parts = before.DifferencesTo(await StateAsync(transaction, intent.WorkspaceId, intent.PostmortemId));
        if (parts.Count == 0)
            return result;

        await transaction.ExecuteAsync(RecordSql, new
        {
            intent.WorkspaceId,
            ChangeId = Guid.CreateVersion7(intent.Now),
            intent.PostmortemId,
            intent.Now,
            intent.ActorId,
            intent.Act,
            intent.CauseId,
            Parts = JsonSerializer.Serialize(parts, JsonSerializerOptions.Web),
            Undoes = undoes,
        });
        return result;
    }

    private static async Task<GraphState> StateAsync(PostgresTransaction transaction, string workspaceId, Guid postmortemId) =>
        new(await transaction.QueryAsync<GraphPart>(StateSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }));

    private static Task LockAsync(PostgresTransaction transaction, Guid postmortemId) =>
        transaction.ExecuteAsync(LockSql, new { Name = $"causes {postmortemId}" });

    private const string LockSql = """
        -- CauseChanges.Lock
        select pg_advisory_xact_lock(hashtextextended(@Name, 0))
        """;

    // What counts the changes is no change itself.
    private const string StateSql = $"""
        -- CauseChanges.State
        with whole as (
            select
                c.cause_id,
                to_jsonb(c) - array['workspace_id', 'cause_id', 'postmortem_id', 'created_at', 'updated_at', 'version', 'author_id', 'is_top'] as value
            from causes c
            where c.workspace_id = @WorkspaceId
              and c.postmortem_id = @PostmortemId)
        select
            'cause ' || cause_id as key,
            value::text as value
        from whole
        union all
        select
            'link ' || l.effect_id || ' ' || l.cause_id,
            jsonb_build_object('gate', l.gate)::text
        from cause_links l
        where l.workspace_id = @WorkspaceId
          and l.effect_id in (select cause_id from whole)
        union all
        select
            'evidence ' || e.evidence_id,
            (to_jsonb(e) - array['workspace_id', 'evidence_id'])::text
        from cause_evidence e
        where e.workspace_id = @WorkspaceId
          and e.cause_id in (select cause_id from whole)
        union all
        {CausePointers.Parts}
        """;

    // Changes of one moment keep their order.
    private const string RecordSql = """
        -- CauseChanges.Record
        insert into cause_changes (
            workspace_id,
            change_id,
            postmortem_id,
            at,
            actor_id,
            act,
            cause_id,
            parts,
            undoes)
        select
            @WorkspaceId,
            @ChangeId,
            @PostmortemId,
            greatest(@Now, max(at) + interval '1 microsecond'),
            @ActorId,
            @Act,
            @CauseId,
            @Parts::jsonb,
            @Undoes::uuid
        from cause_changes
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        """;

    private const string ListSql = """
        -- CauseChanges.List
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
        order by at desc
        limit 200
        """;
}
