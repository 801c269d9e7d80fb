using System.Reflection;
using PostmortemBot.Language;

namespace PostmortemBot.Features.Causes;

/// <summary>What the words of a text suggest, and why. A person confirms it; nothing is stored by itself.</summary>
public sealed record Suggestion(string Name, string Reason)
{
    private static readonly Lazy<IReadOnlyList<SuggestionRule>> Rules = new(() => SuggestionRule.Parse(Embedded.Lines(Assembly.GetExecutingAssembly(), "taxonomy-rules.txt")));

    /// <param name="text">What happened.</param>
    /// <param name="known">The words this workspace counts by; others are never suggested.</param>
    public static Suggestion? OfTrigger(string text, IReadOnlyList<string> known) => Of("trigger", text, known);

    /// <inheritdoc cref="OfTrigger"/>
    public static Suggestion? OfFactor(string text, IReadOnlyList<string> known) => Of("factor", text, known);

    private static Suggestion? Of(string field, string text, IReadOnlyList<string> known)
    {
        var words = SuggestionRule.Words(text);
        var best = Rules.Value
            .Where(rule => rule.Field == field && known.Contains(rule.Name, StringComparer.OrdinalIgnoreCase))
            .Select(rule => (Rule: rule, Signs: rule.SignsIn(words)))
            .Where(found => found.Signs > 0)
            .OrderByDescending(found => found.Signs)
            .FirstOrDefault();
        return best.Rule is null ? null : new Suggestion(known.First(name => name.Equals(best.Rule.Name, StringComparison.OrdinalIgnoreCase)), best.Rule.Reason);
    }
}

/// <summary>A rule: which word it suggests, the reason, and the signs, each a word, its beginning (with a star) or several words in a row.</summary>
public sealed record SuggestionRule(string Field, string Name, string Reason, IReadOnlyList<IReadOnlyList<string>> Signs)
{
    public static IReadOnlyList<SuggestionRule> Parse(IEnumerable<string> lines)
    {
        var rules = new List<SuggestionRule>();
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Split(' ', 2) is not [var word, var rest])
                throw new FormatException($"'{line}' is no line of a rule.");
            if (word is "trigger" or "factor")
                rules.Add(new SuggestionRule(word, rest, "", []));
            else if (word == "says" && rules.Count > 0)
                rules[^1] = rules[^1] with { Reason = rest };
            else if (word == "signs" && rules.Count > 0)
                rules[^1] = rules[^1] with { Signs = [.. rules[^1].Signs, .. rest.Split('|').Select(sign => sign.Split(' ', StringSplitOptions.RemoveEmptyEntries))] };
            else
                throw new FormatException($"'{line}' is no line of a rule.");
        }

        return rules.Find(rule => rule.Reason.Length == 0 || rule.Signs.Count == 0) is { } incomplete
            ? throw new FormatException($"The rule '{incomplete.Name}' needs a reason and signs.")
            : rules;
    }

    public static IReadOnlyList<string> Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(character => char.IsLetterOrDigit(character) ? character : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How many of its signs stand in the text.</summary>
    public int SignsIn(IReadOnlyList<string> words) =>
        Signs.Count(sign => Enumerable.Range(0, Math.Max(0, words.Count - sign.Count + 1)).Any(at => sign.Select((part, index) => Fits(words[at + index], part)).All(fits => fits)));

    private static bool Fits(string word, string sign) =>
        sign.EndsWith('*') ? word.StartsWith(sign[..^1], StringComparison.Ordinal) : word == sign;
}
