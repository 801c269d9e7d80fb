using System.Text.RegularExpressions;

namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>Fills the tokens of a date for the person who reads it. https://docs.slack.dev/messaging/formatting-message-text#date-formatting</summary>
public static partial class SlackDate
{
    /// <summary>The filled format, or null when it holds a token nobody knows, so that the fallback is shown.</summary>
    public static string? Fill(long unix, string format, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (unix is < -62135596800 or > 253402300799)
            return null;
        var then = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(unix), zone);
        var here = TimeZoneInfo.ConvertTime(now, zone);
        var unknown = false;
        var filled = Token().Replace(format, match =>
        {
            var value = Value(match.Groups["name"].Value, then, here);
            unknown |= value is null;
            return value ?? "";
        });
        return unknown ? null : filled;
    }

    private static string? Value(string token, DateTimeOffset then, DateTimeOffset now) => token switch
    {
        "date_num" => $"{then:yyyy-MM-dd}",
        "date_slash" => $"{then:MM/dd/yyyy}",
        "date" => $"{then:MMMM} {Ordinal(then.Day)}{Year(then, now)}",
        "date_short" => $"{then:MMM d}{Year(then, now)}",
        "date_long" => $"{then:dddd, MMMM} {Ordinal(then.Day)}{Year(then, now)}",
        "date_long_full" => $"{then:dddd, MMMM} {Ordinal(then.Day)}, {then:yyyy}",
        "date_pretty" or "date_short_pretty" or "date_long_pretty" => Near(then, now) ?? Value(token[..^"_pretty".Length], then, now),
        "day_divider_pretty" => Near(then, now) ?? Value("date_long", then, now),
        "time" => $"{then:h:mm tt}",
        "time_secs" => $"{then:h:mm:ss tt}",
        "ago" => Ago(now - then),
        _ => null,
    };

    public static string Ago(TimeSpan past)
    {
        var span = past.Duration();
        var words = span.TotalSeconds < 60 ? Count((int)span.TotalSeconds, "second")
            : span.TotalMinutes < 60 ? Count((int)span.TotalMinutes, "minute")
            : span.TotalHours < 24 ? Count((int)span.TotalHours, "hour")
            : span.TotalDays < 60 ? Count((int)span.TotalDays, "day")
            : span.TotalDays < 730 ? Count((int)(span.TotalDays / 30.4), "month")
            : Count((int)(span.TotalDays / 365.25), "year");
        return past < TimeSpan.Zero ? "in " + words : words + " ago";
    }

    private static string? Near(DateTimeOffset then, DateTimeOffset now) => (then.Date - now.Date).Days switch
    {
        0 => "today",
        -1 => "yesterday",
        1 => "tomorrow",
        _ => null,
    };

    private static string Year(DateTimeOffset then, DateTimeOffset now) =>
        then > now.AddMonths(-6) && then < now.AddMonths(6) ? "" : $", {then:yyyy}";

    private static string Ordinal(int day) => day + (day is 11 or 12 or 13 ? "th" : (day % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });

    private static string Count(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
