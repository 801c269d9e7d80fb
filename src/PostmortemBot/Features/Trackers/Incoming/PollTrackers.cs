using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Trackers.Incoming;

/// <summary>
/// What no tracker has told: every quarter of an hour some of each workspace's issues are looked at, those first that
/// nobody has looked at for longest. Each is a job of its own, and an issue that is as it was costs GitHub nothing.
/// </summary>
public sealed class PollTrackers(IncomingStore store, TimeProvider clock) : IRecurringJob
{
    private const int MostOfEach = 60;
    private static readonly TimeSpan ReceiptsKept = TimeSpan.FromDays(30);

    public string Id => RecurringIds.Trackers;

    public string Cron => "7,22,37,52 * * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await store.PollAsync(MostOfEach, now, cancellationToken);
        await store.ForgetAsync(now - ReceiptsKept, cancellationToken);
    }
}
