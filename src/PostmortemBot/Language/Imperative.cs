namespace PostmortemBot.Language;

/// <summary>Finds where an instruction begins: after a ticket, an owner or a heading that stands before a colon.</summary>
public static class Imperative
{
    private const int LongestHeading = 6;

    public static string Of(string text)
    {
        var rest = text.TrimStart(' ', '\t', '\r', '\n', '-', '*', '•', '[', ']', '(', ')');
        var colon = rest.IndexOf(": ", StringComparison.Ordinal);
        if (colon <= 0)
            return rest;
        var (heading, after) = (rest[..colon], rest[(colon + 2)..].TrimStart());
        if (heading.Count(letter => letter == ' ') >= LongestHeading || heading.Contains('.', StringComparison.Ordinal))
            return rest;
        var lexicon = Lexicon.English;
        var verbs = lexicon.Classes("changeverb|openverb|improveverb|vigilanceverb");
        return Tokenizer.Read(after.Length > 80 ? after[..80] : after, lexicon) is [var first, ..] && (first.Verb & VerbForms.Base) != 0 && (first.In(verbs) || heading.Contains(' ', StringComparison.Ordinal)) ? after : rest;
    }
}
