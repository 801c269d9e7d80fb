using PostmortemBot.Database;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The messages that stand for items: in the channel, and to whoever was asked to own one.</summary>
public sealed class ItemMessageStore(PostgresDatabase database)
{
    /// <summary>Asks for the drawing of all items of a postmortem, and of their owners' Home tabs.</summary>
    public Task RedrawAllAsync(string workspaceId, Guid postmortemId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(RedrawAllSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId, Now = now }, cancellationToken);

    public Task SetMessageAsync(ActionItem item, string channelId, string ts, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetMessageSql, new { item.WorkspaceId, item.ActionItemId, ChannelId = channelId, Ts = ts }, cancellationToken);

    /// <summary>The newest direct messages about an item, and any that is still to be sent.</summary>
    public Task<IReadOnlyList<OwnerRequest>> RequestsAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken) =>
        database.QueryAsync<OwnerRequest>(RequestsSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId }, cancellationToken);

    public Task SetRequestMessageAsync(OwnerRequest request, string channelId, string ts, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetRequestMessageSql, new { request.WorkspaceId, request.ActionItemId, request.OwnerId, request.AskedAt, ChannelId = channelId, Ts = ts }, cancellationToken);

    private const string RedrawAllSql = """
        -- ItemMessageStore.RedrawAll
        with items as (
            select workspace_id, action_item_id, postmortem_id, owner_id
            from action_items
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, 'action-items.show', action_item_id, '', @Now::timestamptz
        from items
        union
        select workspace_id, 'home.publish', postmortem_id, owner_id, @Now::timestamptz
        from items
        where owner_id is not null
        """;

    private const string SetMessageSql = """
        -- ItemMessageStore.SetMessage
        update action_items
        set message_channel_id = @ChannelId,
            message_ts = @Ts
        where workspace_id = @WorkspaceId
          and action_item_id = @ActionItemId
        """;

    private const string RequestsSql = """
        -- ItemMessageStore.Requests
        select
            workspace_id,
            action_item_id,
            owner_id,
            asked_at,
            asked_by,
            message_channel_id,
            message_ts
        from action_item_requests
        where workspace_id = @WorkspaceId
          and action_item_id = @ActionItemId
        order by asked_at desc
        limit 5
        """;

    private const string SetRequestMessageSql = """
        -- ItemMessageStore.SetRequestMessage
        update action_item_requests
        set message_channel_id = @ChannelId,
            message_ts = @Ts
        where workspace_id = @WorkspaceId
          and action_item_id = @ActionItemId
          and owner_id = @OwnerId
          and asked_at = @AskedAt
        """;
}

/// <summary>Somebody asked somebody else to own an item; told by direct message.</summary>
public sealed record OwnerRequest
{
    public required string WorkspaceId { get; init; }
    public required Guid ActionItemId { get; init; }
    public required string OwnerId { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string AskedBy { get; init; }
    public string? MessageChannelId { get; init; }
    public string? MessageTs { get; init; }
}
