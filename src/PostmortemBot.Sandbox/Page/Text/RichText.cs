using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>Reads a rich_text block.</summary>
public static class RichText
{
    public static IReadOnlyList<Passage> Parse(JsonObject block) =>
        [.. block.List("elements").SelectMany(PassagesOf)];

    private static IEnumerable<Passage> PassagesOf(JsonObject element)
    {
        var content = element.List("elements").ToList();
        switch (element.Text("type"))
        {
            case "rich_text_list":
                yield return new Listing(
                    element.Text("style") == "ordered",
                    element.Number("indent") ?? 0,
                    (element.Number("offset") ?? 0) + 1,
                    [.. content.Select(item => Inlines(item.List("elements")))]);
                break;
            case "rich_text_quote":
                yield return new Quote([new Paragraph(Inlines(content))]);
                break;
            case "rich_text_preformatted":
                yield return new Preformatted(string.Concat(content.Select(c => c.Text("text") ?? c.Text("url"))));
                break;
            default:
                yield return new Paragraph(Inlines(content));
                break;
        }
    }

    private static IReadOnlyList<Inline> Inlines(IEnumerable<JsonObject> elements)
    {
        var pieces = new InlineBuilder();
        foreach (var element in elements)
        {
            foreach (var piece in Pieces(element))
                pieces.Add(Styled(piece, element.Child("style")));
        }
        return pieces.Build();
    }

    private static IEnumerable<Inline> Pieces(JsonObject element) => element.Text("type") switch
    {
        "text" => TextPieces(element),
        "link" => LinkPieces(element),
        "user" => [new PersonMention(element.Text("user_id") ?? "")],
        "channel" => [new ChannelMention(element.Text("channel_id") ?? "", null)],
        "usergroup" => [new GroupMention("@group", element.Text("usergroup_id"))],
        "broadcast" => [new GroupMention("@" + element.Text("range"))],
        "emoji" => [EmojiOf(element.Text("name") ?? "")],
        "date" => [new Moment(element.Long("timestamp") ?? 0, element.Text("format") ?? "{date} {time}", element.Text("url"), element.Text("fallback") ?? "")],
        "color" => [new CodeSpan(element.Text("value") ?? "")],
        var other => [new Plain($"[{other}]")],
    };

    private static IEnumerable<Inline> TextPieces(JsonObject element)
    {
        var text = element.Text("text") ?? "";
        return element.Child("style")?.Flag("code") == true ? [new CodeSpan(text)] : PlainText.Parse(text, emoji: false);
    }

    private static IEnumerable<Inline> LinkPieces(JsonObject element)
    {
        var url = element.Text("url") ?? "";
        var label = element.Text("text") is { Length: > 0 } text ? text : url;
        return [new Link(url, [new Plain(label)])];
    }

    private static Inline EmojiOf(string name) =>
        Emoji.Find(name) is { } character ? new EmojiMark(name, character) : new Plain($":{name}:");

    private static Inline Styled(Inline piece, JsonObject? style)
    {
        if (style is null || piece is LineBreak)
            return piece;
        if (style.Flag("bold") == true)
            piece = new Marked(Mark.Bold, [piece]);
        if (style.Flag("italic") == true)
            piece = new Marked(Mark.Italic, [piece]);
        if (style.Flag("strike") == true)
            piece = new Marked(Mark.Strike, [piece]);
        return style.Flag("underline") == true ? new Marked(Mark.Underline, [piece]) : piece;
    }
}
