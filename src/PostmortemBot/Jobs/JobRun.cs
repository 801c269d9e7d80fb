using Hangfire.Server;

namespace PostmortemBot.Jobs;

/// <summary>Which piece of work is being done: the same at every attempt of it, another when it is asked for again.</summary>
public sealed class JobRun : IServerFilter
{
    private static readonly AsyncLocal<string?> Running = new();

    /// <summary>Null outside of jobs.</summary>
    public static string? Id => Running.Value;

    public void OnPerforming(PerformingContext context) => Running.Value = context.BackgroundJob.Id;

    public void OnPerformed(PerformedContext context) => Running.Value = null;
}
