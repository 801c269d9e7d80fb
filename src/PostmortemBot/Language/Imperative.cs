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
        // "Judge sessions by last use: clean-up deletes the idle ones" has said what changes before the colon.
        if (heading.Count(letter => letter == ' ') >= 3 && Tokenizer.Read(heading, lexicon) is [var told, ..] && told.In(lexicon.Classes("changeverb")))
            return rest;
        return Tokenizer.Read(after.Length > 80 ? after[..80] : after, lexicon) is [var first, ..] && first.Can(VerbForms.Base) && (first.In(verbs) || heading.Contains(' ', StringComparison.Ordinal)) ? after : rest;
    }
}
