namespace PostmortemBot.Sandbox.Page.Text;

/// <summary>A piece of running text. Three dialects (mrkdwn, Markdown, rich_text) end in these, and only these are drawn.</summary>
public abstract record Inline;

public sealed record Plain(string Text) : Inline;
public sealed record Marked(Mark Mark, IReadOnlyList<Inline> Children) : Inline;
public sealed record CodeSpan(string Text) : Inline;
public sealed record Link(string Url, IReadOnlyList<Inline> Label) : Inline;
public sealed record PersonMention(string Id) : Inline;
public sealed record ChannelMention(string Id, string? Label) : Inline;
public sealed record GroupMention(string Label, string? Id = null) : Inline;
public sealed record EmojiMark(string Name, string Character) : Inline;
public sealed record Moment(long Unix, string Format, string? Url, string Fallback) : Inline;
public sealed record LineBreak : Inline;

public enum Mark { Bold, Italic, Strike, Underline }

/// <summary>A paragraph-sized piece of text.</summary>
public abstract record Passage;

public sealed record Paragraph(IReadOnlyList<Inline> Content) : Passage;
public sealed record Quote(IReadOnlyList<Passage> Content) : Passage;
public sealed record Preformatted(string Text) : Passage;
public sealed record Heading(int Level, IReadOnlyList<Inline> Content) : Passage;
public sealed record Listing(bool Ordered, int Indent, int Start, IReadOnlyList<IReadOnlyList<Inline>> Items) : Passage;
public sealed record Grid(IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> Rows, IReadOnlyList<string> Align) : Passage;
public sealed record Divider : Passage;
