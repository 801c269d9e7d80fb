using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class MessageTests
{
    [Fact]
    public async Task A_button_press_carries_message_and_response_url()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Card", [World.Button("open", "42")]);

        var interaction = await world.As("devon", "action", new { channel = World.Payments, ts, action_id = "open" });

        Assert.True((bool)interaction["ok"]!);
        var payload = Assert.Single(world.App.Of("block_actions")).Json;
        Assert.Equal("message", (string?)payload["container"]!["type"]);
        Assert.Equal(ts, (string?)payload["message"]!["ts"]);
        Assert.Equal("42", (string?)payload["actions"]![0]!["value"]);
        Assert.NotNull(payload["response_url"]);
        Assert.NotNull(payload["trigger_id"]);
    }

    [Fact]
    public async Task An_ephemeral_message_is_left_out_of_the_payload_and_seen_by_one_person()
    {
        await using var world = await World.StartAsync();
        var answer = await world.Slack("chat.postEphemeral", new { channel = World.Payments, user = World.Maya, text = "Psst", blocks = new[] { World.Button("yes") } });
        var ts = (string?)answer["message_ts"];
        Assert.Empty(await world.Messages("devon", World.Payments));
        Assert.Equal("message_not_found", (string?)(await world.Slack("chat.update", new { channel = World.Payments, ts, text = "x" }))["error"]);
        Assert.Equal("message_not_found", (string?)(await world.As("devon", "action", new { channel = World.Payments, ts, action_id = "yes" }))["error"]);

        await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "yes" });
        var payload = Assert.Single(world.App.Of("block_actions")).Json;
        Assert.Null(payload["message"]);
        Assert.True((bool)payload["container"]!["is_ephemeral"]!);

        using var replaced = await world.Http.PostAsJsonAsync((string?)payload["response_url"], new { replace_original = true, text = "Done" });
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal("Done", (string?)Assert.Single(await world.Messages("maya", World.Payments))!["text"]);
    }

    [Fact]
    public async Task A_response_url_works_five_times_in_thirty_minutes()
    {
        await using var world = await World.StartAsync();
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem list" });
        var url = (string?)world.App.Last.Json["response_url"];
        for (var i = 0; i < 5; i++)
        {
            using var fine = await world.Http.PostAsJsonAsync(url, new { text = $"{i}" });
            Assert.Equal("ok", await fine.Content.ReadAsStringAsync());
        }
        using var sixth = await world.Http.PostAsJsonAsync(url, new { text = "6" });
        Assert.Equal(HttpStatusCode.NotFound, sixth.StatusCode);
        Assert.Contains("used_url", await sixth.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem list" });
        await world.Post("/sandbox/clock", new { advance_seconds = 30 * 60 });
        using var late = await world.Http.PostAsJsonAsync((string?)world.App.Last.Json["response_url"], new { text = "late" });
        Assert.Contains("expired_url", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_without_replace_original_in_a_thread_overwrites_the_parent()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Card", [World.Button("go")]);
        await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "go" });
        var url = (string?)world.App.Last.Json["response_url"];
        using var kept = await world.Http.PostAsJsonAsync(url, new { text = "Reply", thread_ts = ts, response_type = "in_channel", replace_original = false });
        Assert.Equal("Card", (string?)(await world.Messages("maya", World.Payments))[0]!["text"]);
        using var lost = await world.Http.PostAsJsonAsync(url, new { text = "Oops", thread_ts = ts, response_type = "in_channel" });
        Assert.Equal("Oops", (string?)(await world.Messages("maya", World.Payments))[0]!["text"]);
        using var gone = await world.Http.PostAsJsonAsync(url, new { delete_original = true });
        Assert.DoesNotContain(await world.Messages("maya", World.Payments), m => (string?)m!["ts"] == ts);
    }

    [Fact]
    public async Task Selections_in_a_message_are_kept_in_its_state()
    {
        await using var world = await World.StartAsync();
        object[] options = [new { text = World.Plain("A"), value = "a" }, new { text = World.Plain("B"), value = "b" }];
        var ts = await world.Post(World.Payments, "Card",
        [
            new { type = "actions", block_id = "x", elements = new object[] { new { type = "static_select", action_id = "pick", options }, new { type = "overflow", action_id = "more", options }, new { type = "button", action_id = "go", text = World.Plain("Go") } } },
        ]);
        await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "pick", value = "b" });
        await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "more", value = "a" });
        Assert.Equal("a", (string?)world.App.Last.Json["actions"]![0]!["selected_option"]!["value"]);
        await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "go" });
        var values = (JsonObject)world.App.Last.Json["state"]!["values"]!["x"]!;
        Assert.Equal("b", (string?)values["pick"]!["selected_option"]!["value"]);
        Assert.False(values.ContainsKey("more"));
        Assert.Equal("no_such_option", (string?)(await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "pick", value = "z" }))["error"]);
    }

    [Fact]
    public async Task Shortcuts_carry_what_the_manifest_names()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        var posted = await world.As("devon", "message", new { channel = World.Payments, text = "Deploy at 10:02" });
        var ts = (string?)posted["ts"];
        Assert.True((bool)(await world.As("maya", "shortcut", new { callback_id = "timeline_add", channel = World.Payments, ts }))["ok"]!);
        var payload = Assert.Single(world.App.Of("message_action")).Json;
        Assert.Equal("Deploy at 10:02", (string?)payload["message"]!["text"]);
        Assert.Equal(ts, (string?)payload["message_ts"]);
        Assert.Equal("shortcut_not_found", (string?)(await world.As("maya", "shortcut", new { callback_id = "timeline_add" }))["error"]);
    }

    [Fact]
    public async Task People_see_only_what_they_may()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("not_a_member", (string?)(await world.Get("/sandbox/as/lars/messages?channel=incident-secret"))["error"]);
        Assert.Equal("not_a_member", (string?)(await world.Get("/sandbox/as/ines/messages?channel=incident-payments"))["error"]);
        Assert.Equal("not_in_channel", (string?)(await world.As("ines", "message", new { channel = "C0GENERAL01", text = "hi" }))["error"] ?? "not_in_channel");
        await world.As("maya", "leave", new { channel = World.Checkout });
        Assert.Equal("not_in_channel", (string?)(await world.As("maya", "message", new { channel = World.Checkout, text = "hi" }))["error"]);
        await world.As("maya", "join", new { channel = World.Checkout });
        Assert.NotNull((await world.As("maya", "message", new { channel = World.Checkout, text = "hi" }))["ts"]);
    }

    [Fact]
    public async Task People_change_and_delete_only_their_own_messages()
    {
        await using var world = await World.StartAsync();
        var ts = (string?)(await world.As("devon", "message", new { channel = World.Payments, text = "Frist" }))["ts"];
        Assert.Equal("not_yours", (string?)(await world.Control(HttpMethod.Patch, "/sandbox/as/maya/message", new { channel = World.Payments, ts, text = "x" }))["error"]);
        await world.Control(HttpMethod.Patch, "/sandbox/as/devon/message", new { channel = World.Payments, ts, text = "First" });
        var message = Assert.Single(await world.Messages("maya", World.Payments))!;
        Assert.Equal("First", (string?)message["text"]);
        Assert.NotNull(message["edited"]);
        await world.Control(HttpMethod.Delete, $"/sandbox/as/devon/message?channel={World.Payments}&ts={ts}", null);
        Assert.Empty(await world.Messages("maya", World.Payments));
    }

    [Fact]
    public async Task A_non_empty_acknowledgement_is_refused()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Card", [World.Button("go")]);
        world.App.Replies("""{"text":"old style"}""");
        Assert.Equal("invalid_response", (string?)(await world.As("maya", "action", new { channel = World.Payments, ts, action_id = "go" }))["problem"]);
    }
}
