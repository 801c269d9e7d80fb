using PostmortemBot.Database;

namespace PostmortemBot.Features.Causes;

public sealed partial class CausesStore
{
    public async Task<CauseGraph> GraphAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken)
    {
        var arguments = new { WorkspaceId = workspaceId, PostmortemId = postmortemId };
        // Links first: a cause that arrives between the two reads is one without a link, not a link without a cause.
        var links = await database.QueryAsync<CauseLink>(LinksSql, arguments, cancellationToken);
        return new CauseGraph(await database.QueryAsync<Cause>(ListSql, arguments, cancellationToken), links);
    }

    /// <summary>The same within a change, where nobody else can change it.</summary>
    internal static async Task<CauseGraph> GraphAsync(PostgresTransaction transaction, string workspaceId, Guid postmortemId)
    {
        var arguments = new { WorkspaceId = workspaceId, PostmortemId = postmortemId };
        var links = await transaction.QueryAsync<CauseLink>(LinksSql, arguments);
        return new CauseGraph(await transaction.QueryAsync<Cause>(ListSql, arguments), links);
    }

    /// <summary>Which postmortem a cause belongs to. Says nothing of who may see it.</summary>
    public Task<Guid?> PostmortemOfAsync(string workspaceId, Guid causeId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Guid?>(PostmortemOfSql, new { WorkspaceId = workspaceId, CauseId = causeId }, cancellationToken);

    private const string ListSql = """
        -- CausesStore.List
        select
            workspace_id,
            cause_id,
            postmortem_id,
            kind,
            text,
            is_top,
            branch,
            stop_reason,
            category,
            service,
            confidence,
            probability,
            occurred_at,
            at_least,
            gate_said_for,
            merged_into,
            version,
            author_id,
            created_at,
            updated_at,
            removed_at
        from causes
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        """;

    private const string LinksSql = """
        -- CausesStore.Links
        select
            l.effect_id,
            l.cause_id,
            l.gate
        from cause_links l
        join causes effect
          on effect.workspace_id = l.workspace_id
         and effect.cause_id = l.effect_id
        where l.workspace_id = @WorkspaceId
          and effect.postmortem_id = @PostmortemId
        """;

    private const string PostmortemOfSql = """
        -- CausesStore.PostmortemOf
        select postmortem_id
        from causes
        where workspace_id = @WorkspaceId
          and cause_id = @CauseId
        """;
}
