using System.Text.RegularExpressions;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Text as Slack sends it, turned into text as people read it.</summary>
public static partial class ReadableText
{
    /// <summary>Mentions become names, links their label and address, and &amp;lt; becomes a less-than sign.</summary>
    public static async Task<string> ReadableAsync(this People people, string workspaceId, string text, CancellationToken cancellationToken)
    {
        var readable = new System.Text.StringBuilder(text.Length);
        var end = 0;
        foreach (Match match in Token().Matches(text))
        {
            readable.Append(Mrkdwn.Unescape(text[end..match.Index]));
            readable.Append(await WordsAsync(people, workspaceId, match.Groups["id"].Value, match.Groups["label"].Value, cancellationToken));
            end = match.Index + match.Length;
        }

        return readable.Append(Mrkdwn.Unescape(text[end..])).ToString().Trim();
    }

    private static async ValueTask<string> WordsAsync(People people, string workspaceId, string id, string label, CancellationToken cancellationToken)
    {
        label = Mrkdwn.Unescape(label);
        switch (id)
        {
            case ['@', 'U' or 'W', ..]:
                return "@" + (label.Length > 0 ? label : await people.NameAsync(workspaceId, id[1..], cancellationToken));
            case ['#', ..]:
                return "#" + (label.Length > 0 ? label : id[1..]);
            case ['!', ..]:
                return label.Length > 0 ? label : "@" + id[1..].Split('^')[0];
            default:
                var link = Mrkdwn.Unescape(id);
                return label.Length > 0 && label != link ? $"{label} ({link})" : link;
        }
    }

    [GeneratedRegex(@"<(?<id>[^<>|\n]{1,3000})(?:\|(?<label>[^<>\n]*))?>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex Token();
}
