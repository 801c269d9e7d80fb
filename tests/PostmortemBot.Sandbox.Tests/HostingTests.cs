using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;

namespace PostmortemBot.Sandbox.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task The_workspace_survives_a_restart()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("sandbox").FullName, "state", "workspace.json");
        string ts;
        JsonObject view;
        await using (var before = await World.StartAsync(dataFile: file))
        {
            ts = await before.Post(World.Payments, "Card", [World.Button("go")]);
            await before.As("maya", "pin", new { channel = World.Payments, ts });
            await before.Slack("pins.add", new { channel = World.Payments, timestamp = ts });
            view = await before.OpenModal(World.Modal(World.Input("why", World.TextInput())));
            await before.As("maya", "action", new { view_id = (string?)view["id"], action_id = "a", value = "typed" });
        }

        await using var after = await World.StartAsync(dataFile: file);
        var message = Assert.Single(await after.Messages("devon", World.Payments))!;
        Assert.Equal(ts, (string?)message["ts"]);
        Assert.True((bool)message["pinned"]!);
        Assert.True((bool)(await after.As("devon", "action", new { channel = World.Payments, ts, action_id = "go" }))["ok"]!);
        Assert.True((bool)(await after.As("maya", "submit", new { view_id = (string?)view["id"] }))["ok"]!);
        Assert.Equal("typed", (string?)after.App.Last.Json["view"]!["state"]!["values"]!["why"]!["a"]!["value"]);
        Assert.True(string.CompareOrdinal(await after.Post(World.Payments, "Later"), ts) > 0);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        await using var world = await World.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sandbox/workspace") { Headers = { Host = "evil.example" } };
        using var response = await world.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Pages_of_other_sites_are_refused(string origin)
    {
        await using var world = await World.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/reset") { Headers = { { "Origin", origin } } };
        using var response = await world.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task The_own_page_is_let_through()
    {
        await using var world = await World.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/reset") { Headers = { { "Origin", world.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) } } };
        using var response = await world.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://192.0.2.1:0")]
    public void It_refuses_to_listen_to_the_world(string url) =>
        Assert.Throws<InvalidOperationException>(() => SandboxServer.Create([], b => b.WebHost.UseUrls(url)));

    [Fact]
    public async Task The_workspace_is_described()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        var workspace = await world.Get("/sandbox/workspace");
        Assert.Equal("T0SANDBOX01", (string?)workspace["team"]!["id"]);
        Assert.Equal("B0POSTMORT1", (string?)workspace["bot"]!["bot_id"]);
        Assert.Equal(7, ((JsonArray)workspace["channels"]!).Count);
        Assert.Equal("/postmortem", (string?)workspace["app"]!["commands"]![0]!["name"]);
        Assert.Equal("timeline_add", (string?)workspace["app"]!["shortcuts"]![0]!["callback_id"]);
    }

    [Fact]
    public async Task Workspaces_have_people_and_messages_of_their_own()
    {
        await using var world = await World.StartAsync();

        var said = await world.As("nora", "message?team=T0SANDBOX02", new { channel = "incident-shop", text = "The shop is slow" });

        Assert.NotNull(said["ts"]);
        Assert.Single((JsonArray)(await world.Get("/sandbox/as/omar/messages?channel=incident-shop&team=T0SANDBOX02"))["messages"]!);
        Assert.Equal("user_not_found", (string?)(await world.As("nora", "message", new { channel = World.Payments, text = "Hello" }))["error"]);
        Assert.Equal("team_not_found", (string?)(await world.Get("/sandbox/workspace?team=T0NOWHERE01"))["error"]);
    }
}
