namespace PostmortemBot.Features.Postmortems;

/// <summary>Where people look when they name a day without its year: a due date lies ahead, what happened lies behind.</summary>
public enum Leaning
{
    Ahead,
    Back,
}

/// <summary>A day as somebody wrote it: how many characters it takes, and which day it is, or why it is none.</summary>
public sealed record TypedDay
{
    public required int Length { get; init; }
    public DateOnly? Day { get; init; }

    /// <summary>What is wrong with it, beginning in the middle of a sentence: "does not exist".</summary>
    public string? Problem { get; init; }

    /// <summary>It names a day of the calendar, and is no word such as "Friday" that sentences use for other things too.</summary>
    public bool IsExact { get; init; }

    /// <summary>The day that is written there, at that place of the text; null when none is.</summary>
    public static TypedDay? ReadAt(string text, int at, DateOnly today, Leaning leaning)
    {
        foreach (var (pattern, isExact, read) in DayRules.All)
        {
            var match = pattern.Match(text, at);
            if (!match.Success || match.Index != at || !EndsThere(text, at + match.Length))
                continue;
            var (day, problem) = read(match, today, leaning);
            return new TypedDay { Length = match.Length, Day = problem is null ? day : null, Problem = problem, IsExact = isExact };
        }

        return null;
    }

    /// <summary>A word ends where no further letter or number is glued to it.</summary>
    internal static bool EndsThere(string text, int end)
    {
        if (end >= text.Length || char.IsWhiteSpace(text[end]))
            return true;
        if (!",.;:!?)]–—".Contains(text[end], StringComparison.Ordinal))
            return false;
        return end + 1 >= text.Length || !char.IsLetterOrDigit(text[end + 1]);
    }
}
