using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Timeline;

/// <summary>
/// The moment at the start of a typed entry, in the writer's zone: "14:05 …", "2026-11-20 14:05 …", "yesterday 14:05 …",
/// "24 Nov 2pm …", "10 minutes ago …". A clock time alone belongs to the incident, not to the day on which it is written down.
/// </summary>
public sealed partial record TypedMoment
{
    /// <summary>Before the impact began, a time without a day is more likely another day's or zone's.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromHours(6);

    public required DateTimeOffset At { get; init; }
    public required string Text { get; init; }

    /// <summary>Why the beginning, which looks like a moment, is none. Nothing is stored then.</summary>
    public string? Problem { get; init; }

    /// <summary>What the writer should check, because the entry stands at this moment for want of a better one.</summary>
    public string? Doubt { get; init; }

    public static TypedMoment Read(string typed, IncidentTimes incident, TimeZoneInfo zone, DateTimeOffset now)
    {
        var text = Opening().Replace(typed.Trim(), "");
        if (Ago().Match(text) is { Success: true } ago)
            return Moment(now - Distance(ago), text[ago.Length..]);

        var today = Zones.Today(zone, now);
        var day = TypedDay.ReadAt(text, 0, today, Leaning.Back);
        var rest = day is null ? text : text[day.Length..].TrimStart(' ', '\t', ',');
        if (day is null && IsoDay().Match(text) is { Success: true } glued)
        {
            // "2026-11-20T14:05", as logs write it.
            day = TypedDay.ReadAt(glued.Value, 0, today, Leaning.Back);
            rest = text[(glued.Length + 1)..];
        }

        var clock = Clock().Match(rest);
        if (day?.Problem is { } problem && (clock.Success || day.IsExact))
            return Unread(now, typed, $"“{text[..day.Length]}” {problem}");
        if (!clock.Success)
            return WithoutTime(typed, text, day, rest, today, now);
        var written = clock.Groups["time"].Value + clock.Groups["half"].Value;
        if (!TryTime(written, out var time))
            return Unread(now, typed, $"“{written}” is no time of a day");
        if (clock.Groups["span"].Success)
            return Unread(now, typed, $"“{clock.Value.Trim()}” is a span, and an entry is one moment; write its beginning, and its end as a second entry");
        if (clock.Groups["zone"] is { Success: true, Value: var named } && !TryZone(named, ref zone))
            return Unread(now, typed, $"I do not know the zone “{named}”; leave it out for your own, or write UTC or +01:00");
        if (day?.Day is { } on)
            return Moment(Zones.At(zone, on, time), rest[clock.Length..]);

        var nearest = NearestToIncident(time, incident, zone, now);
        return Moment(nearest, rest[clock.Length..]) with { Doubt = FarBefore(nearest, incident) };
    }

    private static string? FarBefore(DateTimeOffset at, IncidentTimes incident) => incident.StartedAt - at is { } before && before > Far
        ? $"That is {Durations.Words(before)} before the impact began: on the incident's own day this time is still to come. *Edit* moves it to another day or zone."
        : null;

    private static TypedMoment Moment(DateTimeOffset at, string text) => new() { At = at, Text = Closing().Replace(text, "").Trim() };

    private static TypedMoment Unread(DateTimeOffset now, string typed, string problem) => new() { At = now, Text = typed.Trim(), Problem = problem };

    private static TypedMoment WithoutTime(string typed, string text, TypedDay? day, string rest, DateOnly today, DateTimeOffset now)
    {
        if ((day is null ? ClockLike() : ClockLikeAfterDay()).Match(day is null ? text : rest) is { Success: true } odd)
            return Unread(now, typed, $"“{odd.Value.Trim()}” is no time of a day");
        if (day is { IsExact: true })
            return Unread(now, typed, $"“{text[..day.Length].Trim()}” is a day without a time");
        var doubt = day?.Day is { } named && named != today ? $"“{text[..day.Length]}” has no time with it, so this stands at the moment you wrote it. *Edit* moves it."
            : DottedClock().Match(text) is { Success: true } dotted ? $"“{dotted.Value}” was not read as a time, which is written {dotted.Value.Replace('.', ':')}; this stands at the moment you wrote it. *Edit* moves it."
            : null;
        return new() { At = now, Text = typed.Trim(), Doubt = doubt };
    }

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(
        text.Replace(" ", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).ToLowerInvariant().Replace('h', ':'),
        ["H:mm", "H:mm:ss", "h:mmtt", "h:mm:sstt", "htt"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static bool TryZone(string named, ref TimeZoneInfo zone)
    {
        if (named.ToUpperInvariant() is "UTC" or "GMT" or "Z")
        {
            zone = TimeZoneInfo.Utc;
            return true;
        }

        var digits = named.Replace(":", "", StringComparison.Ordinal);
        if (digits[0] is not ('+' or '-') || digits.Length != 5)
            return false;
        var minutes = int.Parse(digits[1..3], CultureInfo.InvariantCulture) * 60 + int.Parse(digits[3..], CultureInfo.InvariantCulture);
        if (minutes > 14 * 60)
            return false;
        zone = TimeZoneInfo.CreateCustomTimeZone("typed", TimeSpan.FromMinutes(digits[0] == '-' ? -minutes : minutes), "typed", "typed");
        return true;
    }

    private static TimeSpan Distance(Match ago)
    {
        var count = int.TryParse(ago.Groups["count"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1;
        return char.ToLowerInvariant(ago.Groups["unit"].Value[0]) switch
        {
            'm' => TimeSpan.FromMinutes(count),
            'h' => TimeSpan.FromHours(count),
            _ => TimeSpan.FromDays(count),
        };
    }

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

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^([\[(]\s*|(at|on|around|about|approx\.?|ca\.?|circa)\s+|~\s*)+", Options, MatchLimit.Milliseconds)]
    private static partial Regex Opening();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?=T[0-9])", Options, MatchLimit.Milliseconds)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"^(?<count>[0-9]{1,4}|an?|one)\s?(?<unit>m|mins?|minutes?|h|hrs?|hours?|d|days?)\s+ago\b", Options, MatchLimit.Milliseconds)]
    private static partial Regex Ago();

    // A clock time with its zone; a second one behind a dash makes it a span.
    [GeneratedRegex(@"^(at\s+)?((?<time>[0-9]{1,2}[:h][0-9]{2}(:[0-9]{2})?)(\.[0-9]{1,7})?(?<half>\s?[ap]\.?m\.?)?|(?<time>[0-9]{1,2})(?<half>\s?[ap]\.?m\.?))(\s?(?<zone>Z|UTC|GMT|\+[0-9]{2}:?[0-9]{2}|(?<=:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?)-[0-9]{2}:?[0-9]{2})(?![\w:])|\s(?<zone>(?-i:CES?T|[ECMP][SD]T|BST|IST|JST|WES?T|EES?T|AES?[DS]?T|SGT|HST|AKST))(?!\w))?(?<span>\s?[-–—]\s?[0-9]{1,2}[:h][0-9]{2})?(?=[\s,;:)\]–—-]|$)", Options, MatchLimit.Milliseconds)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^[0-9]{1,2}(:[0-9]{0,3}|h[0-9]{1,3})\S{0,12}(?=\s|$)", Options, MatchLimit.Milliseconds)]
    private static partial Regex ClockLike();

    [GeneratedRegex(@"^[0-9]{1,2}[:h.]\S{0,12}(?=\s|$)", Options, MatchLimit.Milliseconds)]
    private static partial Regex ClockLikeAfterDay();

    [GeneratedRegex(@"^([01][0-9]|2[0-3])\.[0-5][0-9](?=\s)", Options, MatchLimit.Milliseconds)]
    private static partial Regex DottedClock();

    [GeneratedRegex(@"^[\s\])]*(–|—|-|:|,|;)?(?=\s)", Options, MatchLimit.Milliseconds)]
    private static partial Regex Closing();
}
