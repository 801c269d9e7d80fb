using System.Net;
using System.Net.Http.Json;

namespace PostmortemBot.Sandbox.Tests;

public sealed class FaultTests
{
    private static readonly object Hello = new { channel = World.Payments, text = "Hello" };

    [Fact]
    public async Task A_rate_limit_names_the_pause_and_is_over_after_its_times()
    {
        await using var world = await World.StartAsync();
        await world.Post("/sandbox/faults", new { on = "chat.postMessage", kind = "rate_limited", times = 1, retry_after = 7, skip = 1 });
        Assert.True((bool)(await world.Slack("chat.postMessage", Hello))["ok"]!);
        using var limited = await world.RawAsync("chat.postMessage", JsonContent.Create(Hello));
        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), limited.Headers.RetryAfter!.Delta);
        Assert.Contains("ratelimited", await limited.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True((bool)(await world.Slack("chat.postMessage", Hello))["ok"]!);
        Assert.Equal(2, (await world.Messages("maya", World.Payments)).Count);
    }

    [Fact]
    public async Task Server_errors_and_named_errors_have_no_effect_unless_ordered_so()
    {
        await using var world = await World.StartAsync();
        await world.Post("/sandbox/faults", new { on = "*", kind = "server_error", times = 1 });
        using var failed = await world.RawAsync("chat.postMessage", JsonContent.Create(Hello));
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        await world.Post("/sandbox/faults", new { on = "chat.postMessage", kind = "error", error = "restricted_action", times = 1 });
        Assert.Equal("restricted_action", (string?)(await world.Slack("chat.postMessage", Hello))["error"]);
        Assert.Empty(await world.Messages("maya", World.Payments));

        await world.Post("/sandbox/faults", new { on = "chat.postMessage", kind = "server_error", times = 1, after_effect = true });
        using var lost = await world.RawAsync("chat.postMessage", JsonContent.Create(Hello));
        Assert.Equal(HttpStatusCode.InternalServerError, lost.StatusCode);
        Assert.Single(await world.Messages("maya", World.Payments));
    }

    [Fact]
    public async Task A_dropped_connection_is_just_that()
    {
        await using var world = await World.StartAsync();
        await world.Post("/sandbox/faults", new { on = "chat.postMessage", kind = "drop", times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => world.Slack("chat.postMessage", Hello));
        await world.Post("/sandbox/faults", new { on = "command", kind = "drop", times = 1 });
        var interaction = await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        Assert.Equal("dispatch_failed", (string?)interaction["problem"]);
        Assert.Empty(world.App.Of("command"));
    }

    [Fact]
    public async Task A_slow_answer_still_comes()
    {
        await using var world = await World.StartAsync();
        await world.Post("/sandbox/faults", new { on = "chat.postMessage", kind = "slow", delay_ms = 30, times = 1 });
        await world.Slack("chat.postMessage", Hello);
        var call = (await world.Get("/sandbox/calls"))["calls"]![0]!;
        Assert.True((long)call["took_ms"]! >= 25);
    }

    [Fact]
    public async Task Events_and_submissions_can_arrive_twice()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        await world.Post("/sandbox/faults", new { on = "event:reaction_added", kind = "repeat_event", times = 1 });
        await world.As("maya", "reaction", new { channel = World.Payments, ts = await world.Post(World.Payments, "Card"), name = "eyes" });
        await world.Settled();
        var events = world.App.Of("event_callback");
        Assert.Equal(2, events.Count);
        Assert.Equal((string?)events[0].Json["event_id"], (string?)events[1].Json["event_id"]);

        var view = await world.OpenModal(World.Modal(World.Input("why", World.TextInput())));
        await world.Post("/sandbox/faults", new { on = "view_submission", kind = "repeat_event", times = 1 });
        await world.As("maya", "submit", new { view_id = (string?)view["id"], values = new { why = "x" } });
        Assert.Equal(2, world.App.Of("view_submission").Count);
        Assert.Equal(world.App.Of("view_submission")[0].Body, world.App.Of("view_submission")[1].Body);
    }

    [Fact]
    public async Task The_real_pace_of_a_channel_can_be_ordered()
    {
        await using var world = await World.StartAsync();
        await world.Post("/sandbox/faults", new { on = "*", kind = "one_per_second" });
        Assert.True((bool)(await world.Slack("chat.postMessage", Hello))["ok"]!);
        Assert.Equal("rate_limited", (string?)(await world.Slack("chat.postMessage", Hello))["error"]);
        world.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null((string?)(await world.Slack("chat.postMessage", Hello))["error"]);
    }

    [Fact]
    public async Task The_pace_of_a_channel_is_that_of_the_clock_also_where_timestamps_run_ahead_of_it()
    {
        await using var world = await World.StartAsync();
        await world.Post("/sandbox/clock", new { advance_seconds = 3600 });
        await world.Post(World.Payments, "Before");
        await world.Post("/sandbox/reset", new { });
        await world.Post("/sandbox/faults", new { on = "*", kind = "one_per_second" });
        await world.Post(World.Payments, "After");

        Assert.Equal("rate_limited", (string?)(await world.Slack("chat.postMessage", Hello))["error"]);
        world.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null((string?)(await world.Slack("chat.postMessage", Hello))["error"]);
    }

    [Fact]
    public async Task A_body_that_does_not_fit_is_explained()
    {
        await using var world = await World.StartAsync();
        Assert.Contains("chanel", (string?)(await world.As("maya", "message", new { chanel = World.Payments, text = "x" }))["message"], StringComparison.Ordinal);
        Assert.Equal("bad_request", (string?)(await world.As("maya", "message", new { text = "x" }))["error"]);
        Assert.Equal("user_not_found", (string?)(await world.As("nobody", "message", new { channel = World.Payments, text = "x" }))["error"]);
    }

    [Fact]
    public async Task Faults_are_listed_cleared_and_checked()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("unknown_kind", (string?)(await world.Post("/sandbox/faults", new { on = "*", kind = "explode" }))["error"]);
        await world.Post("/sandbox/faults", new { on = "*", kind = "drop", times = 5 });
        Assert.Equal(5, (int)(await world.Get("/sandbox/faults"))["faults"]![0]!["times"]!);
        await world.Control(HttpMethod.Delete, "/sandbox/faults", null);
        Assert.True((bool)(await world.Slack("chat.postMessage", Hello))["ok"]!);
    }

    [Fact]
    public async Task The_app_can_be_pointed_elsewhere_and_the_workspace_reset()
    {
        await using var world = await World.StartAsync();
        await world.Post(World.Payments, "Card");
        await world.Control(HttpMethod.Put, "/sandbox/app", new { signing_secret = "another" });
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        Assert.False(world.App.Last.Signed);
        await world.Post("/sandbox/reset", new { });
        Assert.Empty(await world.Messages("maya", World.Payments));
    }
}
