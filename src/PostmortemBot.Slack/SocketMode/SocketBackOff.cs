namespace PostmortemBot.Slack;

/// <summary>How long to wait before the next attempt to connect: longer each time, and not at the same moment for all who failed together.</summary>
internal sealed class SocketBackOff(Func<double> random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SlowPace = TimeSpan.FromMinutes(5);

    private int failures;

    public SocketBackOff()
        : this(Random.Shared.NextDouble)
    {
    }

    /// <summary>Half of one second to one second, then twice as much each time, up to one minute.</summary>
    public TimeSpan Next()
    {
        var pause = First * Math.Pow(2, Math.Min(failures++, 10));
        return Jittered(pause < Longest ? pause : Longest);
    }

    /// <summary>For what a person has to mend first.</summary>
    public TimeSpan Slow() => Jittered(SlowPace);

    /// <summary>A connection has held for a while.</summary>
    public void Reset() => failures = 0;

    private TimeSpan Jittered(TimeSpan pause) => pause * (0.5 + (random() / 2));
}
