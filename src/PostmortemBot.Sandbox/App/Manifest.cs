using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PostmortemBot.Sandbox.App;

public sealed record Command(string Name, string Description, string UsageHint, bool ShouldEscape);

public sealed record Shortcut(string Name, string Type, string CallbackId, string Description);

/// <summary>What the app was installed with. Null lists stand for "everything": no manifest was given.</summary>
public sealed class Manifest
{
    /// <summary>What the permissive default grants; chat:write.public only a manifest can give, so that not_in_channel is met early.</summary>
    private static readonly string[] AllScopes =
    [
        "app_mentions:read", "bookmarks:read", "bookmarks:write", "canvases:read", "canvases:write", "channels:history", "channels:join", "channels:manage", "channels:read",
        "chat:write", "commands", "files:read", "files:write", "groups:history", "groups:read",
        "groups:write", "im:history", "im:read", "im:write", "links:read", "links:write", "mpim:history", "mpim:read", "mpim:write", "pins:read", "pins:write",
        "reactions:read", "reactions:write", "team:read", "usergroups:read", "users:read", "users:read.email",
    ];

    /// <summary>Scopes that exist and are not granted without a manifest.</summary>
    private static readonly string[] OtherScopes =
    [
        "assistant:write", "calls:read", "calls:write", "channels:write.invites", "channels:write.topic", "chat:write.customize", "chat:write.public", "dnd:read",
        "emoji:read", "groups:write.invites", "groups:write.topic", "incoming-webhook", "links.embed:write", "lists:read", "lists:write", "metadata.message:read",
        "reminders:read", "reminders:write", "remote_files:read", "remote_files:share", "remote_files:write", "team.billing:read", "team.preferences:read", "tokens.basic",
        "usergroups:write", "users.profile:read", "users:write", "workflow.steps:execute",
    ];

    public IReadOnlyList<Command>? Commands { get; private init; }
    public IReadOnlyList<Shortcut>? Shortcuts { get; private init; }
    public IReadOnlyList<string> Scopes { get; private init; } = AllScopes;
    public IReadOnlyList<string>? BotEvents { get; private init; }
    public IReadOnlyList<string> UnfurlDomains { get; private init; } = [];
    /// <summary>The host of the address the manifest was written with.</summary>
    public string RequestHost { get; private init; } = "";
    public bool HomeTab { get; private init; } = true;
    public bool MessagesTab { get; private init; } = true;
    public bool SocketMode { get; private init; }

    public string Name { get; private init; } = "Postmortem";
    public bool TokenRotation { get; private init; }
    /// <summary>The paths of the redirect URLs; none stands for any.</summary>
    public IReadOnlyList<string> RedirectPaths { get; private init; } = [];

    public static Manifest Permissive { get; } = new();

    /// <summary>Whether Slack knows a scope of this name.</summary>
    public static bool Exists(string scope) => AllScopes.Contains(scope, StringComparer.Ordinal) || OtherScopes.Contains(scope, StringComparer.Ordinal);

    public bool Grants(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);

    public bool Subscribes(string eventName) => BotEvents is null || BotEvents.Contains(eventName, StringComparer.Ordinal);

    public Command? FindCommand(string name) => Commands is null
        ? new Command(name, "", "", ShouldEscape: true)
        : Commands.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    public static Manifest Read(string path) => Parse(File.ReadAllText(path));

    public static Manifest Parse(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var root = yaml.Documents.Count == 0 ? [] : ToJson(yaml.Documents[0].RootNode) as JsonObject ?? [];
        var features = root["features"] as JsonObject ?? [];
        var home = features["app_home"] as JsonObject ?? [];
        return new Manifest
        {
            Commands = [.. List(features["slash_commands"]).Select(c => new Command(c.Text("command") ?? "", c.Text("description") ?? "", c.Text("usage_hint") ?? "", c.Flag("should_escape")))],
            Shortcuts = [.. List(features["shortcuts"]).Select(s => new Shortcut(s.Text("name") ?? "", s.Text("type") ?? "", s.Text("callback_id") ?? "", s.Text("description") ?? ""))],
            Scopes = [.. Texts(root["oauth_config"]?["scopes"]?["bot"])],
            BotEvents = [.. Texts(root["settings"]?["event_subscriptions"]?["bot_events"])],
            SocketMode = root["settings"] is JsonObject settings && settings.Flag("socket_mode_enabled"),
            UnfurlDomains = [.. Texts(features["unfurl_domains"])],
            RequestHost = Uri.TryCreate(root["settings"]?["event_subscriptions"]?["request_url"].AsText(), UriKind.Absolute, out var address) ? address.Host : "",
            HomeTab = home.Flag("home_tab_enabled"),
            Name = root["display_information"]?["name"].AsText() ?? "Postmortem",
            TokenRotation = (root["settings"] as JsonObject)?.Flag("token_rotation_enabled") ?? false,
            RedirectPaths = [.. Texts(root["oauth_config"]?["redirect_urls"]).Select(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.AbsolutePath : "/")],
            MessagesTab = home["messages_tab_enabled"] is null || home.Flag("messages_tab_enabled"),
        };
    }

    private static IEnumerable<JsonObject> List(JsonNode? node) => (node as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<string> Texts(JsonNode? node) => (node as JsonArray ?? []).Select(n => n.AsText()).OfType<string>();

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(p => KeyValuePair.Create(((YamlScalarNode)p.Key).Value ?? "", ToJson(p.Value)))),
        YamlSequenceNode list => list.Children.Select(ToJson).ToJsonArray(),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => plain.Value switch
        {
            "true" => true,
            "false" => false,
            "null" or "~" or "" => null,
            var number when long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
            var text => text,
        },
        YamlScalarNode scalar => scalar.Value,
        _ => null,
    };
}
