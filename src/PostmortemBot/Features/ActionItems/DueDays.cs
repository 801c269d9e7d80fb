using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Calendar days of action items: what to propose, how late, and the next day to ask again.</summary>
public static class DueDays
{
    /// <summary>A week for what cannot wait, two for the rest; never on a day off.</summary>
    public static DateOnly Propose(DateOnly today, string priority, Settings settings) =>
        WorkingDayFrom(today.AddDays(priority is "P0" or "P1" ? 7 : 14), settings);

    public static DateOnly NextWorkingDay(DateOnly today, Settings settings) => WorkingDayFrom(today.AddDays(1), settings);

    /// <summary>"due today", "due tomorrow", "due 7 Dec 2026", "3 days overdue (20 Nov 2026)".</summary>
    public static string Words(DateOnly? due, DateOnly today) => due is { } day
        ? (day.DayNumber - today.DayNumber) switch
        {
            0 => "due today",
            1 => "due tomorrow",
            -1 => $"1 day overdue ({When.Day(day)})",
            < 0 => $"{today.DayNumber - day.DayNumber} days overdue ({When.Day(day)})",
            _ => $"due {When.Day(day)}",
        }
        : "no due date";

    private static DateOnly WorkingDayFrom(DateOnly day, Settings settings)
    {
        // A workspace without working days still gets an answer.
        for (var later = 0; later < 7; later++)
        {
            if (settings.IsWorkingDay(day.AddDays(later)))
                return day.AddDays(later);
        }

        return day;
    }
}
