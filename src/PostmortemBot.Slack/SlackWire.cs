using System.Text.Json;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Slack;

/// <summary>What leaves the app: checked against Slack's limits, then written as JSON.</summary>
internal static class SlackWire
{
    private const int LongestText = 40_000;
    private const int LongestUpdate = 4_000;

    public static byte[] Write(object value) => JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), SlackJson.Options);

    public static void Check(Message message) => Check(message.Text, message.Blocks, LongestText);

    public static void Check(MessageUpdate update) => Check(update.Text, update.Blocks, LongestUpdate);

    public static void Check(MessageResponse response)
    {
        if (response.DeleteOriginal && response.Text is null && response.Blocks is null) return;
        Check(response.Text, response.Blocks, LongestText);
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
