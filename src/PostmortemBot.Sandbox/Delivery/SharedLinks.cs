using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>Links to the app's own domains in what people write: the app hears of them, wherever they are written, and may show something under them.</summary>
public sealed partial class SharedLinks(SlackWorkspace workspace, Events events, InstalledApp app, Installs installs)
{
    public void Tell(Channel channel, Message message)
    {
        if (installs.For(workspace.Team) is not { } install || !install.Grants("links:read", app.Manifest)) return;
        JsonNode[] links = [.. In(message, app.UnfurlDomains).Select(link => new JsonObject { ["domain"] = link.Domain, ["url"] = link.Url })];
        if (links.Length == 0) return;
        var inner = new JsonObject
        {
            ["type"] = "link_shared",
            ["channel"] = channel.Id,
            ["is_bot_user_member"] = channel.HasMember(workspace.Bot.UserId),
            ["user"] = message.User,
            ["message_ts"] = message.Ts,
            ["unfurl_id"] = UnfurlId(channel, message),
            ["source"] = "conversations_history",
            ["links"] = links.ToJsonArray(),
        };
        if (message.ThreadTs is { } thread) inner["thread_ts"] = thread;
        events.Publish("link_shared", inner);
    }

    public static string UnfurlId(Channel channel, Message message) => $"{channel.Id}.{message.Ts}.unfurl";

    /// <summary>The links of a message that lead to these domains or below them.</summary>
    public static IReadOnlyList<(string Domain, string Url)> In(Message message, IReadOnlyList<string> domains)
    {
        var urls = Link().Matches(message.Text).Select(m => m.Groups["url"].Value.Replace("&amp;", "&", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        return [.. urls.Select(url => (Domain: domains.FirstOrDefault(d => IsIn(url, d)) ?? "", url)).Where(link => link.Domain.Length > 0)];
    }

    private static bool IsIn(string url, string domain) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (string.Equals(uri.Host, domain, StringComparison.OrdinalIgnoreCase) || uri.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"<(?<url>https?://[^|>]+)(\|[^>]*)?>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
