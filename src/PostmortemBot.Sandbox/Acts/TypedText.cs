using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>What Slack makes of typed text: mentions, channels and links become tokens, the rest is escaped.</summary>
internal sealed partial class TypedText
{
    private readonly StringBuilder _text = new();
    private readonly JsonArray _elements = [];

    private TypedText(SlackWorkspace workspace, string typed)
    {
        var from = 0;
        foreach (Match match in Special().Matches(typed))
        {
            if (Token(workspace, match.Value) is not { } token) continue;
            Plain(typed[from..match.Index]);
            _text.Append(token.Text);
            _elements.Add(token.Element);
            from = match.Index + match.Length;
        }
        Plain(typed[from..]);
    }

    public string Text => _text.ToString();

    /// <summary>The rich_text block Slack stores for a person's message.</summary>
    public JsonArray Blocks => new(new JsonObject
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "rich_text_section", ["elements"] = _elements.DeepClone() }),
    });

    public static TypedText Of(SlackWorkspace workspace, string typed) => new(workspace, typed);

    /// <summary>For commands that do not ask for escaping: names instead of ids.</summary>
    public static string Unescaped(SlackWorkspace workspace, string typed) => Special().Replace(typed, match =>
    {
        if (!match.Value.StartsWith('<')) return match.Value;
        var inner = match.Value.Trim('<', '>').Split('|')[0];
        return inner[0] switch
        {
            '@' => $"@{workspace.FindUser(inner[1..])?.Name ?? inner[1..]}",
            '#' => $"#{workspace.FindChannel(inner[1..])?.Name ?? inner[1..]}",
            '!' when inner.StartsWith("!subteam^", StringComparison.Ordinal) => $"@{workspace.FindUserGroup(inner[9..])?.Handle ?? inner[9..]}",
            '!' => $"@{inner[1..]}",
            _ => inner,
        };
    });

    private static (string Text, JsonObject Element)? Token(SlackWorkspace workspace, string match)
    {
        var inner = match.Trim('<', '>').Split('|')[0];
        if (inner.StartsWith("http", StringComparison.Ordinal))
            return (match[0] == '<' ? match : $"<{inner}>", new JsonObject { ["type"] = "link", ["url"] = inner });
        var name = inner[1..];
        if (inner[0] is '@' or '!' && workspace.FindUserGroup(name.Replace("subteam^", "", StringComparison.Ordinal)) is { } group)
            return ($"<!subteam^{group.Id}|@{group.Handle}>", new JsonObject { ["type"] = "usergroup", ["usergroup_id"] = group.Id });
        if (inner[0] is '!' || (inner[0] is '@' && name is "here" or "channel" or "everyone"))
            return ($"<!{name}>", new JsonObject { ["type"] = "broadcast", ["range"] = name });
        if (inner[0] is '@' && workspace.FindUser(name) is { } person)
            return ($"<@{person.Id}>", new JsonObject { ["type"] = "user", ["user_id"] = person.Id });
        if (inner[0] is '#' && workspace.FindChannel(name) is { IsNamed: true } channel)
            return ($"<#{channel.Id}|{(channel.IsPrivate ? "" : channel.Name)}>", new JsonObject { ["type"] = "channel", ["channel_id"] = channel.Id });
        return null;
    }

    private void Plain(string text)
    {
        if (text.Length == 0) return;
        _text.Append(Escape(text));
        _elements.Add(new JsonObject { ["type"] = "text", ["text"] = text });
    }

    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"<[@#!][^<>\s]+>|<https?://[^<>]+>|https?://[^\s<>]+|(?<![\w.])[@#][\w][\w.-]*\w", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Special();
}
