using Hangfire;
using PostmortemBot.Jobs;

namespace PostmortemBot.Hosting.SandboxTime;

/// <summary>Tells when everything that was asked for is done, or waits for Slack.</summary>
public sealed class QuietQueue(Outbox outbox, JobStorage storage)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    public async Task IsQuietAsync(CancellationToken cancellationToken)
    {
        var monitor = storage.GetMonitoringApi();
        var since = TimeProvider.System.GetTimestamp();
        // In this order, because work moves from the outbox into the queue.
        while (!await outbox.IsEmptyAsync(cancellationToken) || JobQueues.All.Any(queue => monitor.EnqueuedCount(queue) > 0) || monitor.ProcessingCount() > 0)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                return;
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
