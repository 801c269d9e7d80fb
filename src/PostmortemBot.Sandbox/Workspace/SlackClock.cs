namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Slack's time: the machine's, plus what the control API added.</summary>
public sealed class SlackClock(TimeProvider time, Func<double> offsetSeconds)
{
    public DateTimeOffset Now => time.GetUtcNow().AddSeconds(offsetSeconds());
    public long UnixSeconds => Now.ToUnixTimeSeconds();
}
