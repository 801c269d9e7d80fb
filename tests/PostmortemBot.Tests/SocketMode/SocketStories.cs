using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.SocketMode;

/// <summary>A bot that Slack reaches over sockets only.</summary>
public sealed class SocketBot : BotFixture, IAsyncLifetime
{
    public ValueTask InitializeAsync() => StartAsync(new Dictionary<string, string?> { ["Slack:SocketMode"] = "true", ["Slack:SocketConnections"] = "1" });
}

public sealed class SocketStories(SocketBot bot) : IClassFixture<SocketBot>
{
    [Fact]
    public async Task The_whole_first_story_goes_over_the_socket()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var form = await maya.Types(channel, "/postmortem");
        Assert.Equal("Start a postmortem", form.View?.Title);

        var started = bot.Clock.GetUtcNow().AddHours(-3).ToUnixTimeSeconds();
        var refused = await maya.Submits(form.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow(), ("resolved", started - 60)));
        Assert.Equal(["resolved"], refused.Errors.Keys);
        var accepted = await maya.Submits(form.View!, new JsonObject { ["resolved"] = started + 2700 });
        Assert.True(accepted.Closed, accepted.ToString());
        await bot.Settles();

        var card = await bot.As("devon").Sees(channel, "Card payments failed for 45 minutes");
        Assert.True(card.IsPinned);
        var calls = (await bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/calls", TestContext.Current.CancellationToken))!["calls"]!.AsArray();
        Assert.All(calls.Where(call => $"{call!["direction"]}" == "to_app"), call => Assert.Equal("socket", $"{call!["via"]}"));
        Assert.Contains(calls, call => $"{call!["name"]}".StartsWith("view_submission", StringComparison.Ordinal));
        using var http = await bot.Bot.PostAsync("/slack/events", new StringContent(""), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, http.StatusCode);
    }
}
