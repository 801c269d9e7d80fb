using PostmortemBot.Database;

namespace PostmortemBot.Features.Trackers.Outgoing;

/// <summary>What was announced of each item, so that nothing is announced twice and a repeat bears the same id.</summary>
public sealed class AnnouncementStore(PostgresDatabase database)
{
    /// <returns>The id to deliver it under; null when it was delivered.</returns>
    public Task<Guid?> BeginAsync(string workspaceId, Guid actionItemId, string hash, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Guid?>(BeginSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId, Hash = hash, DeliveryId = Guid.CreateVersion7(now) }, cancellationToken);

    public Task DoneAsync(string workspaceId, Guid actionItemId, Guid deliveryId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(DoneSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId, DeliveryId = deliveryId, Now = now }, cancellationToken);

    private const string BeginSql = """
        -- AnnouncementStore.Begin
        with begun as (
            insert into tracker_announcements as known (workspace_id, action_item_id, delivery_id, payload_hash)
            values (@WorkspaceId, @ActionItemId, @DeliveryId, @Hash)
            on conflict (workspace_id, action_item_id) do update set
                delivery_id = case when known.payload_hash = excluded.payload_hash then known.delivery_id else excluded.delivery_id end,
                delivered_at = case when known.payload_hash = excluded.payload_hash then known.delivered_at end,
                payload_hash = excluded.payload_hash
            returning delivery_id, delivered_at)
        select delivery_id
        from begun
        where delivered_at is null
        """;

    private const string DoneSql = """
        -- AnnouncementStore.Done
        update tracker_announcements
        set delivered_at = @Now
        where workspace_id = @WorkspaceId
          and action_item_id = @ActionItemId
          and delivery_id = @DeliveryId
        """;
}
