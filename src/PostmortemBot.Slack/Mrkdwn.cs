using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PostmortemBot.Slack;

/// <summary>
/// Writes Slack's mrkdwn. Text that a person typed goes through <see cref="Escape"/> first.
/// <see href="https://docs.slack.dev/messaging/formatting-message-text"/>
/// </summary>
public static partial class Mrkdwn
{
    private const string CodeFence = "```";

    /// <summary>Makes text that a person typed safe to put into mrkdwn: no mention, link or date can come out of it.</summary>
    /// <param name="text">Text as typed.</param>
    public static string Escape(string? text) =>
        (text ?? "")
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Gives text that Slack escaped (all fetched message text is) back as it was typed.</summary>
    /// <param name="text">Escaped text.</param>
    public static string Unescape(string? text) =>
        (text ?? "")
            .Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal);

    /// <summary>Names a person; in a message this also notifies them.</summary>
    /// <param name="id">The person's id, such as U012AB3CD.</param>
    public static string User(string id) => $"<@{Id(id)}>";

    /// <summary>Names a channel, as a link to it.</summary>
    /// <param name="id">The channel's id, such as C012AB3CD.</param>
    public static string Channel(string id) => $"<#{Id(id)}>";

    /// <summary>A link with a label.</summary>
    /// <param name="url">The address; what would end the link early is percent-encoded.</param>
    /// <param name="label">The label as typed; it is escaped here.</param>
    public static string Link(string url, string label)
    {
        var address = new StringBuilder(url)
            .Replace("<", "%3C").Replace(">", "%3E").Replace("|", "%7C").Replace(" ", "%20").Replace("\n", "%0A").Replace("\r", "%0D")
            .Replace("&", "&amp;");
        return string.IsNullOrWhiteSpace(label) ? $"<{address}>" : $"<{address}|{OneLine(label)}>";
    }

    /// <summary>A moment, shown in each reader's own time zone.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="format">Text with Slack's tokens, such as <c>{date_short_pretty} {time}</c>.</param>
    /// <param name="fallback">Shown where dates are not understood; should name its time zone.</param>
    public static string Date(DateTimeOffset at, string format, string fallback) =>
        $"<!date^{at.ToUnixTimeSeconds()}^{OneLine(format).Replace('^', ' ').Replace('|', ' ')}|{OneLine(fallback)}>";

    /// <summary>A quote, whose every line starts with the quote mark.</summary>
    /// <param name="escapedText">Mrkdwn: what a person typed is escaped before it comes here.</param>
    public static string Quote(string escapedText) =>
        string.Join('\n', Lines(escapedText).Select(static line => $">{line}"));

    /// <summary>Code: on one line between backticks, on several as a block. Backticks in it become apostrophes, for they cannot be escaped.</summary>
    /// <param name="text">Text as typed; it is escaped here.</param>
    public static string Code(string? text)
    {
        var code = Escape(text).Replace('`', '\'');
        var lines = Lines(code);
        if (lines.Length > 1) return $"{CodeFence}\n{string.Join('\n', lines)}\n{CodeFence}";
        return code.Trim().Length == 0 ? "" : $"`{code.Trim()}`";
    }

    /// <summary>
    /// Shortens text to at most <paramref name="max"/> UTF-16 units, the measure of Slack's limits here. Never cuts through a
    /// character as people see it, nor through an escaped character or a mention, link or date; ends with … when it was cut.
    /// </summary>
    /// <param name="text">Plain text or mrkdwn.</param>
    /// <param name="max">The most UTF-16 units to keep, at least 1.</param>
    public static string Cut(string? text, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        if (text is null) return "";
        if (text.Length <= max) return text;

        var end = 0;
        while (end < text.Length)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > max - 1) break;
            end = next;
        }

        foreach (var whole in Unbreakable().EnumerateMatches(text))
        {
            if (whole.Index >= end) break;
            if (whole.Index + whole.Length > end) end = whole.Index;
        }

        return $"{text.AsSpan(0, end).TrimEnd()}…";
    }

    // Ids come from Slack or the database, but a stray one must not open markup of its own.
    private static string Id(string id) => Escape(id).Replace("|", "", StringComparison.Ordinal);

    private static string OneLine(string text) => Escape(text).ReplaceLineEndings(" ");

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');

    // An escaped character, or a mention, link or date in angle brackets.
    [GeneratedRegex("&(?:amp|lt|gt);|<[@#!hm][^<>\n]{0,600}>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbreakable();
}
