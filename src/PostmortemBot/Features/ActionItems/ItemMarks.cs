using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Finds the marks in a sentence. The words they rest on stand here as lists.</summary>
internal static partial class ItemMarks
{
    /// <summary>A person after one of these is what the sentence is about, and is not asked to own it.</summary>
    private static readonly FrozenSet<string> Asides = new[]
    {
        "about", "alert", "ask", "asking", "behind", "call", "calling", "from", "inform", "invite", "join", "like", "meet", "message", "notify", "of", "page",
        "paging", "ping", "remind", "show", "teach", "tell", "telling", "than", "thank", "to", "train", "via", "wake",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words after which numbers are versions and sizes, not days.</summary>
    private static readonly FrozenSet<string> NoDayAfter = new[] { "to", "version", "v", "release", "from", "of", "than", "java", "node", "postgres" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyList<ItemMark> In(string text, DateOnly today)
    {
        var marks = new List<ItemMark>();
        var at = 0;
        while (at < text.Length)
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1]) && text[at - 1] is not ('_' or '-' or '/' or '.')) && !char.IsWhiteSpace(text[at])
                && At(text, at, today) is { } mark)
            {
                marks.Add(mark);
                at = mark.End;
            }
            else
            {
                at++;
            }
        }

        return marks;
    }

    private static ItemMark? At(string text, int at, DateOnly today) =>
        Person(text, at) ?? Unknown(text, at) ?? PriorityOf(text, at) ?? DayOf(text, at, today) ?? TypeOf(text, at);

    private static ItemMark? Person(string text, int at)
    {
        if (Who().Match(text, at) is not { Success: true } match)
            return null;
        var isPossessive = match.Index + match.Length is var end && end < text.Length && text[end] is '\'' or '’';
        if (!isPossessive && end < text.Length && char.IsLetterOrDigit(text[end]))
            return null;
        var before = WordBefore(text, at);
        var lead = match.Groups["lead"].Value.TrimEnd(' ', ':', '=').ToLowerInvariant();
        var isAside = isPossessive || lead.Length == 0 && Asides.Contains(before);
        return new ItemMark
        {
            Kind = ItemMarkKind.Person,
            Start = at,
            End = end,
            UserId = match.Groups["user"].Value,
            IsAside = isAside,
            IsHelper = lead is "with" or "cc" || lead.StartsWith("help", StringComparison.Ordinal),
            Stays = isAside || lead.Length == 0 && before.Equals("for", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>A name that Slack knew nobody by, or a group: neither can own anything.</summary>
    private static ItemMark? Unknown(string text, int at) =>
        Nobody().Match(text, at) is { Success: true } match && TypedDay.EndsThere(text, at + match.Length)
            ? new ItemMark
            {
                Kind = ItemMarkKind.Person, Start = at, End = at + match.Length, IsGroup = match.Groups["group"].Success,
                Problem = match.Groups["group"].Success ? "is a group; an item has one person as its owner" : "is nobody whom I know here",
            }
            : null;

    private static ItemMark? PriorityOf(string text, int at)
    {
        if (Priority().Match(text, at) is not { Success: true } match || !TypedDay.EndsThere(text, at + match.Length))
            return null;
        var level = match.Groups["level"].Value;
        var isKnown = Priorities.Known($"P{level}");
        // "P4" alone is more often the name of something than a priority.
        if (!isKnown && !match.Groups["lead"].Success)
            return null;
        return new ItemMark
        {
            Kind = ItemMarkKind.Priority, Start = at, End = at + match.Length, Value = $"P{level}",
            Problem = isKnown ? null : "is no priority; they go from P0 to P3",
        };
    }

    private static ItemMark? DayOf(string text, int at, DateOnly today)
    {
        var lead = DayLead().Match(text, at);
        var start = at + lead.Length;
        var says = lead.Value.ToLowerInvariant();
        if (TypedDay.ReadAt(text, start, today, Leaning.Ahead) is not { } day)
            return Unread(text, at, lead);
        if (lead.Length == 0 && day.IsExact && NoDayAfter.Contains(WordBefore(text, at)) && text[start..(start + day.Length)].Contains('.', StringComparison.Ordinal))
            return null;
        var problem = day.Problem ?? (day.Day < today ? "has passed" : day.Day > today.AddYears(5) ? "is more than five years away" : null);
        // A word such as "yesterday" tells a story unless "by" stands before it.
        if (day.Problem is null && problem is not null && !day.IsExact && lead.Length == 0)
            return null;
        return new ItemMark
        {
            Kind = ItemMarkKind.Day,
            Start = at,
            End = start + day.Length,
            Day = day.Day,
            Problem = problem,
            IsExact = day.IsExact,
            SaysDue = says.StartsWith("due", StringComparison.Ordinal) || says.StartsWith("by", StringComparison.Ordinal),
            IsNothingElse = says.StartsWith("due", StringComparison.Ordinal),
        };
    }

    /// <summary>"due 24/12": meant as a day, and not read as one.</summary>
    private static ItemMark? Unread(string text, int at, Match lead)
    {
        if (lead.Length == 0 || !lead.Value.StartsWith("due", StringComparison.OrdinalIgnoreCase) && !lead.Value.StartsWith("by", StringComparison.OrdinalIgnoreCase))
            return null;
        return NumberedWord().Match(text, at + lead.Length) is { Success: true } word
            ? new ItemMark { Kind = ItemMarkKind.Day, Start = at, End = at + lead.Length + word.Length, Problem = "is no day that I can read; write it as 2026-12-24" }
            : null;
    }

    private static ItemMark? TypeOf(string text, int at) =>
        Type().Match(text, at) is { Success: true } match && TypedDay.EndsThere(text, at + match.Length)
            ? new ItemMark { Kind = ItemMarkKind.Type, Start = at, End = at + match.Length, Value = match.Groups["type"].Value.ToLowerInvariant(), SaysType = match.Groups["lead"].Value.IndexOfAny([':', '=', '#']) >= 0 }
            : null;

    /// <summary>Nothing but what stands between marks: spaces, commas, "and".</summary>
    public static bool IsOnlyGlue(ReadOnlySpan<char> between) => Glue().IsMatch(between);

    public static bool EndsClause(string text, int end) => end < text.Length && text[end] is ',' or ':';

    /// <summary>Where the title begins after a mark at the beginning: "@devon to add …", "@devon: add …".</summary>
    public static int AfterOpening(string text, ItemMark mark) =>
        mark.End + Opening(mark).Match(text, mark.End).Length;

    /// <summary>Without what cutting leaves behind.</summary>
    public static string Tidy(string title) => Spaces().Replace(title, " ").Trim(' ', ',', ';', ':', '–', '—').TrimEnd('(', '[', ' ');

    private static Regex Opening(ItemMark mark) => mark.Kind == ItemMarkKind.Person ? OpeningOfPerson() : OpeningOfOther();

    private static string WordBefore(string text, int at)
    {
        var end = at;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
            end--;
        var start = end;
        while (start > 0 && char.IsLetterOrDigit(text[start - 1]))
            start--;
        return text[start..end];
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"\G(?<lead>(owner|owned\s+by|assign(ed)?\s+to|assignee|by|with|helpers?|helped\s+by|cc)\s*[:=]?\s*)?<@(?<user>[UW][A-Z0-9]{2,30})(\|[^<>\n]{0,300})?>", Options, MatchLimit.Milliseconds)]
    private static partial Regex Who();

    [GeneratedRegex(@"\G(owner\s*[:=]?\s*|by\s+|with\s+)?((?<group><!(subteam\^S[A-Z0-9]{2,30}|here|channel|everyone)(\|[^<>\n]{0,300})?>)|@[\p{L}\p{N}][\p{L}\p{N}._-]{0,79})", Options, MatchLimit.Milliseconds)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"\G((?<lead>prio(rity)?\s*[:=]?\s*)?P(?<level>[0-9])|(?<lead>prio(rity)?\s*[:=]?\s*)(?<level>[0-9]))", Options, MatchLimit.Milliseconds)]
    private static partial Regex Priority();

    [GeneratedRegex(@"\G((due(\s+(by|on|date))?|by|on|until|till|before)\s*:?\s+|due:\s*)?", Options, MatchLimit.Milliseconds)]
    private static partial Regex DayLead();

    [GeneratedRegex(@"\G[0-9]{1,2}/[0-9]{1,2}(?=[\s,;.)]|$)", Options, MatchLimit.Milliseconds)]
    private static partial Regex NumberedWord();

    [GeneratedRegex(@"\G(?<lead>type\s*[:=]?\s*|\#)?(?<type>investigate|mitigate|repair|detect|prevent|process)", Options, MatchLimit.Milliseconds)]
    private static partial Regex Type();

    [GeneratedRegex(@"^(\s|[,.;:!&+()\[\]–—-]|\band\b)*$", Options, MatchLimit.Milliseconds)]
    private static partial Regex Glue();

    [GeneratedRegex(@"\G([\s,:;–—-]+((to|should|please|will|must|can\s+you|could\s+you)\s+)?)?", Options, MatchLimit.Milliseconds)]
    private static partial Regex OpeningOfPerson();

    [GeneratedRegex(@"\G[\s,:;–—-]*", Options, MatchLimit.Milliseconds)]
    private static partial Regex OpeningOfOther();

    [GeneratedRegex(@"\s+", RegexOptions.None, MatchLimit.Milliseconds)]
    private static partial Regex Spaces();
}
