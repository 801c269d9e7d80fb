namespace PostmortemBot.Slack;

/// <summary>Says yes at most once in ten seconds.</summary>
internal sealed class Occasionally(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long last;

    public bool IsDue()
    {
        var now = clock.GetTimestamp();
        var before = Volatile.Read(ref last);
        if (before != 0 && clock.GetElapsedTime(before, now) < Pause) return false;

        return Interlocked.CompareExchange(ref last, now, before) == before;
    }
}
