using System.Text.RegularExpressions;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>What people typed, on its way into mrkdwn, measured as Slack measures it: escaping makes text up to five times as long.</summary>
public static partial class EscapedText
{
    /// <summary>Escaped, and no longer than that afterwards.</summary>
    public static string Cut(string? text, int max) => Fit(text ?? "", max, Mrkdwn.Escape);

    /// <summary>Escaped as a quote, and no longer than that with its quote marks.</summary>
    public static string Quote(string? text, int max)
    {
        // A text of nothing but line breaks would become nothing but quote marks.
        var calm = ManyBreaks().Replace((text ?? "").ReplaceLineEndings("\n").Trim(), "\n\n");
        return Fit(calm, max, cut => Mrkdwn.Quote(Mrkdwn.Escape(cut)));
    }

    private static string Fit(string text, int max, Func<string, string> dress)
    {
        var kept = max;
        var dressed = dress(Mrkdwn.Cut(text, kept));
        while (dressed.Length > max && kept > 1)
        {
            kept = Math.Max(1, (int)((long)kept * max / dressed.Length) - 1);
            dressed = dress(Mrkdwn.Cut(text, kept));
        }

        return dressed;
    }

    [GeneratedRegex(@"\n\s*\n", RegexOptions.None, MatchLimit.Milliseconds)]
    private static partial Regex ManyBreaks();
}
