using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class UnfurlTests
{
    private const string Url = "https://reports.example.com/postmortems/PM-1";
    private const string Manifest = """
        features: { unfurl_domains: [reports.example.com] }
        oauth_config: { scopes: { bot: ['chat:write', 'links:read', 'links:write', 'channels:history'] } }
        settings: { event_subscriptions: { request_url: 'https://reports.example.com/slack/events', bot_events: [link_shared] } }
        """;

    [Fact]
    public async Task The_app_hears_of_links_to_its_domains_also_where_it_is_not()
    {
        await using var world = await World.StartAsync(Manifest);
        await world.As("maya", "message", new { channel = World.Checkout, text = $"See {Url} and https://elsewhere.example.org" });
        await world.Settled();
        var shared = Assert.Single(world.App.Events("link_shared"));
        Assert.Equal(Url, (string?)Assert.Single((JsonArray)shared["links"]!)!["url"]);
        Assert.Equal((World.Checkout, false, "conversations_history"), ((string?)shared["channel"], (bool)shared["is_bot_user_member"]!, (string?)shared["source"]));
    }

    [Fact]
    public async Task The_manifests_own_address_stands_for_where_the_app_listens()
    {
        await using var world = await World.StartAsync(Manifest);
        await world.As("maya", "message", new { channel = World.Payments, text = "See http://127.0.0.1:5000/postmortems/PM-1" });
        await world.Settled();
        Assert.Single(world.App.Events("link_shared"));
    }

    [Fact]
    public async Task An_unfurl_stands_under_the_message_and_a_second_one_replaces_it()
    {
        await using var world = await World.StartAsync(Manifest);
        var ts = (string)(await world.As("maya", "message", new { channel = World.Payments, text = $"See {Url}" }))["ts"]!;
        Assert.True((bool)(await world.Slack("chat.unfurl", new { channel = World.Payments, ts, unfurls = Said("one") }))["ok"]!);
        Assert.True((bool)(await world.Slack("chat.unfurl", new { source = "conversations_history", unfurl_id = $"{World.Payments}.{ts}.unfurl", unfurls = Said("two") }))["ok"]!);
        var message = Assert.Single(await world.Messages("maya", World.Payments))!;
        var attachment = Assert.Single((JsonArray)message["attachments"]!)!;
        Assert.Equal((Url, true, "two"), ((string?)attachment["app_unfurl_url"], (bool)attachment["is_app_unfurl"]!, (string?)attachment["blocks"]![0]!["text"]!["text"]));
        Assert.Null(message["edited"]);
    }

    [Fact]
    public async Task What_cannot_be_unfurled_is_refused_with_the_reason()
    {
        await using var world = await World.StartAsync(Manifest);
        var ts = (string)(await world.As("maya", "message", new { channel = World.Payments, text = $"See {Url}" }))["ts"]!;
        var own = await world.Post(World.Payments, $"<{Url}>");
        Assert.Equal("missing_unfurls", await Refused(world, new { channel = World.Payments, ts }));
        Assert.Equal("missing_channel", await Refused(world, new { unfurls = Said("x") }));
        Assert.Equal("missing_ts", await Refused(world, new { channel = World.Payments, unfurls = Said("x") }));
        Assert.Equal("missing_source", await Refused(world, new { unfurl_id = "a", unfurls = Said("x") }));
        Assert.Equal("invalid_source", await Refused(world, new { unfurl_id = "a", source = "mail", unfurls = Said("x") }));
        Assert.Equal("invalid_unfurl_id", await Refused(world, new { unfurl_id = "a", source = "composer", unfurls = Said("x") }));
        Assert.Equal("cannot_find_message", await Refused(world, new { channel = World.Payments, ts = "1.000000", unfurls = Said("x") }));
        Assert.Equal("cannot_find_channel", await Refused(world, new { channel = "C0NOWHERE01", ts, unfurls = Said("x") }));
        Assert.Equal("cannot_unfurl_message", await Refused(world, new { channel = World.Payments, ts = own, unfurls = Said("x") }));
        Assert.Equal("cannot_unfurl_url", await Refused(world, new { channel = World.Payments, ts, unfurls = new Dictionary<string, object> { [Url + "0"] = new { blocks = Array.Empty<object>() } } }));
        Assert.Equal("cannot_parse_attachment", await Refused(world, new { channel = World.Payments, ts, unfurls = Said("") }));
    }

    private static Dictionary<string, object> Said(string text) =>
        new(StringComparer.Ordinal) { [Url] = new { blocks = new[] { new { type = "section", text = new { type = "mrkdwn", text } } } } };

    private static async Task<string?> Refused(World world, object arguments) => (string?)(await world.Slack("chat.unfurl", arguments))["error"];
}
