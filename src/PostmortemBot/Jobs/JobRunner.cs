using System.Collections.Frozen;
using Hangfire;

namespace PostmortemBot.Jobs;

/// <summary>A piece of slow work. It is given ids, reads the rest, and can run twice.</summary>
public interface IJob
{
    Task RunAsync(JobSubject subject, CancellationToken cancellationToken);
}

/// <summary>What a job is about.</summary>
public sealed record JobSubject(string WorkspaceId, Guid Id, string Argument)
{
    /// <summary>The same at every attempt of this piece of work, another when it is asked for again.</summary>
    public string Run { get; init; } = "";
}

/// <summary>Names a job, so that its class may be renamed while work of it is queued.</summary>
/// <param name="Name">What the outbox and the queue hold.</param>
/// <param name="Type">What runs.</param>
/// <param name="Rest">How long one subject's job rests before it runs again; what comes meanwhile runs as one, afterwards.</param>
public sealed record JobRegistration(string Name, Type Type, TimeSpan Rest);

/// <summary>The only method that Hangfire stores for follow-ups: the job is found by its registered name.</summary>
public sealed class JobRunner(IServiceProvider services, IEnumerable<JobRegistration> registrations, IJobParking parking)
{
    private readonly FrozenDictionary<string, Type> _jobs =
        registrations.ToFrozenDictionary(job => job.Name, job => job.Type, StringComparer.Ordinal);

    [AutomaticRetry(Attempts = 12, DelaysInSeconds = [1, 3, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200])]
    [JobDisplayName("{0} {2} {3}")]
    public async Task RunAsync(string job, string workspaceId, Guid subjectId, string argument, CancellationToken cancellationToken)
    {
        if (!_jobs.TryGetValue(job, out var type))
            throw new InvalidOperationException($"No job is registered as '{job}'. Register it with AddJob, or delete what is queued.");

        try
        {
            await ((IJob)services.GetRequiredService(type)).RunAsync(new JobSubject(workspaceId, subjectId, argument) { Run = JobRun.Id ?? "" }, cancellationToken);
        }
        catch (Exception gone) when (parking.IsGone(gone))
        {
            if (!await parking.TryParkAsync(new FollowUp(workspaceId, job, subjectId, argument), cancellationToken))
                throw;
        }
    }
}

public static class JobServices
{
    public static IServiceCollection AddJob<TJob>(this IServiceCollection services, string name, TimeSpan rest = default) where TJob : class, IJob
    {
        services.AddSingleton<TJob>();
        services.AddSingleton(new JobRegistration(name, typeof(TJob), rest));
        return services;
    }

    /// <summary>Registers work that comes back by the clock; see <see cref="RecurringJobs"/>.</summary>
    public static IServiceCollection AddRecurringJob<TJob>(this IServiceCollection services) where TJob : class, IRecurringJob
    {
        services.AddSingleton<TJob>();
        services.AddSingleton<IRecurringJob>(provider => provider.GetRequiredService<TJob>());
        return services;
    }
}
