using Npgsql;

namespace PostmortemBot.Jobs;

/// <summary>Relays the outbox for as long as the bot runs. Any number of bots may do so at once.</summary>
public sealed partial class OutboxRelay(Outbox outbox, IEnumerable<JobRegistration> registrations, ILogger<OutboxRelay> logger) : BackgroundService
{
    private readonly Dictionary<string, TimeSpan> _rests = registrations.Where(job => job.Rest > TimeSpan.Zero).ToDictionary(job => job.Name, job => job.Rest);

    /// <summary>Work that has just been handed over, and since when it rests.</summary>
    private readonly Dictionary<string, (long Since, TimeSpan For)> _resting = [];

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayAsync(stoppingToken);
                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException or TimeoutException or System.Transactions.TransactionException or InvalidOperationException)
            {
                // Nothing is lost: the rows stay until a relay commits.
                Failed(logger, failure);
                await Task.Delay(PauseAfterFailure, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RelayAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, rest) in _resting)
        {
            // Not the app's clock: this is the pace of the machine, whatever day it is in the stories.
            if (TimeProvider.System.GetElapsedTime(rest.Since) >= rest.For)
                _resting.Remove(key);
        }

        foreach (var work in await outbox.RelayAsync(_resting.Keys, cancellationToken))
        {
            if (_rests.TryGetValue(work.Job, out var rest))
                _resting[Outbox.Key(work)] = (TimeProvider.System.GetTimestamp(), rest);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be relayed; trying again")]
    private static partial void Failed(ILogger logger, Exception failure);
}
