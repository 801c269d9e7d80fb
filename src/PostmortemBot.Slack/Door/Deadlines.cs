using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>Lends out handlers' tokens, which cancel shortly before Slack stops waiting. Most are never needed, so they are used again.</summary>
internal sealed class Deadlines(IOptions<SlackOptions> options, TimeProvider clock)
{
    private const int Kept = 256;

    private readonly TimeSpan limit = options.Value.HandlerTimeout;
    private readonly ConcurrentQueue<CancellationTokenSource> idle = new();

    public CancellationTokenSource Borrow() =>
        idle.TryDequeue(out var source) ? source : new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);

    /// <summary>Starts the clock; only worth it for a handler that has something to await.</summary>
    public void Start(CancellationTokenSource source, long arrived)
    {
        var left = limit - clock.GetElapsedTime(arrived);
        source.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public void GiveBack(CancellationTokenSource source)
    {
        if (idle.Count < Kept && source.TryReset()) idle.Enqueue(source);
        else source.Dispose();
    }
}
