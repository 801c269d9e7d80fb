using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Timeline;

/// <summary>
/// Reads the moment at the start of a typed entry, in the writer's zone: "14:05 …", "2026-11-20 14:05 …",
/// "yesterday 14:05 …". A clock time alone belongs to the incident, not to the day on which it is written down.
/// </summary>
public static partial class TypedMoment
{
    /// <summary>Whether the text begins like a time and is none: 25:00.</summary>
    public static bool IsMisread(string typed) => Pattern().Match(typed) is { Success: true } match && !TryTime(match.Groups["time"].Value, out _);

    public static (DateTimeOffset At, string Text) Read(string typed, IncidentTimes incident, TimeZoneInfo zone, DateTimeOffset now)
    {
        var match = Pattern().Match(typed);
        if (!match.Success || !TryTime(match.Groups["time"].Value, out var time))
            return (now, typed.Trim());

        var text = typed[match.Length..].Trim();
        var today = Zones.Today(zone, now);
        return match.Groups["day"].Value.ToLowerInvariant() switch
        {
            "" => (NearestToIncident(time, incident, zone, now), text),
            "today" => (Zones.At(zone, today, time), text),
            "yesterday" => (Zones.At(zone, today.AddDays(-1), time), text),
            var day when DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date) && date.Year is > 2000 and < 2100 => (Zones.At(zone, date, time), text),
            _ => (now, typed.Trim()),
        };
    }

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(
        text.Replace(" ", "", StringComparison.Ordinal), ["H:mm", "H:mm:ss", "h:mmtt", "h:mm:sstt"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static DateTimeOffset NearestToIncident(TimeOnly time, IncidentTimes incident, TimeZoneInfo zone, DateTimeOffset now)
    {
        var anchor = incident.StartedAt ?? incident.DetectedAt ?? now;
        var end = incident.ResolvedAt ?? incident.MitigatedAt ?? now;
        var day = Zones.Today(zone, anchor);
        var days = Math.Clamp((int)(end - anchor).TotalDays + 2, 2, 30);
        return Enumerable.Range(-1, days + 1)
            .Select(offset => Zones.At(zone, day.AddDays(offset), time))
            .Where(at => at <= now.AddMinutes(5))
            .DefaultIfEmpty(Zones.At(zone, day, time))
            .MinBy(at => at < anchor ? anchor - at : at > end ? at - end : TimeSpan.Zero);
    }

    [GeneratedRegex(@"^\s*(?:(?<day>\d{4}-\d{2}-\d{2}|today|yesterday)[ T]+)?(?<time>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?)(?=\s|$)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex Pattern();
}
