namespace PostmortemBot.Features.Postmortems;

/// <summary>Asks for the reminders of an action item to be drawn again; the subject is the item.</summary>
public static class ReminderJobs
{
    public const string Redraw = "reminders.redraw";
}
