using Microsoft.AspNetCore.Http;

namespace PostmortemBot.Sandbox.Tests;

public sealed class CommandTests
{
    [Fact]
    public async Task A_command_arrives_signed_with_everything_Slack_sends()
    {
        await using var world = await World.StartAsync();

        var interaction = await world.As("maya", "command", new { channel = "incident-payments", text = "/postmortem new checkout is down" });

        Assert.True((bool)interaction["ok"]!);
        Assert.Equal(200, (int)interaction["status"]!);
        var received = Assert.Single(world.App.Of("command"));
        Assert.True(received.Signed);
        Assert.Equal("/postmortem", (string?)received.Json["command"]);
        Assert.Equal("new checkout is down", (string?)received.Json["text"]);
        Assert.Equal(World.Payments, (string?)received.Json["channel_id"]);
        Assert.StartsWith(world.Http.BaseAddress!.ToString(), (string?)received.Json["response_url"]);
    }

    [Fact]
    public async Task Mentions_are_escaped_for_a_command_that_asks_for_it()
    {
        await using var world = await World.StartAsync();
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem owner @devon in #incident-checkout and #incident-secret a<b" });
        Assert.Equal("owner <@U0DEVON0001> in <#C0CHECKOUT1|incident-checkout> and <#C0SECRET001|> a&lt;b", (string?)world.App.Last.Json["text"]);
    }

    [Fact]
    public async Task A_text_answer_is_shown_to_the_person_alone()
    {
        await using var world = await World.StartAsync();
        world.App.Answer = (_, _) => Task.FromResult(Results.Text("Working on it"));

        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem list" });

        var shown = Assert.Single(await world.Messages("maya", World.Payments))!;
        Assert.True((bool)shown["ephemeral"]!);
        Assert.Equal("Working on it", (string?)shown["text"]);
        Assert.Empty(await world.Messages("devon", World.Payments));
    }

    [Fact]
    public async Task An_in_channel_answer_shows_the_typed_command_too()
    {
        await using var world = await World.StartAsync();
        world.App.Replies("""{"response_type":"in_channel","text":"Hello"}""");
        await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem help" });
        Assert.Equal(["/postmortem help", "Hello"], (await world.Messages("devon", World.Payments)).Select(m => (string?)m!["text"]));
    }

    [Fact]
    public async Task A_misspelt_field_in_the_answer_is_found()
    {
        await using var world = await World.StartAsync();
        world.App.Replies("""{"reponse_type":"in_channel","text":"Hello"}""");
        var interaction = await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem help" });
        Assert.Equal("invalid_response", (string?)interaction["problem"]);
        Assert.Contains("reponse_type", (string?)interaction["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_answer_is_a_timeout()
    {
        await using var world = await World.StartAsync(ackMilliseconds: 50);
        world.App.Answer = async (_, http) =>
        {
            await http.RequestAborted.AsTask();
            return Results.Ok();
        };
        var interaction = await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        Assert.Equal("operation_timeout", (string?)interaction["problem"]);
        Assert.Equal("/postmortem failed with the error \"operation_timeout\"", (string?)interaction["shown"]);
    }

    [Fact]
    public async Task A_failing_app_is_a_dispatch_failure()
    {
        await using var world = await World.StartAsync();
        world.App.Answer = (_, _) => Task.FromResult(Results.StatusCode(500));
        var interaction = await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new" });
        Assert.Equal("dispatch_failed", (string?)interaction["problem"]);
        Assert.Equal(500, (int)interaction["status"]!);
    }

    [Fact]
    public async Task Commands_do_not_work_in_threads()
    {
        await using var world = await World.StartAsync();
        var ts = await world.Post(World.Payments, "Parent");
        var interaction = await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem new", thread_ts = ts });
        Assert.Equal("not_supported_in_threads", (string?)interaction["problem"]);
        Assert.Equal("/postmortem is not supported in threads. Sorry!", (string?)interaction["shown"]);
        Assert.Empty(world.App.Of("command"));
    }

    [Fact]
    public async Task A_command_outside_the_manifest_is_unknown()
    {
        await using var world = await World.StartAsync(Manifests.Small);
        Assert.Equal("unknown_command", (string?)(await world.As("maya", "command", new { channel = World.Payments, text = "/deploy" }))["problem"]);
        Assert.True((bool)(await world.As("maya", "command", new { channel = World.Payments, text = "/postmortem x" }))["ok"]!);
    }
}
