using Hangfire.Common;

namespace PostmortemBot.Jobs;

/// <summary>Hangfire's own filters and ours, for this server only: its static collection would be shared by every bot in the process.</summary>
public sealed class JobFilters(JobFailureFilter failures, PauseFilter pauses, JobRun run) : IJobFilterProvider
{
    public IEnumerable<JobFilter> GetFilters(Job job) =>
        // Without an order they come before Hangfire's retrying, which then finds no failure in what is put back.
        [.. JobFilterProviders.Providers.GetFilters(job), Global(run), Global(failures), Global(pauses)];

    private static JobFilter Global(object filter) => new(filter, JobFilterScope.Global, order: null);
}
