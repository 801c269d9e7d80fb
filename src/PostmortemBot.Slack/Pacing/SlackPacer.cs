using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>On whose behalf a call is made.</summary>
/// <param name="WorkspaceId">The workspace; empty for calls of the app itself.</param>
/// <param name="Posts">The channel a message is posted in.</param>
internal readonly record struct SlackCaller(string WorkspaceId, string? Posts = null);

/// <summary>
/// Keeps calls to the pace Slack has published, so that Slack need not say so. Workspaces share nothing but a
/// dictionary that is read without a lock; the moments are those of the machine, not of the app's clock.
/// </summary>
internal sealed class SlackPacer(IOptions<SlackOptions> options, [FromKeyedServices(SlackServices.PaceClock)] TimeProvider clock)
{
    /// <summary>After so many new buckets those that are full are forgotten, so there are never many more than calls in the last minutes.</summary>
    private const int NewOnesBeforeSweep = 2048;

    /// <summary>By so much a timer may be early.</summary>
    private static readonly TimeSpan EarlyTimer = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<(string Workspace, string Subject), PaceBucket> buckets = new();
    private readonly ConcurrentDictionary<string, bool> waiting = new(StringComparer.Ordinal);
    private int newOnes;

    public int Buckets => buckets.Count;

    /// <summary>Waits for the call's turn.</summary>
    /// <exception cref="SlackRateLimitException">Its turn comes later than it can wait; nothing was counted.</exception>
    public async ValueTask Enter(SlackMethod method, SlackCaller caller, TimeSpan patience, bool urgent, CancellationToken cancellationToken)
    {
        if (Take(method, caller, patience, urgent) is not { Ticks: > 0 } wait) return;

        // At most one call of a workspace waits here: whoever waits holds a worker, and the other workspaces need theirs.
        if (!urgent && !waiting.TryAdd(caller.WorkspaceId, true))
        {
            GiveBack(method, caller);
            throw new SlackRateLimitException(method.Name, wait);
        }

        try
        {
            await Task.Delay(wait, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            GiveBack(method, caller);
            throw;
        }
        finally
        {
            if (!urgent) waiting.TryRemove(caller.WorkspaceId, out _);
        }

        // Slack may have asked others for a pause while this one waited for its turn.
        if (ClosedFor(method, caller) is { } pause && pause > EarlyTimer)
        {
            GiveBack(method, caller);
            throw new SlackRateLimitException(method.Name, pause);
        }
    }

    private TimeSpan ClosedFor(SlackMethod method, SlackCaller caller) =>
        TimeSpan.FromSeconds((double)Bucket(method, caller).ClosedFor(clock.GetTimestamp()) / clock.TimestampFrequency);

    /// <summary>Slack asked for a pause: nobody else runs into it.</summary>
    public void Close(SlackMethod method, SlackCaller caller, TimeSpan pause) =>
        Bucket(method, caller).Close(clock.GetTimestamp() + Stamps(pause));

    private TimeSpan Take(SlackMethod method, SlackCaller caller, TimeSpan patience, bool urgent)
    {
        if (!TryTake(() => Bucket(method, caller), patience, urgent, out var wait))
            throw new SlackRateLimitException(method.Name, wait);
        if (caller.Posts is not { } channel) return wait;

        if (!TryTake(() => Bucket(channel, caller), patience, urgent, out var channelWait))
        {
            Bucket(method, caller).GiveBack();
            throw new SlackRateLimitException(method.Name, channelWait);
        }

        return wait > channelWait ? wait : channelWait;
    }

    private bool TryTake(Func<PaceBucket> bucket, TimeSpan patience, bool urgent, out TimeSpan wait)
    {
        while (true)
        {
            var taken = bucket().TryTake(clock.GetTimestamp(), Stamps(patience), urgent, out var stamps);
            wait = TimeSpan.FromSeconds((double)stamps / clock.TimestampFrequency);
            // Null: it was forgotten in this very moment.
            if (taken is { } answer) return answer;
        }
    }

    private void GiveBack(SlackMethod method, SlackCaller caller)
    {
        Bucket(method, caller).GiveBack();
        if (caller.Posts is { } channel) Bucket(channel, caller).GiveBack();
    }

    private PaceBucket Bucket(SlackMethod method, SlackCaller caller) => buckets.TryGetValue((caller.WorkspaceId, method.Name), out var known)
        ? known
        : Add((caller.WorkspaceId, method.Name), options.Value.Rates.TryGetValue(method.Name, out var perMinute) ? SlackTier.Of(perMinute) : method.Tier);

    private PaceBucket Bucket(string channel, SlackCaller caller) => buckets.TryGetValue((caller.WorkspaceId, channel), out var known)
        ? known
        : Add((caller.WorkspaceId, channel), SlackTier.OneChannel);

    private PaceBucket Add((string, string) key, SlackTier tier)
    {
        if (Interlocked.Increment(ref newOnes) % NewOnesBeforeSweep == 0) Sweep();
        return buckets.GetOrAdd(key, new PaceBucket(tier, clock.TimestampFrequency));
    }

    private void Sweep()
    {
        var now = clock.GetTimestamp();
        foreach (var entry in buckets)
        {
            if (entry.Value.ForgetIfFull(now)) buckets.TryRemove(entry);
        }
    }

    private long Stamps(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);
}
