using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Reminders.Notices;

/// <summary>
/// Owners hear what others changed about their items: once an hour at most, in their working hours, all of it in one message.
/// What is due within a day does not wait.
/// </summary>
public sealed class TellOwners(
    PostgresDatabase database,
    NoticeStore store,
    ReminderClocks clocks,
    PreferenceStore preferences,
    People people,
    TimeProvider clock) : IRecurringJob, IItemListener
{
    public string Id => RecurringIds.Notices;

    public string Cron => "35 * * * *";

    public Task RunAsync(CancellationToken cancellationToken) => AloneAsync(async () =>
    {
        var now = clock.GetUtcNow();
        await store.DismissAsync(now, cancellationToken);
        if (await clocks.OpenAsync(now, cancellationToken) is { Count: > 0 } open)
            await store.ClaimAsync(await store.WaitingAsync(open, now, cancellationToken), now, cancellationToken);
    }, cancellationToken);

    public async Task ChangedAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await store.DaysAsync(workspaceId, actionItemId, now, cancellationToken) is not { Count: > 0 } days)
            return;

        var personId = days[0].PersonId;
        var person = await people.GetAsync(workspaceId, personId, cancellationToken);
        var today = Zones.Today(person.Zone, now);
        bool IsNear(DateOnly? day) => day >= today && day <= today.AddDays(1);
        if (!person.CanOwn || !days.Any(change => IsNear(change.DueOn) || IsNear(change.WasDueOn)))
            return;
        if ((await preferences.GetAsync(workspaceId, personId, cancellationToken)).AwayUntil >= today)
            return;

        await AloneAsync(() => store.ClaimAsync([new Untold { WorkspaceId = workspaceId, PersonId = personId }], now, cancellationToken), cancellationToken);
    }

    // So that no two notices take the same change.
    private Task AloneAsync(Func<Task> work, CancellationToken cancellationToken) => database.AloneAsync("owner notices", work, cancellationToken);
}
