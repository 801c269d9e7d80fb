using System.Text.RegularExpressions;

namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>Reads the standard Markdown of a markdown block, as much of it as Slack shows. HTML in it stays text.</summary>
public static partial class Markdown
{
    public static IReadOnlyList<Passage> Parse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var passages = new List<Passage>();
        for (var at = 0; at < lines.Length;)
            at = Take(lines, at, passages);
        return passages;
    }

    private static int Take(string[] lines, int at, List<Passage> passages)
    {
        var line = lines[at];
        var trimmed = line.TrimStart();
        if (trimmed.Length == 0)
            return at + 1;
        if (trimmed.StartsWith("```", StringComparison.Ordinal))
            return TakeFence(lines, at, passages);
        if (HeadingLine().Match(trimmed) is { Success: true } heading)
        {
            passages.Add(new Heading(heading.Groups["marks"].Length, MarkdownInline.Parse(heading.Groups["text"].Value)));
            return at + 1;
        }
        if (RuleLine().IsMatch(trimmed))
        {
            passages.Add(new Divider());
            return at + 1;
        }
        if (trimmed.StartsWith('>'))
            return TakeWhile(lines, at, l => l.TrimStart().StartsWith('>'), run =>
                passages.Add(new Quote(Parse(string.Join('\n', run.Select(l => l.TrimStart()[1..].TrimStart()))))));
        if (at + 1 < lines.Length && trimmed.Contains('|') && TableRule().IsMatch(lines[at + 1]))
            return TakeWhile(lines, at, l => l.Contains('|'), run => passages.Add(TableOf(run)));
        if (ItemLine().IsMatch(line))
            return TakeItem(lines, at, passages);
        return TakeWhile(lines, at, IsParagraph, run =>
            passages.Add(new Paragraph(MarkdownInline.Parse(string.Join('\n', run)))));
    }

    private static int TakeFence(string[] lines, int at, List<Passage> passages)
    {
        var end = at + 1;
        while (end < lines.Length && !lines[end].TrimStart().StartsWith("```", StringComparison.Ordinal))
            end++;
        passages.Add(new Preformatted(string.Join('\n', lines[(at + 1)..end])));
        return end + 1;
    }

    private static int TakeItem(string[] lines, int at, List<Passage> passages)
    {
        var first = ItemLine().Match(lines[at]);
        var ordered = char.IsAsciiDigit(first.Groups["mark"].Value[0]);
        var indent = first.Groups["space"].Length;
        var items = new List<IReadOnlyList<Inline>>();
        while (at < lines.Length && ItemLine().Match(lines[at]) is { Success: true } item
            && item.Groups["space"].Length == indent && char.IsAsciiDigit(item.Groups["mark"].Value[0]) == ordered)
        {
            var words = item.Groups["text"].Value;
            words = words.StartsWith("[ ] ", StringComparison.Ordinal) ? "☐ " + words[4..]
                : words.StartsWith("[x] ", StringComparison.OrdinalIgnoreCase) ? "☑ " + words[4..] : words;
            items.Add(MarkdownInline.Parse(words));
            at++;
        }
        var start = ordered && int.TryParse(first.Groups["mark"].Value.TrimEnd('.', ')'), out var number) ? number : 1;
        passages.Add(new Listing(ordered, indent / 2, start, items));
        return at;
    }

    private static Grid TableOf(IReadOnlyList<string> lines)
    {
        var align = Cells(lines[1]).Select(c => c.StartsWith(':') && c.EndsWith(':') ? "center" : c.EndsWith(':') ? "right" : "left");
        var rows = lines.Where((_, i) => i != 1).Select(l => (IReadOnlyList<IReadOnlyList<Inline>>)[.. Cells(l).Select(MarkdownInline.Parse)]);
        return new Grid([.. rows], [.. align]);
    }

    private static IEnumerable<string> Cells(string line) =>
        line.Trim().Trim('|').Replace("\\|", "\u0001", StringComparison.Ordinal).Split('|').Select(c => c.Trim().Replace('\u0001', '|'));

    private static int TakeWhile(string[] lines, int at, Func<string, bool> belongs, Action<IReadOnlyList<string>> add)
    {
        var end = at + 1;
        while (end < lines.Length && belongs(lines[end]))
            end++;
        add(lines[at..end]);
        return end;
    }

    private static bool IsParagraph(string line)
    {
        var trimmed = line.TrimStart();
        return trimmed.Length > 0 && !trimmed.StartsWith("```", StringComparison.Ordinal) && !trimmed.StartsWith('>')
            && !HeadingLine().IsMatch(trimmed) && !ItemLine().IsMatch(line) && !RuleLine().IsMatch(trimmed);
    }

    [GeneratedRegex(@"^(?<marks>#{1,6})\s+(?<text>.*?)\s*#*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^(-\s*){3,}$|^(\*\s*){3,}$|^(_\s*){3,}$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex RuleLine();

    [GeneratedRegex(@"^(?<space>\s*)(?<mark>[-*+]|\d{1,9}[.)])\s+(?<text>.*)$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ItemLine();

    [GeneratedRegex(@"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex TableRule();
}
