using Hangfire.States;
using PostmortemBot.Slack;

namespace PostmortemBot.Jobs;

/// <summary>
/// A job that Slack, or another system, asks to wait has not failed: it is put back until the pause is over, keeps all its attempts, and
/// frees its worker for others meanwhile.
/// </summary>
public sealed partial class PauseFilter(ILogger<PauseFilter> logger) : IElectStateFilter
{
    /// <summary>What a job that waits says of itself, on the dashboard and to whoever tells it from one that failed.</summary>
    public const string Reason = "Put back: asked to slow down";

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is not FailedState failed || PauseIn(failed.Exception) is not { } pause)
            return;

        context.CandidateState = new ScheduledState(pause) { Reason = Reason };
        PutBack(logger, context.BackgroundJob.Id, pause);
    }

    public static TimeSpan? PauseIn(Exception? failure) => failure switch
    {
        null => null,
        SlackRateLimitException limited => limited.RetryAfter,
        PutBackException asked => asked.Pause,
        _ => PauseIn(failure.InnerException),
    };

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {JobId} waits {Pause}, as it was asked to")]
    private static partial void PutBack(ILogger logger, string jobId, TimeSpan pause);
}
