using System.Text.RegularExpressions;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>What people typed, on its way into mrkdwn.</summary>
public static partial class Said
{
    /// <summary>Escaped, and no longer than that after escaping, which can make text five times as long.</summary>
    public static string Escaped(string text, int max) => Mrkdwn.Cut(Mrkdwn.Escape(text), max);

    public static string Quoted(string text, int max)
    {
        var calm = ManyBreaks().Replace(text.ReplaceLineEndings("\n").Trim(), "\n\n");
        // Every line costs a quote mark, so what is measured is the quote.
        return Mrkdwn.Cut(Mrkdwn.Quote(Mrkdwn.Escape(calm)), max);
    }

    /// <summary>On one line, for lists.</summary>
    public static string Line(string text, int max) => Escaped(Breaks().Replace(text, " ").Trim(), max);

    [GeneratedRegex(@"\n[\s]*\n+", RegexOptions.None, MatchLimit.Milliseconds)]
    private static partial Regex ManyBreaks();

    [GeneratedRegex(@"\s+", RegexOptions.None, MatchLimit.Milliseconds)]
    internal static partial Regex Breaks();
}
