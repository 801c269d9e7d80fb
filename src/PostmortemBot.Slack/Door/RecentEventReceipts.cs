using System.Collections.Concurrent;

namespace PostmortemBot.Slack;

/// <summary>Remembers events for an hour in this process: Slack's last repeat comes after about six minutes.</summary>
internal sealed class RecentEventReceipts(TimeProvider clock) : IEventReceipts
{
    private const int SweepAt = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string WorkspaceId, string EventId), long> claimed = new();

    private long swept = clock.GetTimestamp();

    public Task<bool> TryClaim(string workspaceId, string eventId, CancellationToken cancellationToken)
    {
        // A busy hour leaves more than that to keep: looking through all of it at every event would be the busier part.
        if (claimed.Count >= SweepAt && clock.GetElapsedTime(Interlocked.Read(ref swept)) > BetweenSweeps) Sweep();
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
        Interlocked.Exchange(ref swept, clock.GetTimestamp());
        foreach (var (key, at) in claimed)
        {
            if (clock.GetElapsedTime(at) > Kept) claimed.TryRemove(key, out _);
        }
    }
}
