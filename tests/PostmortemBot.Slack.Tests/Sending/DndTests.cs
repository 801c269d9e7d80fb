using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Slack.Tests.Sending;

/// <summary>When somebody may be disturbed again, from what dnd.info says.</summary>
public sealed class DndTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_795_000_000);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    // A schedule that lasts now, has not begun, or is over.
    [InlineData("""{"ok":true,"dnd_enabled":true,"next_dnd_start_ts":1794999000,"next_dnd_end_ts":1795003600}""", 3600)]
    [InlineData("""{"ok":true,"dnd_enabled":true,"next_dnd_start_ts":1795000001,"next_dnd_end_ts":1795003600}""", null)]
    [InlineData("""{"ok":true,"dnd_enabled":true,"next_dnd_start_ts":1794990000,"next_dnd_end_ts":1795000000}""", null)]
    // Without a schedule Slack answers with ones.
    [InlineData("""{"ok":true,"dnd_enabled":false,"next_dnd_start_ts":1,"next_dnd_end_ts":1}""", null)]
    [InlineData("""{"ok":true,"dnd_enabled":false,"next_dnd_start_ts":1794999000,"next_dnd_end_ts":1795003600}""", null)]
    // A pause, alone and beside a schedule.
    [InlineData("""{"ok":true,"dnd_enabled":false,"next_dnd_start_ts":1,"next_dnd_end_ts":1,"snooze_enabled":true,"snooze_endtime":1795000600}""", 600)]
    [InlineData("""{"ok":true,"dnd_enabled":true,"next_dnd_start_ts":1794999000,"next_dnd_end_ts":1795003600,"snooze_enabled":true,"snooze_endtime":1795007200}""", 7200)]
    // Never is not a time.
    [InlineData("""{"ok":true,"dnd_enabled":true,"next_dnd_start_ts":1794999000,"next_dnd_end_ts":1895003600}""", null)]
    [InlineData("""{"ok":true,"dnd_enabled":true}""", null)]
    public async Task It_is_over_when_Slack_says_so(string answer, int? seconds)
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/dnd.info", answer);

        var info = await client.Api.Dnd.Info("U1", Token);

        Assert.Equal(seconds is { } later ? Now.AddSeconds(later) : null, info.OverAt(Now));
    }

    [Fact]
    public async Task Whom_Slack_does_not_know_is_named()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/dnd.info", """{"ok":false,"error":"user_not_found"}""");

        Assert.Equal("user_not_found", (await Assert.ThrowsAsync<SlackApiException>(() => client.Api.Dnd.Info("U1", Token))).Error);
    }
}
