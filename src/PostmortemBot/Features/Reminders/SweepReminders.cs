using PostmortemBot.Database;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Reminders;

/// <summary>Looks every hour for people whose morning has come and who have something due.</summary>
public sealed class SweepReminders(PostgresDatabase database, SweepStore store, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.Reminders;

    public string Cron => "5 * * * *";

    // Alone, so that two bots do not write the same hundred thousand rows in different orders.
    public Task RunAsync(CancellationToken cancellationToken) =>
        database.AloneAsync("reminders", () => SweepAsync(cancellationToken), cancellationToken);

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Days and zones are reckoned here: PostgreSQL throws on the name of a zone it does not know.
        var open = (await store.ClocksAsync(cancellationToken))
            .Select(one => (Clock: one, Today: one.Today(now)))
            .Where(row => row.Today is not null)
            .Select(row => (row.Clock, row.Today!.Value))
            .ToList();
        if (open.Count > 0)
            await store.SweepAsync(open, now, cancellationToken);
    }
}
