namespace PostmortemBot.Features.Reminders;

/// <summary>The days on which somebody works.</summary>
public sealed class WorkCalendar
{
    private readonly bool[] _days = new bool[7];
    private readonly HashSet<DateOnly> _holidays;

    /// <param name="days">ISO 8601: 1 is Monday, 7 is Sunday.</param>
    /// <param name="holidays">Days on which nobody works.</param>
    public WorkCalendar(IEnumerable<int> days, IEnumerable<DateOnly> holidays)
    {
        foreach (var day in days.Where(day => day is >= 1 and <= 7))
            _days[day % 7] = true;
        // No working day at all would mean that nobody is ever asked, so it counts as not chosen.
        if (!_days.Contains(true))
            Array.Fill(_days, true);
        _holidays = [.. holidays];
    }

    public bool IsWorking(DateOnly day) => _days[(int)day.DayOfWeek] && !_holidays.Contains(day);

    /// <summary>How many working days lie after one day, up to and with another.</summary>
    public int Between(DateOnly after, DateOnly until)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= until; day = day.AddDays(1))
            count += IsWorking(day) ? 1 : 0;
        return count;
    }

    /// <summary>The working day that comes so many working days later; 0 is that day itself or the first one after it.</summary>
    public DateOnly Later(DateOnly day, int workingDays)
    {
        if (workingDays == 0)
            return IsWorking(day) ? day : Step(day, 1, 1);
        return Step(day, workingDays, 1);
    }

    /// <summary>The last day of which it can be said on <paramref name="today"/> that so many working days have passed since.</summary>
    public DateOnly PassedSince(DateOnly today, int workingDays) => Step(today.AddDays(1), workingDays, -1).AddDays(-1);

    /// <summary>The last day to which there are, after <paramref name="today"/>, at most so many working days.</summary>
    public DateOnly WithinReach(DateOnly today, int workingDays) => Step(today, workingDays + 1, 1).AddDays(-1);

    // Holidays are a list of at most 200 days, so there is a working day within reach.
    private DateOnly Step(DateOnly from, int workingDays, int direction)
    {
        var day = from;
        for (var left = workingDays; left > 0;)
        {
            day = day.AddDays(direction);
            left -= IsWorking(day) ? 1 : 0;
        }

        return day;
    }
}
