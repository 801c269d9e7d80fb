using PostmortemBot.Database;

namespace PostmortemBot.Features.Links;

public sealed class LinksStore(PostgresDatabase database)
{
    /// <summary>The summary, as it was typed; empty when nobody wrote one.</summary>
    public async Task<string> SummaryAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<string>(SummarySql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken) ?? "";

    private const string SummarySql = """
        -- LinksStore.Summary
        select p.summary
        from postmortems p
        where p.workspace_id = @WorkspaceId
          and p.postmortem_id = @PostmortemId
        """;
}
