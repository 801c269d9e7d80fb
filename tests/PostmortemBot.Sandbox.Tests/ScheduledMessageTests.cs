using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Tests;

public sealed class ScheduledMessageTests
{
    [Fact]
    public async Task A_scheduled_message_appears_at_its_time_and_not_before()
    {
        await using var world = await World.StartAsync();
        await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "Stand-up", post_at = At(world, 600) });
        Assert.Empty(await world.Messages("maya", World.Payments));
        await world.Post("/sandbox/clock", new { advance_seconds = 599 });
        Assert.Empty(await world.Messages("maya", World.Payments));
        await world.Post("/sandbox/clock", new { advance_seconds = 1 });
        Assert.Equal("Stand-up", (string?)Assert.Single(await world.Messages("maya", World.Payments))!["text"]);
        Assert.Empty(await Listed(world));
    }

    [Fact]
    public async Task Time_alone_posts_it_too()
    {
        await using var world = await World.StartAsync();
        await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "Stand-up", post_at = At(world, 60) });
        var before = (long)(await world.Get("/sandbox/workspace"))["version"]!;
        // The clock is watched from another thread; it moves until that thread has seen the schedule.
        while ((await world.Messages("maya", World.Payments)).Count == 0)
        {
            world.Time.Advance(TimeSpan.FromSeconds(61));
            before = (long)(await world.Get($"/sandbox/changes?after={before}&timeout_ms=200"))["version"]!;
        }
    }

    [Fact]
    public async Task Too_late_too_far_and_too_many_are_refused()
    {
        await using var world = await World.StartAsync();
        Assert.Equal("time_in_past", (string?)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, 0) }))["error"]);
        Assert.Equal("time_too_far", (string?)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, (120 * 86_400) + 1) }))["error"]);
        Assert.Equal("no_text", (string?)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, post_at = At(world, 90) }))["error"]);
        Assert.Equal("not_in_channel", (string?)(await world.Slack("chat.scheduleMessage", new { channel = World.Checkout, text = "x", post_at = At(world, 90) }))["error"]);
        for (var i = 0; i < 30; i++) Assert.True((bool)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, 1000 + (i * 9)) }))["ok"]!);
        Assert.Equal("restricted_too_many", (string?)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, 1299) }))["error"]);
        Assert.True((bool)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, 1600) }))["ok"]!);
    }

    [Fact]
    public async Task It_can_be_taken_back_until_the_last_minute()
    {
        await using var world = await World.StartAsync();
        var id = (string)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, 600) }))["scheduled_message_id"]!;
        var late = (string)(await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "y", post_at = At(world, 59) }))["scheduled_message_id"]!;
        Assert.Equal([late, id], (await Listed(world)).Select(m => (string?)m!["id"]));
        Assert.True((bool)(await world.Slack("chat.deleteScheduledMessage", new { channel = World.Payments, scheduled_message_id = id }))["ok"]!);
        Assert.Equal("invalid_scheduled_message_id", (string?)(await world.Slack("chat.deleteScheduledMessage", new { channel = World.Payments, scheduled_message_id = id }))["error"]);
        Assert.Equal("invalid_scheduled_message_id", (string?)(await world.Slack("chat.deleteScheduledMessage", new { channel = World.Payments, scheduled_message_id = late }))["error"]);
    }

    [Fact]
    public async Task The_list_is_paged_and_can_be_narrowed()
    {
        await using var world = await World.StartAsync();
        foreach (var seconds in new[] { 300, 100, 200 }) await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = $"{seconds}", post_at = At(world, seconds) });
        var first = await world.SlackForm("chat.scheduledMessages.list", World.Token, ("limit", "2"));
        Assert.Equal(["100", "200"], ((JsonArray)first["scheduled_messages"]!).Select(m => (string?)m!["text"]));
        var next = (string)first["response_metadata"]!["next_cursor"]!;
        Assert.Equal("300", (string?)Assert.Single((JsonArray)(await world.SlackForm("chat.scheduledMessages.list", World.Token, ("limit", "2"), ("cursor", next)))["scheduled_messages"]!)!["text"]);
        Assert.Equal("200", (string?)Assert.Single((JsonArray)(await world.SlackForm("chat.scheduledMessages.list", World.Token, ("oldest", $"{At(world, 150)}"), ("latest", $"{At(world, 250)}")))["scheduled_messages"]!)!["text"]);
        Assert.Equal("invalid_channel", (string?)(await world.SlackForm("chat.scheduledMessages.list", World.Token, ("channel", World.Hidden)))["error"]);
    }

    [Fact]
    public async Task One_with_metadata_is_taken_and_never_posted()
    {
        await using var world = await World.StartAsync();
        var taken = await world.Slack("chat.scheduleMessage", new { channel = World.Payments, text = "x", post_at = At(world, 60), metadata = new { event_type = "a", event_payload = new { } } });
        Assert.True((bool)taken["ok"]!);
        await world.Post("/sandbox/clock", new { advance_seconds = 61 });
        Assert.Empty(await world.Messages("maya", World.Payments));
    }

    private static long At(World world, int seconds) => world.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();

    private static async Task<JsonArray> Listed(World world) => (JsonArray)(await world.SlackForm("chat.scheduledMessages.list", World.Token))["scheduled_messages"]!;
}
