using Hangfire.Common;

namespace PostmortemBot.Jobs;

/// <summary>Hangfire's own filters and ours, for this server only: its static collection would be shared by every bot in the process.</summary>
public sealed class JobFilters(JobFailureFilter failures, PauseFilter pauses, JobRun run) : IJobFilterProvider
{
    public IEnumerable<JobFilter> GetFilters(Job job) =>
        // Ours first, in this order: Hangfire's retrying must find no failure in what is put back.
        [Global(run), Global(pauses), Global(failures), .. JobFilterProviders.Providers.GetFilters(job)];

    private static JobFilter Global(object filter) => new(filter, JobFilterScope.Global, order: null);
}
