using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace PostmortemBot.Sandbox.Tests;

public sealed class EventTests
{
    [Fact]
    public async Task Messages_mentions_reactions_and_memberships_are_told_where_the_bot_is()
    {
        await using var world = await World.StartAsync();
        await world.As("maya", "message", new { channel = World.Checkout, text = "unheard @postmortem" });
        var ts = (string?)(await world.As("maya", "message", new { channel = World.Payments, text = "hello @postmortem" }))["ts"];
        await world.As("devon", "reaction", new { channel = World.Payments, ts, name = "eyes" });
        await world.As("devon", "reaction", new { channel = World.Payments, ts, name = "eyes", remove = true });
        await world.As("devon", "leave", new { channel = World.Payments });
        await world.As("devon", "join", new { channel = World.Payments });
        await world.Post("/sandbox/channels/incident-checkout/members", new { user = World.Bot });
        await world.Control(HttpMethod.Delete, $"/sandbox/channels/incident-checkout/members/{World.Bot}", null);
        await world.Settled();

        var heard = world.App.Events("message").Where(e => e["subtype"] is null).ToList();
        Assert.Equal($"hello <@{World.Bot}>", (string?)Assert.Single(heard)["text"]);
        Assert.Equal("channel", (string?)heard[0]["channel_type"]);
        Assert.Equal(ts, (string?)Assert.Single(world.App.Events("app_mention"))["ts"]);
        var added = Assert.Single(world.App.Events("reaction_added"));
        Assert.Equal("eyes", (string?)added["reaction"]);
        Assert.Equal(World.Maya, (string?)added["item_user"]);
        Assert.Single(world.App.Events("reaction_removed"));
        Assert.Equal(["U0DEVON0001", World.Bot], world.App.Events("member_joined_channel").Select(e => (string?)e["user"]).Order());
        Assert.Equal(["U0DEVON0001", World.Bot], world.App.Events("member_left_channel").Select(e => (string?)e["user"]).Order());

        var envelope = world.App.Of("event_callback")[0];
        Assert.True(envelope.Signed);
        Assert.StartsWith("Ev", (string?)envelope.Json["event_id"], StringComparison.Ordinal);
        Assert.Equal(World.Bot, (string?)envelope.Json["authorizations"]![0]!["user_id"]);
    }

    [Fact]
    public async Task Only_subscribed_events_are_sent()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        var ts = (string?)(await world.As("maya", "message", new { channel = World.Payments, text = "hello" }))["ts"];
        await world.As("maya", "reaction", new { channel = World.Payments, ts, name = "eyes" });
        await world.Settled();
        Assert.Equal("reaction_added", (string?)Assert.Single(world.App.Of("event_callback")).Json["event"]!["type"]);
    }

    [Fact]
    public async Task A_failed_event_comes_again_at_once_after_a_minute_and_after_five()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        world.App.Answer = (_, _) => Task.FromResult(Results.StatusCode(503));
        await world.As("maya", "reaction", new { channel = World.Payments, ts = await world.Post(World.Payments, "Card"), name = "eyes" });
        await world.Settled();
        Assert.Equal(2, world.App.Of("event_callback").Count);
        Assert.Equal("1", world.App.Last.Headers["x-slack-retry-num"]);
        Assert.Equal("http_error", world.App.Last.Headers["x-slack-retry-reason"]);

        await world.Post("/sandbox/clock", new { advance_seconds = 59 });
        Assert.Equal(2, world.App.Of("event_callback").Count);
        await world.Post("/sandbox/clock", new { advance_seconds = 1 });
        Assert.Equal("2", world.App.Last.Headers["x-slack-retry-num"]);
        await world.Post("/sandbox/clock", new { advance_seconds = 300 });
        Assert.Equal("3", world.App.Last.Headers["x-slack-retry-num"]);
        await world.Post("/sandbox/clock", new { advance_seconds = 3600 });
        Assert.Equal(4, world.App.Of("event_callback").Count);
        Assert.Single(world.App.Of("event_callback").Select(r => (string?)r.Json["event_id"]).Distinct());
    }

    [Fact]
    public async Task The_app_can_decline_retries()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        world.App.Answer = (_, http) =>
        {
            http.Response.Headers["x-slack-no-retry"] = "1";
            return Task.FromResult(Results.StatusCode(400));
        };
        await world.As("maya", "reaction", new { channel = World.Payments, ts = await world.Post(World.Payments, "Card"), name = "eyes" });
        await world.Settled();
        await world.Post("/sandbox/clock", new { advance_seconds = 3600 });
        Assert.Single(world.App.Of("event_callback"));
    }

    [Fact]
    public async Task Changes_of_people_and_channels_are_told()
    {
        await using var world = await World.StartAsync();
        await world.Control(HttpMethod.Patch, "/sandbox/users/U0LARS00001", new { deleted = true });
        await world.Control(HttpMethod.Patch, $"/sandbox/channels/{World.Payments}", new { name = "incident-pay" });
        await world.Post($"/sandbox/channels/{World.Payments}/archive", new { archived = true });
        await world.Settled();
        Assert.True((bool)world.App.Events("user_change")[0]["user"]!["deleted"]!);
        Assert.Equal("incident-pay", (string?)world.App.Events("channel_rename")[0]["channel"]!["name"]);
        Assert.Single(world.App.Events("channel_archive"));
        Assert.Equal("user_deactivated", (string?)(await world.As("lars", "message", new { channel = "reliability", text = "hi" }))["error"]);
    }

    [Fact]
    public async Task People_are_renamed_deactivated_and_brought_back_and_the_last_one_stays()
    {
        await using var world = await World.StartAsync();
        await world.Control(HttpMethod.Patch, "/sandbox/users/U0LARS00001", new { real_name = " Lars Berg " });
        Assert.Equal("invalid_name", (string?)(await world.Control(HttpMethod.Patch, "/sandbox/users/U0LARS00001", new { real_name = "  " }))["error"]);
        Assert.Equal("user_is_bot", (string?)(await world.Control(HttpMethod.Patch, $"/sandbox/users/{World.Bot}", new { deleted = true }))["error"]);
        await world.Settled();
        Assert.Equal("Lars Berg", (string?)world.App.Events("user_change")[0]["user"]!["real_name"]);

        await world.Control(HttpMethod.Patch, "/sandbox/users/U0LARS00001", new { deleted = true });
        await world.Control(HttpMethod.Patch, "/sandbox/users/U0LARS00001", new { deleted = false });
        Assert.NotNull((await world.As("lars", "message", new { channel = "general", text = "back" }))["ts"]);
        var people = (JsonArray)(await world.Get("/sandbox/workspace"))["users"]!;
        var last = new JsonObject();
        foreach (var person in people.Where(p => !(bool)p!["is_bot"]!)) last = await world.Control(HttpMethod.Patch, $"/sandbox/users/{(string)person!["id"]!}", new { deleted = true });
        Assert.Equal("last_user", (string?)last["error"]);
    }

    [Fact]
    public async Task New_people_and_channels_can_be_made()
    {
        await using var world = await World.StartAsync();
        var person = await world.Post("/sandbox/users", new { name = "sam", real_name = "Sam", tz = "Europe/Paris" });
        var channel = await world.Post("/sandbox/channels", new { name = "incident-42", is_private = true, members = new[] { "sam", "postmortem" } });
        Assert.StartsWith("U", (string?)person["id"], StringComparison.Ordinal);
        await world.As("sam", "message", new { channel = (string?)channel["id"], text = "first" });
        await world.Settled();
        Assert.Equal("group", (string?)Assert.Single(world.App.Events("message"))["channel_type"]);
        Assert.Equal("name_taken", (string?)(await world.Post("/sandbox/users", new { name = "sam" }))["error"]);
    }

    [Fact]
    public async Task Changes_are_announced_to_who_waits()
    {
        await using var world = await World.StartAsync();
        var version = (long)(await world.Get("/sandbox/changes?after=0&timeout_ms=0"))["version"]!;
        var waiting = world.Get($"/sandbox/changes?after={version}");
        await world.As("maya", "message", new { channel = World.Payments, text = "hello" });
        Assert.True((long)(await waiting)["version"]! > version);
        var same = await world.Get("/sandbox/changes?after=999999&timeout_ms=1");
        Assert.True((long)same["version"]! < 999999);
    }
}
