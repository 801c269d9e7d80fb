using System.Globalization;

namespace PostmortemBot.Hosting.SandboxTime;

/// <summary>As much of a cron expression as recurring jobs use: minutes and hours, each <c>*</c>, <c>*/n</c> or a list.</summary>
public sealed class Timetable
{
    /// <summary>Past the minutes at which most of the work begins.</summary>
    private const int StopAt = 25;

    private readonly bool[] _minutes;
    private readonly bool[] _hours;

    private Timetable(bool[] minutes, bool[] hours) => (_minutes, _hours) = (minutes, hours);

    public static Timetable Of(string cron) => cron.Split(' ') switch
    {
        [var minutes, var hours, "*", "*", "*"] => new Timetable(Read(minutes, 60), Read(hours, 24)),
        _ => throw new NotSupportedException($"“{cron}” names days; while following the Sandbox's clock only minutes and hours can be kept."),
    };

    /// <summary>The next moment at which what has come due meanwhile is done.</summary>
    public static DateTimeOffset NextStop(DateTimeOffset after)
    {
        var stop = new DateTimeOffset(after.UtcDateTime.Date.AddHours(after.UtcDateTime.Hour).AddMinutes(StopAt), TimeSpan.Zero);
        return stop > after ? stop : stop.AddHours(1);
    }

    /// <summary>Whether it comes after one moment and not after the other. Of at most a few hours.</summary>
    public bool IsDue(DateTimeOffset after, DateTimeOffset until)
    {
        var first = new DateTimeOffset(after.UtcTicks - after.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero).AddMinutes(1);
        for (var minute = first; minute <= until; minute = minute.AddMinutes(1))
        {
            if (_minutes[minute.Minute] && _hours[minute.Hour])
                return true;
        }

        return false;
    }

    private static bool[] Read(string field, int size)
    {
        var chosen = new bool[size];
        var every = field switch
        {
            "*" => 1,
            ['*', '/', .. var step] => int.Parse(step, CultureInfo.InvariantCulture),
            _ => 0,
        };
        for (var at = 0; every > 0 && at < size; at += every)
            chosen[at] = true;
        foreach (var at in every > 0 ? [] : field.Split(','))
            chosen[int.Parse(at, CultureInfo.InvariantCulture)] = true;
        return chosen;
    }
}
