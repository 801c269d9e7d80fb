using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class SocketTests
{
    private const string AppToken = "xapp-sandbox";

    private const string SocketManifest = """
        display_information: { name: Postmortem }
        features:
          slash_commands:
            - { command: /postmortem, description: Run a postmortem }
        oauth_config:
          scopes:
            bot: [commands, chat:write, reactions:read]
        settings:
          event_subscriptions: { bot_events: [reaction_added] }
          socket_mode_enabled: true
        """;

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xapp-other", "invalid_auth")]
    [InlineData(World.Token, "not_allowed_token_type")]
    public async Task Only_the_app_token_opens_a_connection(string? token, string error)
    {
        await using var world = await World.StartAsync(SocketManifest);
        Assert.Equal(error, (string?)(await world.SlackForm("apps.connections.open", token))["error"]);
        Assert.Equal("not_allowed_token_type", (string?)(await world.SlackForm("auth.test", AppToken))["error"]);
    }

    [Fact]
    public async Task An_address_is_good_once_and_for_half_a_minute()
    {
        await using var world = await World.StartAsync(SocketManifest);
        var url = await NewUrl(world);
        using var first = await Connect(url);
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(url));

        var late = await NewUrl(world);
        world.Time.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(late));
    }

    [Fact]
    public async Task Hello_says_how_many_there_are_and_how_long_it_lasts_and_an_eleventh_is_sent_away()
    {
        await using var world = await World.StartAsync(SocketManifest);
        var open = new List<ClientWebSocket>();
        for (var n = 1; n <= 10; n++)
        {
            open.Add(await Connect(await NewUrl(world)));
            var hello = await Next(open[^1]);
            Assert.Equal(("hello", n, "A0POSTMORT1"), ((string?)hello!["type"], (int)hello["num_connections"]!, (string?)hello["connection_info"]!["app_id"]));
            Assert.Equal(18_060, (int)hello["debug_info"]!["approximate_connection_time"]!);
        }

        using var eleventh = await Connect(await NewUrl(world));
        Assert.Equal("too_many_websockets", (string?)(await Next(eleventh))!["reason"]);
        Assert.Null(await Next(eleventh));
        open.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_command_comes_as_an_envelope_and_its_answer_is_the_acknowledgement()
    {
        await using var world = await World.StartAsync(SocketManifest);
        using var socket = await Connected(world);

        var typing = world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        var envelope = (await Next(socket))!;
        await Send(socket, new JsonObject { ["envelope_id"] = (string?)envelope["envelope_id"], ["payload"] = new JsonObject { ["text"] = "Hello" } });

        Assert.Equal("Hello", (string?)(await typing)["message"]!["text"]);
        Assert.Equal(("slash_commands", true, "new"), ((string?)envelope["type"], (bool)envelope["accepts_response_payload"]!, (string?)envelope["payload"]!["text"]));
        Assert.Empty(world.App.All);
        var call = (await world.Get("/sandbox/calls"))["calls"]!.AsArray().Single(c => (string?)c!["direction"] == "to_app")!;
        Assert.Equal("socket", (string?)call["via"]);
    }

    [Fact]
    public async Task An_empty_object_says_nothing_and_no_connection_fails_the_command()
    {
        await using var world = await World.StartAsync(SocketManifest);
        Assert.Equal("dispatch_failed", (string?)(await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" }))["problem"]);
        using var socket = await Connected(world);

        var typing = world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        var envelope = (await Next(socket))!;
        await Send(socket, new JsonObject { ["envelope_id"] = (string?)envelope["envelope_id"], ["payload"] = new JsonObject() });

        Assert.True((bool)(await typing)["ok"]!);
        Assert.Empty(await world.Messages("maya", World.Payments));
    }

    [Fact]
    public async Task An_event_that_is_not_acknowledged_in_time_comes_again_with_its_attempt_and_reason()
    {
        await using var world = await World.StartAsync(SocketManifest, ackMilliseconds: 50);
        using var socket = await Connected(world);

        await world.As("maya", "reaction", new { channel = World.Payments, ts = await world.Post(World.Payments, "Card"), name = "eyes" });
        var first = (await Next(socket))!;
        var second = (await Next(socket))!;

        Assert.Equal(("events_api", 0, "", false), ((string?)first["type"], (int)first["retry_attempt"]!, (string?)first["retry_reason"], (bool)first["accepts_response_payload"]!));
        Assert.Equal((1, "timeout"), ((int)second["retry_attempt"]!, (string?)second["retry_reason"]));
        Assert.Equal((string?)first["payload"]!["event_id"], (string?)second["payload"]!["event_id"]);
    }

    [Fact]
    public async Task What_a_broken_connection_did_not_acknowledge_goes_over_the_next_as_it_is()
    {
        await using var world = await World.StartAsync(SocketManifest);
        using var first = await Connected(world);
        var typing = world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        var envelope = (await Next(first))!;

        await world.Post("/sandbox/sockets/drop", new { });
        using var second = await Connected(world);
        var again = (await Next(second))!;
        await Send(second, new JsonObject { ["envelope_id"] = (string?)again["envelope_id"] });

        Assert.Equal((string?)envelope["envelope_id"], (string?)again["envelope_id"]);
        Assert.True((bool)(await typing)["ok"]!);
    }

    [Fact]
    public async Task Asked_to_leave_a_connection_gets_nothing_more_while_there_is_another_and_ends_after_ten_seconds()
    {
        await using var world = await World.StartAsync(SocketManifest);
        using var old = await Connected(world);
        using var other = await Connected(world);
        var number = (int)(await world.Get("/sandbox/sockets"))["sockets"]![0]!["connection"]!;

        await world.Post("/sandbox/sockets/disconnect", new { reason = "warning", connection = number });
        Assert.Equal("warning", (string?)(await Next(old))!["reason"]);
        for (var n = 0; n < 2; n++)
        {
            var typing = world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
            await Send(other, new JsonObject { ["envelope_id"] = (string?)(await Next(other))!["envelope_id"] });
            Assert.True((bool)(await typing)["ok"]!);
        }

        world.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(await Next(old));
    }

    [Fact]
    public async Task A_short_life_can_be_asked_for_and_Slack_warns_before_it_ends()
    {
        await using var world = await World.StartAsync(SocketManifest);
        using var socket = await Connect(await NewUrl(world) + "&debug_reconnects=true");
        Assert.Equal(360, (int)(await Next(socket))!["debug_info"]!["approximate_connection_time"]!);

        world.Time.Advance(TimeSpan.FromSeconds(350));
        Assert.Equal("warning", (string?)(await Next(socket))!["reason"]);
    }

    [Fact]
    public async Task Switching_Socket_Mode_off_ends_connections_and_requests_come_by_HTTP_again()
    {
        await using var world = await World.StartAsync(SocketManifest);
        using var socket = await Connected(world);

        await world.Control(HttpMethod.Put, "/sandbox/app", new { socket_mode = false });
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });

        Assert.Equal("link_disabled", (string?)(await Next(socket))!["reason"]);
        Assert.Null(await Next(socket));
        Assert.Single(world.App.Of("command"));
        using var refused = await Connect(await NewUrl(world));
        Assert.Equal("link_disabled", (string?)(await Next(refused))!["reason"]);
        Assert.Equal("unknown_reason", (string?)(await world.Post("/sandbox/sockets/disconnect", new { reason = "bored" }))["error"]);
    }

    private static async Task<string> NewUrl(World world) => (string)(await world.SlackForm("apps.connections.open", AppToken))["url"]!;

    private static async Task<ClientWebSocket> Connect(string url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(url), CancellationToken.None);
        return socket;
    }

    private static async Task<ClientWebSocket> Connected(World world)
    {
        var socket = await Connect(await NewUrl(world));
        Assert.Equal("hello", (string?)(await Next(socket))!["type"]);
        return socket;
    }

    /// <summary>The next frame; null when Slack closes.</summary>
    private static async Task<JsonObject?> Next(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            if (piece.MessageType is WebSocketMessageType.Close) return null;
            length += piece.Count;
            if (piece.EndOfMessage) return (JsonObject)JsonNode.Parse(buffer.AsSpan(0, length))!;
        }
    }

    private static Task Send(ClientWebSocket socket, JsonObject frame) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}
