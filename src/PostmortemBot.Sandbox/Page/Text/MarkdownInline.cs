namespace PostmortemBot.Sandbox.Page.Text;

internal static class MarkdownInline
{
    public static IReadOnlyList<Inline> Parse(string text)
    {
        var pieces = new InlineBuilder();
        for (var at = 0; at < text.Length;)
            at += Take(text, at, pieces);
        return pieces.Build();
    }

    private static int Take(string text, int at, InlineBuilder pieces)
    {
        var rest = text.AsSpan(at);
        switch (text[at])
        {
            case '\\' when at + 1 < text.Length && char.IsPunctuation(text[at + 1]):
                pieces.Add(text[at + 1]);
                return 2;
            case '\n':
                pieces.Add(new LineBreak());
                return 1;
            case '`' when text.IndexOf('`', at + 1) is var end and > 0 && end > at + 1:
                pieces.Add(new CodeSpan(text[(at + 1)..end]));
                return end - at + 1;
            case '*' or '_' when rest.StartsWith("**") || rest.StartsWith("__"):
                return Pair(text, at, text.Substring(at, 2), Mark.Bold, pieces);
            case '~' when rest.StartsWith("~~"):
                return Pair(text, at, "~~", Mark.Strike, pieces);
            case '*' or '_':
                return Pair(text, at, text[at].ToString(), Mark.Italic, pieces);
            case '[' when LinkAt(text, at) is { } link:
                pieces.Add(link.Piece);
                return link.Length;
            case '<' when text.IndexOf('>', at) is var close and > 0 && SafeUrl.IsLink(text[(at + 1)..close]):
                pieces.Add(new Link(text[(at + 1)..close], [new Plain(text[(at + 1)..close])]));
                return close - at + 1;
            case ':' when Emoji.At(text, at) is { } emoji:
                pieces.Add(emoji.Mark);
                return emoji.Length;
            case 'h' when BareUrl.LengthAt(text, at) is var length and > 0:
                pieces.Add(new Link(text.Substring(at, length), [new Plain(text.Substring(at, length))]));
                return length;
            default:
                pieces.Add(text[at]);
                return 1;
        }
    }

    private static int Pair(string text, int at, string sign, Mark mark, InlineBuilder pieces)
    {
        var inside = at + sign.Length;
        var midWord = sign[0] == '_' && pieces.Last is { } last && char.IsLetterOrDigit(last);
        var end = inside < text.Length && !char.IsWhiteSpace(text[inside]) && !midWord
            ? text.IndexOf(sign, inside + 1 <= text.Length ? inside + 1 : inside, StringComparison.Ordinal)
            : -1;
        if (end < 0 || char.IsWhiteSpace(text[end - 1]))
        {
            pieces.Add(sign);
            return sign.Length;
        }
        pieces.Add(new Marked(mark, Parse(text[inside..end])));
        return end + sign.Length - at;
    }

    private static (Inline Piece, int Length)? LinkAt(string text, int at)
    {
        var close = text.IndexOf("](", at, StringComparison.Ordinal);
        var end = close < 0 ? -1 : text.IndexOf(')', close);
        if (end < 0 || text.IndexOf('\n', at, end - at) >= 0)
            return null;
        var label = text[(at + 1)..close];
        var url = text[(close + 2)..end].Split(' ')[0];
        return (new Link(url, Parse(label)), end - at + 1);
    }
}
