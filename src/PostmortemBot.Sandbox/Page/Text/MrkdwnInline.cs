namespace PostmortemBot.Sandbox.Page.Text;

internal static class MrkdwnInline
{
    public static IReadOnlyList<Inline> Parse(string text, bool verbatim)
    {
        var pieces = new InlineBuilder();
        var at = 0;
        while (at < text.Length)
            at += Take(text, at, verbatim, pieces);
        return pieces.Build();
    }

    public static string PlainTextOf(string text) => Escaping.Unescape(text);

    private static int Take(string text, int at, bool verbatim, InlineBuilder pieces)
    {
        switch (text[at])
        {
            case '\n':
                pieces.Add(new LineBreak());
                return 1;
            case '<' when text.IndexOf('>', at) is var close and > 0 && text.IndexOf('\n', at, close - at) < 0:
                ControlSequence.Read(text[(at + 1)..close], verbatim, pieces);
                return close - at + 1;
            case '`' when CodeEnd(text, at) is var end and > 0:
                pieces.Add(new CodeSpan(Escaping.Unescape(text[(at + 1)..end])));
                return end - at + 1;
            case '*' or '_' or '~' when MarkEnd(text, at, pieces.Last) is var end and > 0:
                pieces.Add(new Marked(MarkOf(text[at]), Parse(text[(at + 1)..end], verbatim)));
                return end - at + 1;
            case ':' when Emoji.At(text, at) is { } emoji:
                pieces.Add(emoji.Mark);
                return emoji.Length;
            case '&' when Entity(text, at) is { } entity:
                pieces.Add(entity.Character);
                return entity.Length;
            case 'h' when !verbatim && !IsWord(pieces.Last) && BareUrl.LengthAt(text, at) is var length and > 0:
                var url = Escaping.Unescape(text.Substring(at, length));
                pieces.Add(new Link(url, [new Plain(url)]));
                return length;
            default:
                pieces.Add(text[at]);
                return 1;
        }
    }

    private static Mark MarkOf(char sign) => sign switch { '*' => Mark.Bold, '_' => Mark.Italic, _ => Mark.Strike };

    private static int CodeEnd(string text, int at)
    {
        var end = text.IndexOf('`', at + 1);
        return end > at + 1 && text.IndexOf('\n', at, end - at) < 0 ? end : -1;
    }

    private static int MarkEnd(string text, int at, char? before)
    {
        var sign = text[at];
        if (IsWord(before) || at + 1 >= text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] == sign)
            return -1;
        for (var i = at + 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '<' && text.IndexOf('>', i) is var close and > 0)
                i = close;
            else if (text[i] == '`' && CodeEnd(text, i) is var code and > 0)
                i = code;
            else if (text[i] == sign && !char.IsWhiteSpace(text[i - 1]) && (i + 1 == text.Length || !IsWord(text[i + 1])))
                return i;
        }
        return -1;
    }

    private static (char Character, int Length)? Entity(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("&lt;"))
            return ('<', 4);
        if (rest.StartsWith("&gt;"))
            return ('>', 4);
        return rest.StartsWith("&amp;") ? ('&', 5) : null;
    }

    private static bool IsWord(char? character) => character is { } c && char.IsLetterOrDigit(c);
}
