using PostmortemBot.Database;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Something that was, or may have been, sent.</summary>
public sealed record Delivery
{
    public required string DeliveryKey { get; init; }

    /// <summary>Where to; a person's id until Slack has said which direct message it became.</summary>
    public required string ChannelId { get; init; }
    public string? ThreadTs { get; init; }
    public string? FileId { get; init; }

    /// <summary>Just before the first attempt of those that may still have to be looked for.</summary>
    public required DateTimeOffset AttemptedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public string? Ts { get; init; }
}

public sealed class DeliveryStore(PostgresDatabase database)
{
    /// <summary>Notes that it is about to be sent. Returns what an earlier attempt has left.</summary>
    public Task<Delivery?> BeginAsync(string workspaceId, string key, string channelId, string? threadTs, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Delivery>(BeginSql, new { WorkspaceId = workspaceId, Key = key, ChannelId = channelId, ThreadTs = threadTs, Now = now }, cancellationToken);

    /// <summary>It was looked for in vain; whoever looks again starts here.</summary>
    public Task SetAttemptedAsync(string workspaceId, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetAttemptedSql, new { WorkspaceId = workspaceId, Key = key, Now = now }, cancellationToken);

    public Task SetFileAsync(string workspaceId, string key, string fileId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetFileSql, new { WorkspaceId = workspaceId, Key = key, FileId = fileId }, cancellationToken);

    public Task DoneAsync(string workspaceId, string key, string channelId, string? ts, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(DoneSql, new { WorkspaceId = workspaceId, Key = key, ChannelId = channelId, Ts = ts, Now = now }, cancellationToken);

    public Task ForgetAsync(string workspaceId, string key, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetSql, new { WorkspaceId = workspaceId, Key = key }, cancellationToken);

    public Task ForgetAllAsync(string workspaceId, string prefix, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetAllSql, new { WorkspaceId = workspaceId, Prefix = prefix }, cancellationToken);

    // The select does not see what the same statement inserts: it finds a row only when there was one before.
    private const string BeginSql = """
        -- DeliveryStore.Begin
        with begun as (
            insert into deliveries (workspace_id, delivery_key, channel_id, thread_ts, attempted_at)
            values (@WorkspaceId, @Key, @ChannelId, @ThreadTs, @Now)
            on conflict do nothing)
        select
            delivery_key,
            channel_id,
            thread_ts,
            file_id,
            attempted_at,
            delivered_at,
            ts
        from deliveries
        where workspace_id = @WorkspaceId
          and delivery_key = @Key
        """;

    private const string SetAttemptedSql = """
        -- DeliveryStore.SetAttempted
        update deliveries
        set attempted_at = @Now
        where workspace_id = @WorkspaceId
          and delivery_key = @Key
        """;

    private const string SetFileSql = """
        -- DeliveryStore.SetFile
        update deliveries
        set file_id = @FileId
        where workspace_id = @WorkspaceId
          and delivery_key = @Key
        """;

    private const string DoneSql = """
        -- DeliveryStore.Done
        update deliveries
        set channel_id = @ChannelId,
            ts = @Ts,
            delivered_at = @Now
        where workspace_id = @WorkspaceId
          and delivery_key = @Key
        """;

    private const string ForgetSql = """
        -- DeliveryStore.Forget
        delete from deliveries
        where workspace_id = @WorkspaceId
          and delivery_key = @Key
        """;

    private const string ForgetAllSql = """
        -- DeliveryStore.ForgetAll
        delete from deliveries
        where workspace_id = @WorkspaceId
          and starts_with(delivery_key, @Prefix)
        """;
}
