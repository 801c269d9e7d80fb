using System.Globalization;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>The ways in which people write a day, the first that fits counts.</summary>
internal static partial class DayRules
{
    public delegate (DateOnly Day, string? Problem) Reading(Match match, DateOnly today, Leaning leaning);

    public static readonly IReadOnlyList<(Regex Pattern, bool IsExact, Reading Read)> All =
    [
        (Iso(), true, (match, today, _) => Exactly(match, today)),
        (Dotted(), true, Dated),
        (Slashed(), true, (match, today, _) => Slashes(match, today)),
        (DayMonth(), true, Dated),
        (MonthDay(), true, Dated),
        (Around(), false, (match, today, _) => (today.AddDays(Plain(match.Value) switch
        {
            "today" or "tonight" => 0,
            "tomorrow" => 1,
            "yesterday" => -1,
            "the day after tomorrow" or "day after tomorrow" => 2,
            _ => -2,
        }), null)),
        (NamedDay(), false, (match, today, leaning) => (Weekday(match, today, leaning), null)),
        (Distance(), false, (match, today, _) => Distant(match, today)),
        (NextWhole(), false, (match, today, _) => (Plus(today, 1, match.Groups["unit"].Value), null)),
        (EndOf(), false, (match, today, _) => (LastDay(match, today), null)),
    ];

    private static (DateOnly Day, string? Problem) Exactly(Match match, DateOnly today) =>
        Exists(Number(match, "year"), Number(match, "month"), Number(match, "day"), today);

    /// <summary>Without its year it is the next such day, or the last one; too far away from today it is not guessed.</summary>
    private static (DateOnly Day, string? Problem) Dated(Match match, DateOnly today, Leaning leaning)
    {
        var (month, day) = (Month(match), Number(match, "day"));
        if (match.Groups["year"] is { Success: true, Value: var typed })
            return Exists(Number(match, "year") + (typed.Length == 2 ? 2000 : 0), month, day, today);
        if (leaning == Leaning.Back)
        {
            var last = Exists(today.Year, month, day, today);
            return last.Problem is null && last.Day > today.AddDays(7) ? Exists(today.Year - 1, month, day, today) : last;
        }

        var next = Exists(today.Year, month, day, today);
        if (next.Problem is null && next.Day >= today)
            return next;
        if (next.Problem is null && next.Day > today.AddDays(-60))
            return (default, $"has passed; write it with its year, like {today.Year + 1}-{month:00}-{day:00}, if you mean the next one");
        return Exists(today.Year + 1, month, day, today);
    }

    private static (DateOnly Day, string? Problem) Exists(int year, int month, int day, DateOnly today)
    {
        if (month is < 1 or > 12 || year is < 1 or > 9999 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return (default, "does not exist");
        return Math.Abs(year - today.Year) > 100 ? (default, "is too far away") : (new DateOnly(year, month, day), null);
    }

    /// <summary>Half of the world writes the day first, the other half the month.</summary>
    private static (DateOnly Day, string? Problem) Slashes(Match match, DateOnly today)
    {
        var (one, other, year) = (Number(match, "one"), Number(match, "other"), Number(match, "year"));
        year += match.Groups["year"].Length == 2 ? 2000 : 0;
        return one <= 12 && other <= 12 && one != other
            ? (default, "can be read in two ways; write it as 2026-12-24")
            : one > 12 ? Exists(year, other, one, today) : Exists(year, one, other, today);
    }

    private static DateOnly Weekday(Match match, DateOnly today, Leaning leaning)
    {
        var weekday = Enum.GetValues<DayOfWeek>().First(day => day.ToString().StartsWith(match.Groups["name"].Value[..3], StringComparison.OrdinalIgnoreCase));
        var ahead = ((int)weekday - (int)today.DayOfWeek + 6) % 7 + 1;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return match.Groups["which"].Value.ToLowerInvariant() switch
        {
            "next" => monday.AddDays(7 + ((int)weekday + 6) % 7),
            "last" => today.AddDays(ahead - 7 == 0 ? -7 : ahead - 7),
            "" when leaning == Leaning.Back => today.AddDays(ahead == 7 ? 0 : ahead - 7),
            _ => today.AddDays(ahead),
        };
    }

    private static (DateOnly Day, string? Problem) Distant(Match match, DateOnly today)
    {
        var count = Plain(match.Groups["count"].Value);
        var number = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Math.Max(1, Array.IndexOf(Numbers, count));
        var unit = match.Groups["unit"].Value;
        if (number > 999)
            return (default, "is too far away");
        return unit.StartsWith("fortnight", StringComparison.OrdinalIgnoreCase) ? (today.AddDays(14 * number), null) : (Plus(today, number, unit), null);
    }

    private static DateOnly Plus(DateOnly today, int count, string unit) => char.ToLowerInvariant(unit[0]) switch
    {
        'd' => today.AddDays(count),
        'w' => today.AddDays(7 * count),
        'q' => today.AddMonths(3 * count),
        'y' => today.AddYears(Math.Min(count, 100)),
        _ => today.AddMonths(count),
    };

    private static DateOnly LastDay(Match match, DateOnly today)
    {
        var words = Plain(match.Value);
        var later = words.Contains("next", StringComparison.Ordinal) ? 1 : 0;
        if (words is "eow" || words.EndsWith("week", StringComparison.Ordinal))
        {
            // The working week's: its Friday, or on a weekend the next one.
            var friday = today.AddDays(((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7);
            return friday.AddDays(7 * later);
        }

        var months = words.EndsWith("year", StringComparison.Ordinal) ? 12 - today.Month + 12 * later
            : words.EndsWith("quarter", StringComparison.Ordinal) ? (3 - today.Month % 3) % 3 + 3 * later
            : later;
        var month = today.AddMonths(months);
        return new DateOnly(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
    }

    private static int Month(Match match) => match.Groups["name"] is { Success: true, Value: var name }
        ? Array.FindIndex(Months, month => name.StartsWith(month, StringComparison.OrdinalIgnoreCase)) + 1
        : Number(match, "month");

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string Plain(string words) => string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const string MonthName = @"(?<name>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?";
    private const string WeekdayName = @"(?<name>mon(day)?|tue(s|sday)?|wed(nesday)?|thu(rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?)";
    private const string Count = @"(?<count>[0-9]{1,6}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";

    [GeneratedRegex(@"\G(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})", Options, MatchLimit.Milliseconds)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\G(?<day>[0-9]{1,2})\.\s?(?<month>[0-9]{1,2})\.(\s?(?<year>[0-9]{4})|(?<year>[0-9]{2})(?![0-9:]))?", Options, MatchLimit.Milliseconds)]
    private static partial Regex Dotted();

    [GeneratedRegex(@"\G(?<one>[0-9]{1,2})/(?<other>[0-9]{1,2})/(?<year>[0-9]{4}|[0-9]{2})", Options, MatchLimit.Milliseconds)]
    private static partial Regex Slashed();

    [GeneratedRegex($@"\G(?<day>[0-9]{{1,2}})(st|nd|rd|th|\.)?\s+(of\s+)?{MonthName}(,?\s+(?<year>[0-9]{{4}}))?", Options, MatchLimit.Milliseconds)]
    private static partial Regex DayMonth();

    [GeneratedRegex($@"\G{MonthName}\s+(the\s+)?(?<day>[0-9]{{1,2}})(st|nd|rd|th)?(,?\s+(?<year>[0-9]{{4}}))?", Options, MatchLimit.Milliseconds)]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"\G(today|tonight|tomorrow|yesterday|(the\s+)?day\s+(after\s+tomorrow|before\s+yesterday))", Options, MatchLimit.Milliseconds)]
    private static partial Regex Around();

    [GeneratedRegex($@"\G((?<which>this|next|last)\s+)?{WeekdayName}", Options, MatchLimit.Milliseconds)]
    private static partial Regex NamedDay();

    [GeneratedRegex($@"\G(in|within)\s+{Count}\s+(?<unit>days?|weeks?|months?|years?|fortnights?)", Options, MatchLimit.Milliseconds)]
    private static partial Regex Distance();

    [GeneratedRegex(@"\Gnext\s+(?<unit>week|month|quarter|year)", Options, MatchLimit.Milliseconds)]
    private static partial Regex NextWhole();

    [GeneratedRegex(@"\G(eow|eom|((the\s+)?end\s+of\s+)((the|this|next)\s+)?(week|month|quarter|year))", Options, MatchLimit.Milliseconds)]
    private static partial Regex EndOf();
}
