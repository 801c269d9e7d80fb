namespace PostmortemBot.Features.Causes;

/// <summary>Why an answer may stop too early, and a question that leads on. A nudge, never a block.</summary>
public sealed record ShallowAnswer(string Reason, string Question)
{
    private const int FewWords = 9;

    private sealed record Rule(string Reason, string Question, string[] Signs, bool OnlyWhenShort = false);

    private static readonly Rule[] Rules =
    [
        new("human_error", "What made the slip easy to make here, and what could have caught it before anybody noticed?",
            ["human error", "operator error", "user error", "fat finger", "fat-finger", "forgot", "careless", "mistake", "negligen", "should have", "failed to follow", "did not follow", "didn't follow", "not paying attention"]),
        new("a_person", "What would have let anybody in that role do the same? Roles and tools lead further than names.",
            ["<@", " @", "his fault", "her fault", "their fault", "to blame", "whose fault"]),
        new("misconfigured", "How could this configuration reach production, and what would have shown that it was wrong?",
            ["misconfig", "mis-config", "wrong config", "bad config", "config error", "configuration error", "wrong setting", "incorrect setting"], OnlyWhenShort: true),
        new("symptom", "That is what was seen. What changed, or was already so, that let it happen?",
            ["was down", "were down", "went down", "outage", "5xx", "500s", "502", "503", "errors went up", "error rate", "timed out", "timeouts", "was slow", "latency", "crashed", "unavailable"], OnlyWhenShort: true),
    ];

    /// <param name="text">What was answered.</param>
    /// <param name="effect">What the why was about.</param>
    public static ShallowAnswer? In(string text, string? effect)
    {
        var words = Words(text);
        if (effect is not null && Repeats(words, Words(effect)))
            return new ShallowAnswer("repeats", "This says much the same as the line before it. What had to be true for it to happen?");

        var padded = " " + text;
        return Rules
            .Where(rule => !rule.OnlyWhenShort || words.Count <= FewWords)
            .Where(rule => rule.Signs.Any(sign => padded.Contains(sign, StringComparison.OrdinalIgnoreCase)))
            .Select(rule => new ShallowAnswer(rule.Reason, rule.Question))
            .FirstOrDefault();
    }

    private static bool Repeats(HashSet<string> answer, HashSet<string> effect)
    {
        if (answer.Count == 0 || effect.Count == 0)
            return false;
        var shared = answer.Count(effect.Contains);
        return shared >= 0.8 * answer.Count && shared >= 0.6 * effect.Count;
    }

    private static HashSet<string> Words(string text) =>
        text.Split([' ', '\t', '\r', '\n', '.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
}
