using System.Globalization;
using System.Text.RegularExpressions;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>Days and times as a scenario writes them: <c>today</c>, <c>+14d</c>, <c>-3d 14:02</c>, <c>2026-11-20 14:02</c>.</summary>
internal static partial class Dates
{
    public static TimeSpan? Length(string text)
    {
        var match = LengthPattern().Match(text);
        if (!match.Success)
            return null;

        var number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
        return match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => TimeSpan.FromDays(number),
        };
    }

    /// <summary>The day in <paramref name="text"/>, or null when it is none.</summary>
    public static DateOnly? Day(string text, DateOnly today)
    {
        var relative = RelativePattern().Match(text);
        if (relative.Success)
        {
            var number = int.Parse(relative.Groups["number"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return today.AddDays(relative.Groups["unit"].Value is "w" ? number * 7 : number);
        }

        return text is "today" ? today
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : null;
    }

    /// <summary>Day and time in the person's own time zone, as Unix seconds.</summary>
    public static long? Moment(string text, DateOnly today, TimeZoneInfo zone)
    {
        var parts = text.Split([' ', 'T'], 2, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || Day(parts[0], today) is not { } day)
            return null;

        if (!TimeOnly.TryParseExact(parts[1], ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;

        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUnixTimeSeconds();
    }

    /// <summary>Replaces <c>{today}</c> and <c>{+14d}</c> in a text by the day they stand for.</summary>
    public static string Spell(string text, DateOnly today) => Placeholder().Replace(
        text,
        match => Day(match.Groups["day"].Value, today)!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<number>\d+(\.\d+)?)\s*(?<unit>ms|s|m|h|d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LengthPattern();

    [GeneratedRegex(@"^(?<number>[+-]\d{1,4})(?<unit>[dw])$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RelativePattern();

    [GeneratedRegex(@"\{(?<day>today|[+-]\d{1,4}[dw])\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
