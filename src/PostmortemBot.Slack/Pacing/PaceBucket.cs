namespace PostmortemBot.Slack;

/// <summary>
/// The pace of one method or one channel: a burst, then one call at a time at even distances. Instead of counting
/// tokens it keeps the moment at which the whole burst is there again, so it is two numbers and needs no timer.
/// </summary>
internal sealed class PaceBucket(SlackTier tier, long frequency)
{
    private static readonly TimeSpan SpreadOver = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly long interval = Math.Max(1, (long)(frequency * 60 / tier.Pace));
    private readonly long spread = (long)(SpreadOver.TotalSeconds * frequency);
    private long full;
    private long closedUntil;
    private long promised;
    private bool isForgotten;

    /// <summary>Asks for one call. All times are timestamps of the pacing clock.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="patience">How long the call can wait.</param>
    /// <param name="urgent">The call goes at once and counts; only what Slack itself has closed holds it up.</param>
    /// <param name="wait">Taken: how long to wait before the call. Refused: when to come back, each caller at another moment.</param>
    /// <returns>Null when this bucket is no longer in use; ask for another.</returns>
    public bool? TryTake(long now, long patience, bool urgent, out long wait)
    {
        lock (gate)
        {
            wait = 0;
            if (isForgotten) return null;

            var free = Math.Max(closedUntil, urgent ? now : full - ((tier.Burst - 1) * interval));
            wait = Math.Max(0, free - now);
            if (wait > patience)
            {
                wait = Promise(free) - now;
                return false;
            }

            // What is urgent may run ahead of the pace, but the rest must not wait for ever because of it.
            full = Math.Min(Math.Max(full, now) + interval, now + wait + (2 * tier.Burst * interval));
            return true;
        }
    }

    /// <summary>The call taken last was not made after all.</summary>
    public void GiveBack()
    {
        lock (gate) full -= interval;
    }

    /// <summary>Slack asked for a pause.</summary>
    public void Close(long until)
    {
        lock (gate) closedUntil = Math.Max(closedUntil, until);
    }

    /// <summary>How much of Slack's pause is left.</summary>
    public long ClosedFor(long now)
    {
        lock (gate) return Math.Max(0, closedUntil - now);
    }

    /// <summary>A full and open bucket says no more than a new one.</summary>
    public bool ForgetIfFull(long now)
    {
        lock (gate) return isForgotten |= full <= now && closedUntil <= now;
    }

    /// <summary>Those who are sent away come back one after the other, else all but one would come for nothing.</summary>
    private long Promise(long free)
    {
        if (promised < free || promised > free + spread) promised = free;
        var at = promised;
        promised += interval;
        return at;
    }
}
