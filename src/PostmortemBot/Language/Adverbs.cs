namespace PostmortemBot.Language;

/// <summary>Words that may stand between a verb and its helper, or before it: "was not simply restarted".</summary>
internal static class Adverbs
{
    public static bool Has(Token token) =>
        token.IsWord && (token.Lower is "not" or "never" or "also" or "only" or "still" or "just" or "always" or "often" or "ever" or "even" or "already" or "then" or "now" or "simply" or "once" or "rarely" or "seldom" or "hardly" or "no longer" or "silently" or "both" or "all" or "yet"
            || (token.Lower.Length > 4 && token.Lower.EndsWith("ly", StringComparison.Ordinal) && token.Verb == VerbForms.None));
}
