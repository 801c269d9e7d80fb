using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Calendar days of action items: what to propose, how late, and the next day to ask again.</summary>
public static class DueDays
{
    /// <summary>What the workspace's rule gives an item of that severity and priority; never on a day off.</summary>
    public static DateOnly Propose(DateOnly today, string severity, string priority, Settings settings) =>
        WorkingDayFrom(today.AddDays(Days(severity, priority, settings)), settings);

    /// <remarks>
    /// PagerDuty expects what an incident of the highest severity left behind within 15 days, and of the next one within 30:
    /// https://postmortems.pagerduty.com. Atlassian agrees 4 or 8 weeks for priority actions:
    /// https://www.atlassian.com/incident-management/handbook/postmortems.
    /// </remarks>
    public static int Days(string severity, string priority, Settings settings)
    {
        var cannotWait = priority is "P0" or "P1";
        return settings.DueRule switch
        {
            DueRules.PagerDuty => severity == "SEV-1" || priority == "P0" ? 15 : 30,
            DueRules.Atlassian => cannotWait ? 28 : 56,
            DueRules.Own => settings.DueDays.ElementAtOrDefault(priority[^1] - '0') is > 0 and var days ? days : 14,
            _ => cannotWait ? 7 : 14,
        };
    }

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
