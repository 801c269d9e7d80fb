using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PostmortemBot.Features.Workspaces.Installing;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Testing;
using YamlDotNet.RepresentationModel;

namespace PostmortemBot.Tests.Hosting;

/// <summary>The manifest asks Slack for exactly what the code answers to.</summary>
public sealed class ManifestTests : IAsyncDisposable
{
    private readonly WebApplication _bot = BotFixture.Assemble(new Dictionary<string, string?>
    {
        ["ConnectionStrings:Postmortems"] = "Host=127.0.0.1;Port=1;Database=none;Username=none",
        ["Slack:BotToken"] = "xoxb-1",
        ["Slack:SigningSecret"] = "secret",
    });

    private readonly YamlMappingNode _manifest = Load();

    [Fact]
    public void Its_commands_are_the_registered_ones() =>
        Assert.Equal(Registered(HandlerKind.SlashCommand), Values("features", "slash_commands", "command"));

    [Fact]
    public void Its_shortcuts_are_the_registered_ones() =>
        Assert.Equal(
            Registered(HandlerKind.MessageShortcut).Concat(Registered(HandlerKind.GlobalShortcut)).Order(),
            Values("features", "shortcuts", "callback_id"));

    [Fact]
    public void Its_events_are_the_registered_ones() =>
        Assert.Equal(Registered(HandlerKind.Event), ((YamlSequenceNode)At("settings", "event_subscriptions", "bot_events")).Select(node => Delivered(node.ToString())).Distinct().Order());

    /// <summary>Messages are subscribed to by the kind of their channel, and all come as one event.</summary>
    private static string Delivered(string subscription) => subscription.StartsWith("message.", StringComparison.Ordinal) ? "message" : subscription;

    /// <summary>Each scope stands beside a piece of code that would fail without it.</summary>
    [Theory]
    [InlineData("app_mentions:read", "IEventHandler<AppMention>")]
    [InlineData("channels:history", "conversations.History(")]
    [InlineData("channels:join", "Conversations.Join(")]
    [InlineData("channels:read", "Conversations.Info(")]
    [InlineData("chat:write", "Chat.PostMessage(")]
    [InlineData("commands", "ISlashCommandHandler")]
    [InlineData("dnd:read", "Dnd.Info(")]
    [InlineData("files:read", "Files.Info(")]
    [InlineData("files:write", "Files.Upload(")]
    [InlineData("groups:history", "conversations.History(")]
    [InlineData("groups:read", "Conversations.Members(")]
    [InlineData("im:history", "includeAllMetadata: true")]
    [InlineData("im:write", "Conversations.Open(")]
    [InlineData("links:read", "IEventHandler<LinkShared>")]
    [InlineData("links:write", "Chat.Unfurl(")]
    [InlineData("pins:write", "Pins.AddMessage(")]
    [InlineData("reactions:read", "IEventHandler<ReactionAdded>")]
    [InlineData("usergroups:read", "UserGroups.List(")]
    [InlineData("users:read", "Users.Info(")]
    public void A_scope_has_its_reason_in_the_code(string scope, string code)
    {
        Assert.Contains(scope, Scopes());
        Assert.Contains(Directory.EnumerateFiles(Path.Combine(BotFixture.Root(), "src", "PostmortemBot"), "*.cs", SearchOption.AllDirectories), file => File.ReadAllText(file).Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public void There_is_no_scope_beyond_those() => Assert.Equal(19, Scopes().Count);

    [Fact]
    public void Installing_asks_for_the_same_scopes() => Assert.Equal(Scopes().Order(), InstallScopes.All.Order());

    [Fact]
    public void Slack_sends_browsers_back_to_where_they_are_awaited() =>
        Assert.EndsWith(InstallFlow.CallbackPath, Assert.Single((YamlSequenceNode)At("oauth_config", "redirect_urls")).ToString(), StringComparison.Ordinal);

    [Fact]
    public void It_keeps_Slacks_limits()
    {
        Assert.InRange(At("display_information", "name").ToString().Length, 1, 35);
        Assert.InRange(At("display_information", "description").ToString().Length, 1, 140);
        Assert.InRange(At("display_information", "long_description").ToString().Length, 175, 4000);
        foreach (var shortcut in (YamlSequenceNode)At("features", "shortcuts"))
        {
            Assert.InRange(shortcut["name"].ToString().Length, 1, 24);
            Assert.InRange(shortcut["description"].ToString().Length, 1, 150);
        }
    }

    [Fact]
    public void Everything_goes_to_the_one_door()
    {
        string[] urls = [At("settings", "event_subscriptions", "request_url").ToString(), At("settings", "interactivity", "request_url").ToString(), .. Values("features", "slash_commands", "url")];
        Assert.All(urls, url => Assert.EndsWith(BotServer.SlackPath, url, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private IEnumerable<string> Registered(HandlerKind kind) =>
        _bot.Services.GetRequiredService<SlackHandlers>().Where(handler => handler.Kind == kind).Select(handler => handler.Id).Order();

    private List<string> Scopes() => [.. ((YamlSequenceNode)At("oauth_config", "scopes", "bot")).Select(node => node.ToString())];

    private IEnumerable<string> Values(string first, string second, string key) => ((YamlSequenceNode)At(first, second)).Select(node => node[key].ToString()).Order();

    private YamlNode At(params string[] path) => path.Aggregate((YamlNode)_manifest, (node, key) => node[key]);

    private static YamlMappingNode Load()
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(Path.Combine(BotFixture.Root(), "manifest", "slack-app.yaml"));
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }
}
