using PostmortemBot.Database;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Workspaces;

/// <summary>
/// Which events were handled, for every bot on this database. A claim that its process never completed
/// is open again after a while, so that Slack's later repeat is handled.
/// </summary>
public sealed class EventReceipts(PostgresDatabase database, TimeProvider clock) : IEventReceipts
{
    private static readonly TimeSpan ClaimHolds = TimeSpan.FromSeconds(10);

    public async Task<bool> TryClaim(string workspaceId, string eventId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await database.SingleOrDefaultAsync<int>(
            ClaimSql, new { WorkspaceId = workspaceId, EventId = eventId, Now = now, Stale = now - ClaimHolds }, cancellationToken) == 1;
    }

    public Task Complete(string workspaceId, string eventId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(CompleteSql, new { WorkspaceId = workspaceId, EventId = eventId, Now = clock.GetUtcNow() }, cancellationToken);

    public Task Release(string workspaceId, string eventId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ReleaseSql, new { WorkspaceId = workspaceId, EventId = eventId }, cancellationToken);

    private const string ClaimSql = """
        -- EventReceipts.Claim
        insert into receipts (workspace_id, request_key, received_at)
        values (@WorkspaceId, @EventId, @Now)
        on conflict (workspace_id, request_key) do update
            set received_at = excluded.received_at
            where receipts.completed_at is null
              and receipts.received_at < @Stale
        returning 1
        """;

    private const string CompleteSql = """
        -- EventReceipts.Complete
        update receipts
        set completed_at = @Now
        where workspace_id = @WorkspaceId
          and request_key = @EventId
        """;

    private const string ReleaseSql = """
        -- EventReceipts.Release
        delete from receipts
        where workspace_id = @WorkspaceId
          and request_key = @EventId
          and completed_at is null
        """;
}
