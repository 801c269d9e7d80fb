using System.Collections.Frozen;
using Hangfire;

namespace PostmortemBot.Jobs;

/// <summary>Work that comes back by the clock. It may run late, twice, or in two processes at once.</summary>
public interface IRecurringJob
{
    string Id { get; }

    /// <summary>When, in UTC, as a cron expression.</summary>
    string Cron { get; }

    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>Every recurring id stands here: the ids are stored in the database.</summary>
public static class RecurringIds
{
    public const string Reminders = "action-items.reminders";
    public const string EffectChecks = "action-items.effects";
    public const string Notices = "reminders.notices";
    public const string Backlog = "reminders.backlog";
    public const string Digest = "library.digest";
    public const string Housekeeping = "workspaces.housekeeping";
    public const string Tokens = "workspaces.tokens";
    public const string Trackers = "trackers.poll";
    public const string Loops = "loops.verify";
    public const string Members = "workspaces.members";
    public const string Brainstorms = "causes.brainstorms";
}

/// <summary>The only method that Hangfire stores for recurring work.</summary>
public sealed class RecurringJobs(IEnumerable<IRecurringJob> jobs)
{
    private readonly FrozenDictionary<string, IRecurringJob> _jobs = jobs.ToFrozenDictionary(job => job.Id, StringComparer.Ordinal);

    public void Register(IRecurringJobManager manager)
    {
        foreach (var job in _jobs.Values)
            manager.AddOrUpdate<RecurringJobs>(job.Id, jobs => jobs.RunAsync(job.Id, CancellationToken.None), job.Cron);
    }

    // The next run is the retry, except where it is a day away.
    [AutomaticRetry(Attempts = 5, DelaysInSeconds = [10, 60, 300, 900, 1800])]
    [DisableConcurrentExecution("{0}", 60)]
    [JobDisplayName("{0}")]
    public async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(id, out var job))
            throw new InvalidOperationException($"No recurring job has the id '{id}'. Remove it on the dashboard.");

        await job.RunAsync(cancellationToken);
    }
}
