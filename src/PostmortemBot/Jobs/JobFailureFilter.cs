using Hangfire.Server;

namespace PostmortemBot.Jobs;

/// <summary>The one place where a failed job is logged, with the ids to find it again. Retrying is Hangfire's.</summary>
public sealed partial class JobFailureFilter(ILogger<JobFailureFilter> logger) : IServerFilter
{
    public void OnPerforming(PerformingContext context)
    {
    }

    public void OnPerformed(PerformedContext context)
    {
        if (context.Exception is { } failure && !context.ExceptionHandled && PauseFilter.PauseIn(failure) is null)
            Failed(logger, failure.InnerException ?? failure, context.BackgroundJob.Id, string.Join(' ', context.BackgroundJob.Job.Args.OfType<object>().Where(argument => argument is string or Guid)));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} failed: {What}")]
    private static partial void Failed(ILogger logger, Exception failure, string jobId, string what);
}
