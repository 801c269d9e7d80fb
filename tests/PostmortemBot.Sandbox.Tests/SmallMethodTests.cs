using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

/// <summary>Bookmarks, groups, pins, people, the token, and what each needs.</summary>
public sealed class SmallMethodTests
{
    [Fact]
    public async Task A_bookmark_is_added_changed_and_removed()
    {
        await using var world = await World.StartAsync();
        var added = await world.Slack("bookmarks.add", new { channel_id = World.Payments, title = "Runbook", type = "link", link = "https://wiki.example/runbook", emoji = ":book:" });
        var id = (string)added["bookmark"]!["id"]!;
        Assert.True((bool)(await world.Slack("bookmarks.edit", new { channel_id = World.Payments, bookmark_id = id, title = "The runbook" }))["ok"]!);
        var listed = Assert.Single((JsonArray)(await world.SlackForm("bookmarks.list", World.Token, ("channel_id", World.Payments)))["bookmarks"]!)!;
        Assert.Equal(("The runbook", "https://wiki.example/runbook"), ((string?)listed["title"], (string?)listed["link"]));
        Assert.Equal("invalid_link", Error(await world.Slack("bookmarks.add", new { channel_id = World.Payments, title = "x", type = "link", link = "ftp://x" })));
        Assert.Equal("invalid_link", Error(await world.Slack("bookmarks.edit", new { channel_id = World.Payments, bookmark_id = id, link = "runbook" })));
        Assert.Equal("invalid_emoji", Error(await world.Slack("bookmarks.edit", new { channel_id = World.Payments, bookmark_id = id, emoji = "book" })));
        Assert.Equal("permission_denied", Error(await world.Slack("bookmarks.add", new { channel_id = World.Checkout, title = "x", type = "link", link = "https://wiki.example" })));
        Assert.Equal("channel_not_found", Error(await world.SlackForm("bookmarks.list", World.Token, ("channel_id", World.Hidden))));
        Assert.Equal("invalid_bookmark_type", Error(await world.Slack("bookmarks.add", new { channel_id = World.Payments, title = "x", type = "file" })));
        Assert.True((bool)(await world.Slack("bookmarks.remove", new { channel_id = World.Payments, bookmark_id = id }))["ok"]!);
        Assert.Equal("not_found", Error(await world.Slack("bookmarks.remove", new { channel_id = World.Payments, bookmark_id = id })));
    }

    [Fact]
    public async Task Do_not_disturb_is_told_as_Slack_tells_it()
    {
        await using var world = await World.StartAsync("oauth_config: { scopes: { bot: [dnd:read] } }");
        var none = await world.SlackForm("dnd.info", World.Token, ("user", "U0MAYA00001"));
        Assert.Equal((true, false, 1, 1), ((bool)none["ok"]!, (bool)none["dnd_enabled"]!, (int)none["next_dnd_start_ts"]!, (int)none["next_dnd_end_ts"]!));
        // A pause is told of the token's own user only.
        Assert.False(none.ContainsKey("snooze_enabled"));
        Assert.False((bool)(await world.SlackForm("dnd.info", World.Token))["snooze_enabled"]!);

        await world.Control(HttpMethod.Patch, "/sandbox/users/U0MAYA00001", new { dnd_start = 1795000000, dnd_end = 1795036000 });
        var asleep = await world.Slack("dnd.info", new { user = "U0MAYA00001" });
        Assert.Equal((true, 1795000000, 1795036000), ((bool)asleep["dnd_enabled"]!, (int)asleep["next_dnd_start_ts"]!, (int)asleep["next_dnd_end_ts"]!));
        Assert.Equal("user_not_found", Error(await world.SlackForm("dnd.info", World.Token, ("user", "U0NOBODY001"))));
    }

    [Fact]
    public async Task A_group_is_listed_and_mentioned()
    {
        await using var world = await World.StartAsync();
        var groups = (JsonArray)(await world.SlackForm("usergroups.list", World.Token, ("include_users", "true")))["usergroups"]!;
        Assert.Equal(("S0SREONCALL", "sre-oncall"), ((string?)Assert.Single(groups)!["id"], (string?)groups[0]!["handle"]));
        Assert.Equal(["U0DEVON0001", "U0LARS00001"], ((JsonArray)(await world.SlackForm("usergroups.users.list", World.Token, ("usergroup", "S0SREONCALL")))["users"]!).Select(u => (string?)u));
        Assert.Equal("no_such_subteam", Error(await world.SlackForm("usergroups.users.list", World.Token, ("usergroup", "S0NOBODY001"))));
        Assert.Equal("invalid_team", Error(await world.SlackForm("usergroups.list", World.Token, ("team_id", "T0OTHER0001"))));
        await world.As("maya", "message", new { channel = World.Payments, text = "Ask @sre-oncall" });
        Assert.Equal("Ask <!subteam^S0SREONCALL|@sre-oncall>", (string?)Assert.Single(await world.Messages("maya", World.Payments))!["text"]);
    }

    [Fact]
    public async Task Pins_and_reactions_are_read_back()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Look");
        await world.Slack("pins.add", new { channel = World.Payments, timestamp = ts });
        await world.Slack("reactions.add", new { channel = World.Payments, timestamp = ts, name = "eyes" });
        var pin = Assert.Single((JsonArray)(await world.SlackForm("pins.list", World.Token, ("channel", World.Payments)))["items"]!)!;
        Assert.Equal((ts, World.Bot), ((string?)pin["message"]!["ts"], (string?)pin["created_by"]));
        var message = (await world.SlackForm("reactions.get", World.Token, ("channel", World.Payments), ("timestamp", ts)))["message"]!;
        Assert.Equal("eyes", (string?)Assert.Single((JsonArray)message["reactions"]!)!["name"]);
        Assert.Equal("no_item_specified", Error(await world.SlackForm("reactions.get", World.Token, ("channel", World.Payments))));
    }

    [Fact]
    public async Task People_are_found_by_address_and_page_by_page()
    {
        await using var world = await World.StartAsync();
        Assert.Equal(World.Maya, (string?)(await world.SlackForm("users.lookupByEmail", World.Token, ("email", "maya@acme.example")))["user"]!["id"]);
        Assert.Equal("users_not_found", Error(await world.SlackForm("users.lookupByEmail", World.Token, ("email", "nobody@acme.example"))));
        var page = await world.SlackForm("users.conversations", World.Token, ("user", World.Maya), ("types", "public_channel,private_channel"), ("limit", "3"));
        Assert.Equal(3, ((JsonArray)page["channels"]!).Count);
        Assert.NotEqual("", (string?)page["response_metadata"]!["next_cursor"]);
        Assert.DoesNotContain((JsonArray)(await world.SlackForm("users.conversations", World.Token, ("user", World.Maya), ("types", "private_channel")))["channels"]!, c => (string?)c!["id"] == World.Hidden);
        Assert.Equal("Acme", (string?)(await world.SlackForm("team.info", World.Token))["team"]!["name"]);
        Assert.Equal("team_not_found", Error(await world.SlackForm("team.info", World.Token, ("team", "T0OTHER0001"))));
    }

    [Fact]
    public async Task A_revoked_token_is_dead()
    {
        await using var world = await World.StartAsync();
        Assert.False((bool)(await world.SlackForm("auth.revoke", World.Token, ("test", "true")))["revoked"]!);
        Assert.True((bool)(await world.Slack("auth.test", new { }))["ok"]!);
        Assert.True((bool)(await world.SlackForm("auth.revoke", World.Token))["revoked"]!);
        Assert.Equal("token_revoked", Error(await world.Slack("auth.test", new { })));
    }

    [Theory]
    [InlineData("conversations.create", "channels:manage,groups:write")]
    [InlineData("conversations.setTopic", "channels:manage,channels:write.topic,groups:write,groups:write.topic")]
    [InlineData("conversations.invite", "channels:manage,channels:write.invites,groups:write,groups:write.invites")]
    [InlineData("chat.scheduleMessage", "chat:write")]
    [InlineData("chat.unfurl", "links:write")]
    [InlineData("bookmarks.add", "bookmarks:write")]
    [InlineData("bookmarks.list", "bookmarks:read")]
    [InlineData("usergroups.list", "usergroups:read")]
    [InlineData("usergroups.users.list", "usergroups:read")]
    [InlineData("pins.list", "pins:read")]
    [InlineData("canvases.create", "canvases:write")]
    [InlineData("conversations.canvases.create", "canvases:write")]
    [InlineData("canvases.edit", "canvases:write")]
    [InlineData("canvases.delete", "canvases:write")]
    [InlineData("canvases.access.set", "canvases:write")]
    [InlineData("canvases.sections.lookup", "canvases:read")]
    [InlineData("users.lookupByEmail", "users:read.email")]
    [InlineData("dnd.info", "dnd:read")]
    [InlineData("team.info", "team:read")]
    [InlineData("files.info", "files:read")]
    public async Task Each_method_needs_its_scope(string method, string scopes)
    {
        await using var world = await World.StartAsync("oauth_config: { scopes: { bot: [commands] } }");
        var refused = await world.Slack(method, new { });
        Assert.Equal(("missing_scope", scopes), (Error(refused), (string?)refused["needed"]));
    }

    private static string? Error(JsonObject answer) => (string?)answer["error"];
}
