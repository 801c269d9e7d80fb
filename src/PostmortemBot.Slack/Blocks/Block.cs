using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Slack.Blocks;

/// <summary>
/// One block of a message (at most 50), a modal or a Home tab (at most 100).
/// <see href="https://docs.slack.dev/reference/block-kit/blocks"/>
/// </summary>
[JsonConverter(typeof(BlockConverter))]
public abstract record Block
{
    private protected Block(string type) => Type = type;

    /// <summary>Slack's name of the kind of block.</summary>
    public string Type { get; }

    /// <summary>At most 255 characters, unique in its message or view. Slack makes one up when it is missing.</summary>
    public string BlockId { get => field; init => field = value ?? ""; } = "";
}

/// <summary>A block of a type this library has no record for, kept as it came.</summary>
[JsonConverter(typeof(UnknownBlockConverter))]
public sealed record UnknownBlock : Block
{
    /// <summary>Keeps a block as JSON.</summary>
    /// <param name="json">The whole block.</param>
    public UnknownBlock(JsonElement json) : base(json.StringField("type"))
    {
        Json = json;
        BlockId = json.StringField("block_id");
    }

    /// <summary>The whole block.</summary>
    public JsonElement Json { get; }
}

/// <summary>
/// A block that passes through as JSON. <see href="https://docs.slack.dev/reference/block-kit/blocks/rich-text-block"/>
/// </summary>
public sealed record RichTextBlock() : Block("rich_text")
{
    /// <summary>Sections, lists, quotes and preformatted parts, as Slack wrote them.</summary>
    public IReadOnlyList<JsonElement> Elements { get; init; } = [];
}

/// <summary>
/// Standard Markdown, only in messages, at most 12,000 characters over all such blocks of one message.
/// <see href="https://docs.slack.dev/reference/block-kit/blocks/markdown-block"/>
/// </summary>
public sealed record MarkdownBlock() : Block("markdown")
{
    /// <summary>Standard Markdown, not mrkdwn.</summary>
    public required string Text { get; init; } = "";
}
