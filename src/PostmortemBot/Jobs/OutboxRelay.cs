using Npgsql;

namespace PostmortemBot.Jobs;

/// <summary>Relays the outbox for as long as the bot runs. Any number of bots may do so at once.</summary>
public sealed partial class OutboxRelay(Outbox outbox, ILogger<OutboxRelay> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.RelayAsync(stoppingToken);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox could not be relayed; trying again")]
    private static partial void Failed(ILogger logger, Exception failure);
}
