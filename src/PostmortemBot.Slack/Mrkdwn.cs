namespace PostmortemBot.Slack;

/// <summary>Slack's mrkdwn. <see href="https://docs.slack.dev/messaging/formatting-message-text"/></summary>
public static class Mrkdwn
{
    /// <summary>Makes text that a person typed safe to put into mrkdwn.</summary>
    /// <param name="text">Text as typed.</param>
    public static string Escape(string? text) =>
        (text ?? "").Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
