using System.Text.Json.Nodes;
using PostmortemBot.Features.Trackers.Outgoing;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

/// <summary>Another system is told of items, signed, once for each change.</summary>
public sealed class AnnouncementStories : IAsyncLifetime
{
    private const string Secret = "a-secret-for-announcements";
    private readonly BotFixture _bot = new();
    private readonly Receiver _receiver = new();

    public async ValueTask InitializeAsync()
    {
        await _receiver.StartAsync();
        await _bot.StartAsync(new Dictionary<string, string?>
        {
            ["Trackers:Webhook:Url"] = new Uri(_receiver.Address, "in").ToString(),
            ["Trackers:Webhook:Secret"] = Secret,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_change_is_announced_once_with_a_signature_over_moment_and_body()
    {
        var (channel, card) = await AddsAsync("Tell the others", isPrivate: false);
        var told = Assert.Single(_receiver.Received);
        Assert.Equal("open", told.Json()!["action_item"]!["state"]!.ToString());
        Assert.Equal("action_item.changed", told.Json()!["event"]!.ToString());
        Assert.Equal(Announcement.Sign(Secret, long.Parse(told.Header("X-Postmortem-Timestamp")!), told.Body), told.Header("X-Postmortem-Signature"));

        var devon = _bot.As("devon");
        await devon.Presses("Done", await devon.Sees(channel, "Tell the others", card), channel);
        await _bot.Settles();
        Assert.Equal(2, _receiver.Received.Count);
        Assert.Equal("done", _receiver.Received[1].Json()!["action_item"]!["state"]!.ToString());
        Assert.NotEqual(told.Header("X-Postmortem-Delivery"), _receiver.Received[1].Header("X-Postmortem-Delivery"));
    }

    [Fact]
    public async Task A_repeat_bears_the_same_id()
    {
        _receiver.Breaks(new ServerFault { Method = "POST", PathPart = "/in", Status = 500 });
        _receiver.Breaks(new ServerFault { Method = "POST", PathPart = "/in", Status = 429, Headers = { ["Retry-After"] = "1" } });
        _bot.ExpectsFailures = true;

        await AddsAsync("Tell them again", isPrivate: false);

        Assert.Equal(3, _receiver.Received.Count);
        Assert.Single(_receiver.Received.Select(told => told.Header("X-Postmortem-Delivery")).Distinct());
        Assert.DoesNotContain(Secret, _bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_private_is_not_announced()
    {
        await AddsAsync("Between us", isPrivate: true);
        Assert.Empty(_receiver.Received);
    }

    private async Task<(string Channel, string CardTs)> AddsAsync(string title, bool isPrivate)
    {
        var channel = await _bot.NewChannel(isPrivate);
        var card = await _bot.HasPostmortem(channel);
        var submitted = await _bot.As("maya").Submits((await _bot.As("maya").Types(channel, $"/postmortem action {title}")).View!, new JsonObject());
        Assert.True(submitted.Closed, submitted.ToString());
        await _bot.Settles();
        return (channel, card.Ts);
    }

    private sealed class Receiver : LoopbackServer
    {
        protected override Task<ServerAnswer> AnswerAsync(ReceivedRequest request) => Task.FromResult(new ServerAnswer(204));
    }
}
