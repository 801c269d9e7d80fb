using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Reminders;

/// <summary>What a reminder's words depend on besides its items.</summary>
public sealed record ReminderContext
{
    public required Reminder Reminder { get; init; }
    public required Settings Settings { get; init; }
    public required WorkCalendar Calendar { get; init; }
    public required DateTimeOffset Now { get; init; }
}

public sealed class ReminderReader(SettingsStore settings, PreferenceStore preferences, TimeProvider clock)
{
    public async Task<ReminderContext> ContextAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        var chosen = await settings.GetAsync(reminder.WorkspaceId, cancellationToken);
        var own = await preferences.GetAsync(reminder.WorkspaceId, reminder.PersonId, cancellationToken);
        return new ReminderContext
        {
            Reminder = reminder,
            Settings = chosen,
            Calendar = new WorkCalendar(own.WorkingDays ?? chosen.WorkingDays, chosen.Holidays),
            Now = clock.GetUtcNow(),
        };
    }
}
