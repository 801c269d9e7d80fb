using System.Text.Json;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>What leaves the app: checked against Slack's limits, then written as JSON.</summary>
internal static class SlackWire
{
    private const int LongestText = 40_000;
    private const int LongestUpdate = 4_000;
    private const int LongestMetadata = 8_000;

    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), SlackJson.Options);

    public static void Check(Message message)
    {
        CheckMetadata(message.Metadata);
        if (!IsMarkdown(message.MarkdownText, message.Text, message.Blocks)) Check(message.Text, message.Blocks, LongestText);
    }

    public static void Check(MessageUpdate update)
    {
        CheckMetadata(update.Metadata);
        if (!IsMarkdown(update.MarkdownText, update.Text, update.Blocks)) Check(update.Text, update.Blocks, LongestUpdate);
    }

    public static void Check(MessageResponse response)
    {
        if (response.DeleteOriginal && response.Text is null && response.Blocks is null) return;
        Check(response.Text, response.Blocks, LongestText);
    }

    private static bool IsMarkdown(string? markdown, string? text, IReadOnlyList<Block>? blocks)
    {
        if (string.IsNullOrEmpty(markdown)) return false;
        if (text is not null || blocks is not null)
            throw new SlackBlockException("message", type: null, "markdown_text", "cannot stand beside text or blocks");
        if (markdown.Length > BlockLimits.MarkdownBlocks)
            throw new SlackBlockException("message", type: null, "markdown_text", $"has {markdown.Length} characters, Slack takes {BlockLimits.MarkdownBlocks}", BlockLimits.MarkdownBlocks);
        return true;
    }

    private static void CheckMetadata(MessageMetadata? metadata)
    {
        if (metadata is null) return;
        if (string.IsNullOrEmpty(metadata.EventType)) throw new SlackBlockException("message.metadata", type: null, "event_type", "is empty");
        if (Write(metadata).Length is > LongestMetadata and var size)
            throw new SlackBlockException("message.metadata", type: null, "event_payload", $"makes {size} bytes, Slack takes {LongestMetadata}", LongestMetadata);
    }

    private static void Check(string? text, IReadOnlyList<Block>? blocks, int longest)
    {
        if (string.IsNullOrEmpty(text) && blocks is null or { Count: 0 })
            throw new SlackBlockException("message", type: null, "text", "is empty, and there are no blocks");
        if (text?.Length > longest)
            throw new SlackBlockException("message", type: null, "text", $"has {text.Length} characters, Slack takes {longest}", longest);
        if (blocks is not null) BlockLimits.Check(blocks);
    }
}
