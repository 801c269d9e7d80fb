using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Postmortems;

public sealed class CardStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_card_that_somebody_deleted_comes_back()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.OrdersFault(new JsonObject { ["on"] = "chat.update", ["kind"] = "error", ["error"] = "message_not_found", ["times"] = 1 });

        await bot.As("maya").Types(channel, "/postmortem card");
        await bot.Settles();

        Assert.Equal(2, (await bot.As("maya").Reads(channel)).Count(message => message.IsPinned));
        Assert.NotEqual(card.Ts, await bot.Stored<string>($"select card_ts from postmortems where card_ts is not null order by number desc limit 1"));
    }

    [Fact]
    public async Task Slack_asking_for_a_pause_delays_the_card_and_loses_nothing()
    {
        var channel = await bot.NewChannel();
        await bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "rate_limited", ["times"] = 1, ["retry_after"] = 1 });

        await using var passing = new RunningClock(bot.Clock);
        var card = await bot.HasPostmortem(channel);

        Assert.True(card.IsPinned);
        Assert.Single(await bot.As("maya").Reads(channel), message => message.IsPinned);
    }

    [Fact]
    public async Task What_people_do_at_once_is_one_drawing_and_nothing_is_missing()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        string[] people = ["maya", "devon", "yuki", "priya", "lars"];

        await Task.WhenAll(people.Select(async person =>
        {
            for (var i = 0; i < 4; i++)
                await bot.As(person).Types(channel, $"/postmortem add 02:{i:00} seen by {person}");
        }));
        await bot.Settles();

        var redrawn = await bot.As("maya").Sees(channel, "20 entries");
        Assert.Equal(card.Ts, redrawn.Ts);
    }

    [Fact]
    public async Task Where_the_card_cannot_be_posted_the_facilitator_hears_the_way_on()
    {
        var channel = await bot.NewChannel();
        await bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "error", ["error"] = "not_in_channel", ["times"] = 1 });
        var maya = bot.As("maya");
        var form = await maya.Types(channel, "/postmortem");

        await maya.Submits(form.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow()));
        await bot.Settles();

        Assert.Contains(await bot.As("priya").ReadsDirectMessages(), message => message.Text.Contains("/invite @postmortem", StringComparison.Ordinal));
    }
}
