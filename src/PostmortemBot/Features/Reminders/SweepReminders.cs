using PostmortemBot.Database;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Reminders;

/// <summary>Looks every hour for people whose morning has come and who have something due.</summary>
public sealed class SweepReminders(PostgresDatabase database, ReminderClocks clocks, SweepStore store, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.Reminders;

    public string Cron => "5 * * * *";

    // Alone, so that two bots do not write the same hundred thousand rows in different orders.
    public Task RunAsync(CancellationToken cancellationToken) =>
        database.AloneAsync("reminders", () => SweepAsync(cancellationToken), cancellationToken);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await clocks.OpenAsync(now, cancellationToken) is { Count: > 0 } open)
            await store.SweepAsync(open, now, cancellationToken);
    }
}
