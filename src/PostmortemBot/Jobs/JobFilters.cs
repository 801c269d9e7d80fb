using Hangfire.Common;

namespace PostmortemBot.Jobs;

/// <summary>Hangfire's own filters and ours, for this server only: its static collection would be shared by every bot in the process.</summary>
public sealed class JobFilters(JobFailureFilter failures) : IJobFilterProvider
{
    public IEnumerable<JobFilter> GetFilters(Job job) =>
        JobFilterProviders.Providers.GetFilters(job).Append(new JobFilter(failures, JobFilterScope.Global, order: null));
}
