namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>Reads Slack's own markup from text as Slack stores it: escaped, with control sequences in angle brackets.</summary>
public static class Mrkdwn
{
    private const string Fence = "```";

    public static IReadOnlyList<Passage> Parse(string text, bool verbatim = false)
    {
        var passages = new List<Passage>();
        var rest = text.ReplaceLineEndings("\n");
        while (rest.Length > 0)
        {
            var open = rest.IndexOf(Fence, StringComparison.Ordinal);
            var close = open < 0 ? -1 : rest.IndexOf(Fence, open + Fence.Length, StringComparison.Ordinal);
            if (close < 0)
            {
                AddLines(passages, rest, verbatim);
                break;
            }
            AddLines(passages, rest[..open].TrimEnd('\n'), verbatim);
            passages.Add(new Preformatted(MrkdwnInline.PlainTextOf(rest[(open + Fence.Length)..close].Trim('\n'))));
            rest = rest[(close + Fence.Length)..].TrimStart('\n');
        }
        return passages;
    }

    private static void AddLines(List<Passage> passages, string text, bool verbatim)
    {
        if (text.Length == 0)
            return;
        var lines = text.Split('\n');
        var start = 0;
        while (start < lines.Length)
        {
            var quoted = QuoteMark(lines[start]) is not null;
            var end = start + 1;
            while (end < lines.Length && QuoteMark(lines[end]) is not null == quoted)
                end++;
            var group = lines[start..end].Select(line => line[(QuoteMark(line) ?? 0)..]);
            var content = MrkdwnInline.Parse(string.Join('\n', group), verbatim);
            passages.Add(quoted ? new Quote([new Paragraph(content)]) : new Paragraph(content));
            start = end;
        }
    }

    private static int? QuoteMark(string line)
    {
        var length = line.StartsWith("&gt;", StringComparison.Ordinal) ? 4 : line.StartsWith('>') ? 1 : 0;
        if (length == 0)
            return null;
        return length < line.Length && line[length] == ' ' ? length + 1 : length;
    }
}
