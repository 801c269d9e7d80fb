using PostmortemBot.Jobs;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Weeks after something was done its owner is asked whether it worked.</summary>
public sealed class EffectStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_owner_is_asked_once_after_four_weeks_and_the_answer_stands_in_the_report()
    {
        var (channel, id) = await HasDone("Set a timeout on the gateway");

        bot.Clock.Advance(TimeSpan.FromDays(27));
        await bot.Recurs(RecurringIds.EffectChecks);
        Assert.DoesNotContain(await bot.As("devon").ReadsDirectMessages(), message => message.Text.Contains("Did it work?", StringComparison.Ordinal) && message.Text.Contains("Set a timeout", StringComparison.Ordinal));
        bot.Clock.Advance(TimeSpan.FromDays(2));
        await bot.Recurs(RecurringIds.EffectChecks);
        await bot.Recurs(RecurringIds.EffectChecks);

        Assert.Single(await bot.As("devon").ReadsDirectMessages(), message => message.Text.Contains("Did it work?", StringComparison.Ordinal) && message.Text.Contains("Set a timeout", StringComparison.Ordinal));
        await bot.AnswersIn("devon", "It worked", "Set a timeout on the gateway");
        Assert.Equal($"worked|{Devon}", await bot.Of(id, "effect || '|' || effect_by"));
        Assert.Contains("It worked", (await bot.AskedAbout("devon", "Set a timeout")).Text, StringComparison.Ordinal);

        await bot.As("maya").Types(channel, "/postmortem report");
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from action_item_changes where action_item_id = '{id}' and field = 'effect' and became = 'worked'"));
    }

    [Fact]
    public async Task What_cannot_be_told_yet_is_asked_again_and_what_did_not_help_offers_another_item()
    {
        var (_, id) = await HasDone("Page on queue age");
        bot.Clock.Advance(TimeSpan.FromDays(29));
        await bot.Recurs(RecurringIds.EffectChecks);
        await bot.AnswersIn("devon", "Not yet", "Page on queue age");
        Assert.Contains("I will ask again on", (await bot.AskedAbout("devon", "Page on queue age")).Text, StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromDays(29));
        await bot.Recurs(RecurringIds.EffectChecks);
        await bot.AnswersIn("devon", "It did not", "Page on queue age");
        var form = (await bot.As("devon").Presses("Add a follow-up item", await bot.AskedAbout("devon", "Page on queue age"), await bot.As("devon").OpensDirectMessage())).View!;
        Assert.True((await bot.As("devon").Submits(form, Fields(("title", "Page on queue depth per shard")))).Closed);
        await bot.Settles();

        Assert.Equal("did_not", await bot.Of(id, "effect"));
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from action_items where origin_id = '{id}' and origin = 'follow_up' and owner_id = '{Devon}'"));
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_was_reopened_or_when_the_workspace_wants_none()
    {
        var (channel, id) = await HasDone("Keep two spare nodes");
        await bot.Stores($"update action_items set state = 'open' where action_item_id = '{id}'");
        bot.Clock.Advance(TimeSpan.FromDays(29));
        await bot.Recurs(RecurringIds.EffectChecks);
        Assert.DoesNotContain(await bot.As("devon").ReadsDirectMessages(), message => message.Text.Contains("Did it work?", StringComparison.Ordinal) && message.Text.Contains("Keep two spare", StringComparison.Ordinal));

        var settings = (await bot.As("maya").Types(channel, "/postmortem settings")).View!;
        Assert.Equal(["effect_weeks"], (await bot.As("maya").Submits(settings, Fields(("effect_weeks", "soon")))).Errors.Keys);
        Assert.Equal(["due_days"], (await bot.As("maya").Submits(settings, Fields(("effect_weeks", "0"), ("due_rule", "own"), ("due_days", "1, 2, x")))).Errors.Keys);
        Assert.True((await bot.As("maya").Submits(settings, Fields(("effect_weeks", "0"), ("due_rule", "own"), ("due_days", "2, 14, 28, 56")))).Closed);
        Assert.Contains(bot.Day(14), (await bot.As("maya").Types(channel, "/postmortem action Keep a spare region")).View!.Raw.ToJsonString(), StringComparison.Ordinal);
        (_, id) = await HasDone("Keep three spare nodes");

        Assert.Equal("null", await bot.Of(id, "effect_check_at"));
        await bot.Stores("delete from settings");
    }

    private async Task<(string Channel, string Id)> HasDone(string title)
    {
        // A Monday, so that proposals fall on working days.
        var today = bot.Clock.GetUtcNow();
        bot.Clock.Advance(TimeSpan.FromDays(((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7));
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, title, ("owner", Devon));
        await bot.As("devon").Presses("Done", await bot.As("devon").Sees(channel, title, card.Ts), channel);
        await bot.Settles();
        return (channel, id);
    }
}
