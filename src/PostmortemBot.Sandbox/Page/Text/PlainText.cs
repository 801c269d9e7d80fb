namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>plain_text objects: no markup, but line breaks and, when wanted, emoji names.</summary>
public static class PlainText
{
    public static IReadOnlyList<Inline> Parse(string text, bool emoji = true)
    {
        var pieces = new InlineBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n')
                pieces.Add(new LineBreak());
            else if (emoji && text[at] == ':' && Emoji.At(text, at) is { } found)
            {
                pieces.Add(found.Mark);
                at += found.Length - 1;
            }
            else
                pieces.Add(text[at]);
        }
        return pieces.Build();
    }
}
