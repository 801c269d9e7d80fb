namespace PostmortemBot.Jobs;

/// <summary>Another system asks to wait. The job has not failed: it is put back until the pause is over.</summary>
/// <param name="message">Who asks.</param>
/// <param name="pause">How long.</param>
public sealed class PutBackException(string message, TimeSpan pause) : Exception(message)
{
    public TimeSpan Pause { get; } = pause;
}
