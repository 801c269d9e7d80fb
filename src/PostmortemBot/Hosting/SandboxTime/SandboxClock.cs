namespace PostmortemBot.Hosting.SandboxTime;

/// <summary>The machine's clock, moved on as far as the Sandbox's is. Only what the time is differs; pauses last as long as ever.</summary>
public sealed class SandboxClock(TimeProvider machine) : TimeProvider
{
    private long _ahead;

    public TimeSpan Ahead => TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Ahead;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public void Set(TimeSpan ahead) => Interlocked.Exchange(ref _ahead, ahead.Ticks);
}
