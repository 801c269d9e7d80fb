using System.Globalization;
using System.Text.RegularExpressions;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// Reads what stands around the words of a typed item: an owner, a day and a priority, at its end or (owner and priority)
/// at its beginning, in any order. What stands within the words belongs to them, and so does what is not understood.
/// </summary>
public sealed partial record TypedItem
{
    /// <summary>As Slack sent it, without what was understood.</summary>
    public required string Text { get; init; }
    public string? OwnerId { get; init; }
    public DateOnly? DueOn { get; init; }
    public string? Priority { get; init; }

    /// <summary>What looks like a day and is none: 31 February.</summary>
    public string? NotADay { get; init; }

    /// <param name="typed">The text after the verb, as Slack sent it, with mentions as ids.</param>
    /// <param name="today">The writer's day.</param>
    public static TypedItem Read(string typed, DateOnly today)
    {
        var item = new TypedItem { Text = typed.Trim() };
        while (AtEnd().Match(item.Text) is { Success: true } match && item.Take(match, today) is { } shorter)
            item = shorter with { Text = item.Text[..match.Index].Trim() };
        while (AtStart().Match(item.Text) is { Success: true } match && item.Take(match, today) is { } shorter)
            item = shorter with { Text = item.Text[match.Length..].Trim() };
        var notADay = Iso().Matches(item.Text).FirstOrDefault(match => !TryIso(match.Value, out _));
        return item with { NotADay = notADay?.Value };
    }

    /// <summary>Null: it says a second time what was said, or is no day, and stays.</summary>
    private TypedItem? Take(Match match, DateOnly today)
    {
        if (match.Groups["user"] is { Success: true, Value: var user })
            return OwnerId is null ? this with { OwnerId = user } : null;
        if (match.Groups["priority"] is { Success: true, Value: var priority })
            return Priority is null ? this with { Priority = priority.ToUpperInvariant() } : null;
        return DueOn is null && Day(match.Groups["day"].Value, today) is { } day ? this with { DueOn = day } : null;
    }

    /// <summary>A weekday is the next one that comes; "next Friday" is the one of next week.</summary>
    public static DateOnly? Day(string typed, DateOnly today)
    {
        var words = typed.ToLowerInvariant().Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["today"] => today,
            ["tomorrow"] => today.AddDays(1),
            ["next", "week"] => today.AddDays(7),
            ["in", var count, var unit] => In(today, int.Parse(count is "a" or "one" ? "1" : count, CultureInfo.InvariantCulture), unit),
            ["next", var name] when Weekday(name) is { } weekday => Monday(today).AddDays(7 + ((int)weekday + 6) % 7),
            [var name] when Weekday(name) is { } weekday => today.AddDays(((int)weekday - (int)today.DayOfWeek + 6) % 7 + 1),
            [var iso] when TryIso(iso, out var day) => day,
            _ => null,
        };
    }

    private static DateOnly In(DateOnly today, int count, string unit) => unit[0] switch
    {
        'd' => today.AddDays(count),
        'w' => today.AddDays(7 * count),
        _ => today.AddMonths(count),
    };

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DayOfWeek? Weekday(string name)
    {
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            var whole = day.ToString();
            if (name.Length >= 3 && whole.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return day;
        }

        return null;
    }

    private static bool TryIso(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 2000 and < 2200;

    private const string Who = @"<@(?<user>[UW][A-Z0-9]{2,30})(\|[^<>\n]{0,300})?>";
    private const string Priorities = @"(?<priority>P[0-3])";
    private const string Days = @"((by|due|on|until)\s+)?(?<day>today|tomorrow|next\s+week|(next\s+)?(mon(day)?|tue(s|sday)?|wed(nesday)?|thu(rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?)|\d{4}-\d{2}-\d{2}|in\s+(\d{1,3}|a|one)\s+(days?|weeks?|months?))";

    [GeneratedRegex($@"(^|\s)({Who}|{Priorities}|{Days})[\s,.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex AtEnd();

    [GeneratedRegex($@"^({Who}|{Priorities})([\s,:;]+|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex AtStart();

    [GeneratedRegex(@"\b\d{4}-\d{2}-\d{2}\b", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Iso();
}
