namespace PostmortemBot.Slack;

/// <summary>Remembers events for an hour in this process, the newest of them: Slack's last repeat comes after about six minutes.</summary>
internal sealed class RecentEventReceipts(TimeProvider clock) : IEventReceipts
{
    /// <summary>As many as Slack sends an app in an hour for one workspace.</summary>
    private const int Most = 30_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly HashSet<(string WorkspaceId, string EventId)> claimed = [];
    private readonly Queue<((string WorkspaceId, string EventId) Key, long At)> order = new();

    public Task<bool> TryClaim(string workspaceId, string eventId, CancellationToken cancellationToken)
    {
        var now = clock.GetTimestamp();
        lock (gate)
        {
            while (order.TryPeek(out var oldest) && (order.Count >= Most || clock.GetElapsedTime(oldest.At, now) > Kept))
            {
                order.Dequeue();
                claimed.Remove(oldest.Key);
            }

            var key = (workspaceId, eventId);
            if (!claimed.Add(key)) return Task.FromResult(false);

            order.Enqueue((key, now));
            return Task.FromResult(true);
        }
    }

    public Task Complete(string workspaceId, string eventId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Release(string workspaceId, string eventId, CancellationToken cancellationToken)
    {
        lock (gate) claimed.Remove((workspaceId, eventId));
        return Task.CompletedTask;
    }
}
