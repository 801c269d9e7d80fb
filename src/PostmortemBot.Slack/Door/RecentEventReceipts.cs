using System.Collections.Concurrent;

namespace PostmortemBot.Slack;

/// <summary>Remembers events for an hour in this process: Slack's last repeat comes after about six minutes.</summary>
internal sealed class RecentEventReceipts(TimeProvider clock) : IEventReceipts
{
    private const int SweepAt = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string WorkspaceId, string EventId), long> claimed = new();

    public Task<bool> TryClaim(string workspaceId, string eventId, CancellationToken cancellationToken)
    {
        if (claimed.Count >= SweepAt) Sweep();
        return Task.FromResult(claimed.TryAdd((workspaceId, eventId), clock.GetTimestamp()));
    }

    public Task Complete(string workspaceId, string eventId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Release(string workspaceId, string eventId, CancellationToken cancellationToken)
    {
        claimed.TryRemove((workspaceId, eventId), out _);
        return Task.CompletedTask;
    }

    private void Sweep()
    {
        foreach (var (key, at) in claimed)
        {
            if (clock.GetElapsedTime(at) > Kept) claimed.TryRemove(key, out _);
        }
    }
}
