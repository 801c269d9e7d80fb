namespace PostmortemBot.Features.Reminders;

/// <summary>
/// When an owner is reminded: some working days before, on the day, and then on the 1st, 3rd, 7th and 14th working day
/// after it, and every two weeks from there on. It eases off and never stops. A day that was missed is caught up on,
/// because what counts is how many of these moments have passed and not which day it is.
/// </summary>
public static class Cadence
{
    /// <summary>So young an item was agreed on just now, and nobody needs to hear of it before it is due.</summary>
    public static readonly TimeSpan Young = TimeSpan.FromDays(3);

    private static readonly int[] WorkingDaysOverdue = [1, 3, 7, 14];
    private const int LaterEvery = 14;

    /// <summary>Ten years, two weeks at a time.</summary>
    private const int Later = 260;

    /// <summary>
    /// For somebody's working day, the due dates for which each moment has come: an item has passed as many as there are
    /// days here that are not before its due date. Ascending.
    /// </summary>
    public static DateOnly[] Thresholds(WorkCalendar calendar, DateOnly today, int daysBefore)
    {
        var last = WorkingDaysOverdue[^1];
        return
        [
            .. Enumerable.Range(1, Later).Reverse().Select(times => calendar.PassedSince(today.AddDays(-LaterEvery * times), last)),
            .. WorkingDaysOverdue.Reverse().Select(days => calendar.PassedSince(today, days)),
            today,
            calendar.WithinReach(today, daysBefore),
        ];
    }
}
