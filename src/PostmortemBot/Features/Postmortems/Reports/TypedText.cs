using System.Text;
using System.Text.RegularExpressions;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems.Reports;

/// <summary>
/// Text that somebody typed into a box of several lines, as Markdown: paragraphs stay paragraphs, lines that begin
/// with a dash or a number become a list, web addresses become links. Everything else stays the letters it is.
/// </summary>
public static partial class TypedText
{
    public static string Markdown(string text)
    {
        var markdown = new StringBuilder(text.Length + 32);
        var before = Kind.Blank;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = raw.Trim();
            var (kind, marker, words) = Read(line);
            // A list and a paragraph that touch would run into each other.
            if (before != Kind.Blank && kind != before && kind != Kind.Blank)
                markdown.Append('\n');
            else if (kind == Kind.Words && before == Kind.Words)
                markdown.Insert(markdown.Length - 1, "  ");
            markdown.Append(marker).Append(Line(words)).Append('\n');
            before = kind;
        }

        return markdown.ToString().Trim('\n');
    }

    private static (Kind Kind, string Marker, string Words) Read(string line)
    {
        if (line.Length == 0)
            return (Kind.Blank, "", "");
        if (Bullet().Match(line) is { Success: true } bullet)
            return (Kind.Bullets, "- ", line[bullet.Length..]);
        if (Numbered().Match(line) is { Success: true } numbered)
            return (Kind.Numbers, numbered.Groups["number"].Value + ". ", line[numbered.Length..]);
        return (Kind.Words, "", line);
    }

    private static string Line(string words)
    {
        var markdown = new StringBuilder(words.Length + 16);
        var end = 0;
        foreach (Match address in Address().Matches(words))
        {
            markdown.Append(MarkdownText.EscapeLine(words[end..address.Index])).Append('<').Append(address.Value).Append('>');
            end = address.Index + address.Length;
        }

        return markdown.Append(MarkdownText.EscapeLine(words[end..])).ToString();
    }

    private enum Kind
    {
        Blank,
        Words,
        Bullets,
        Numbers,
    }

    [GeneratedRegex(@"^[-*•–]\s+(?=\S)", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?<number>[0-9]{1,3})[.)]\s+(?=\S)", RegexOptions.ExplicitCapture, MatchLimit.Milliseconds)]
    private static partial Regex Numbered();

    // Ends at the last character that is not punctuation, so that a full stop stays with its sentence.
    [GeneratedRegex(@"https?://[^\s<>\p{C}]*[^\s<>\p{C}.,;:!?'""()\[\]{}*_|\\`]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, MatchLimit.Milliseconds)]
    private static partial Regex Address();
}
