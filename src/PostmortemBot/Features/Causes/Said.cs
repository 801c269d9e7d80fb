using System.Text.RegularExpressions;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>What people typed, on its way into mrkdwn.</summary>
public static partial class Said
{
    /// <summary>Escaped, and no longer than that after escaping, which can make text five times as long.</summary>
    public static string Escaped(string text, int max)
    {
        var kept = max;
        var escaped = Mrkdwn.Escape(Mrkdwn.Cut(text, kept));
        while (escaped.Length > max && kept > 1)
        {
            kept = Math.Max(1, (int)((long)kept * max / escaped.Length) - 1);
            escaped = Mrkdwn.Escape(Mrkdwn.Cut(text, kept));
        }

        return escaped;
    }

    public static string Quoted(string text, int max)
    {
        // Every line costs a quote mark; a text of nothing but line breaks must not grow past the limit.
        var calm = ManyBreaks().Replace(text.ReplaceLineEndings("\n").Trim(), "\n\n");
        return Mrkdwn.Quote(Escaped(calm, max));
    }

    /// <summary>On one line, for lists.</summary>
    public static string Line(string text, int max) => Escaped(Breaks().Replace(text, " ").Trim(), max);

    [GeneratedRegex(@"\n[\s]*\n+", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    private static partial Regex ManyBreaks();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 500)]
    internal static partial Regex Breaks();
}
