using Hangfire;
using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Jobs;

namespace PostmortemBot.Hosting;

/// <summary>Brings the schema up to date and registers the recurring jobs before anything else starts.</summary>
public sealed partial class Startup(
    Migrator migrator,
    IConfiguration configuration,
    IServiceProvider services,
    ReadyState ready,
    ILogger<Startup> logger) : IHostedService
{
    private const int Attempts = 10;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await migrator.MigrateAsync(configuration.GetConnectionString("Postmortems")!, cancellationToken);
                break;
            }
            catch (NpgsqlException unreachable) when (unreachable is not PostgresException && attempt < Attempts)
            {
                Waiting(logger, PostgresSource.Key, attempt, Attempts, unreachable.Message);
                await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
            }
        }

        services.GetRequiredService<RecurringJobs>().Register(services.GetRequiredService<IRecurringJobManager>());
        ready.Set();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL does not answer at {Key}; attempt {Attempt} of {Attempts}: {Reason}")]
    private static partial void Waiting(ILogger logger, string key, int attempt, int attempts, string reason);
}
