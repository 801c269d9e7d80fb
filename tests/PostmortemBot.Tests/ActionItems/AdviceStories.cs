using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Weak wording gets an offer and is stored all the same.</summary>
public sealed class AdviceStories(StartedBot bot) : IClassFixture<StartedBot>
{
    private const string Advice = "This may be hard to verify.";

    [Fact]
    public async Task A_weak_item_is_stored_and_its_writer_is_asked_one_thing()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action")).View!;
        Assert.DoesNotContain(Advice, form.Text, StringComparison.Ordinal);

        var added = await maya.Submits(form, new JsonObject { ["title"] = "Improve <monitoring>" });
        await bot.Settles();

        Assert.False(added.Closed);
        var shown = Assert.Single(await maya.OpenModals());
        Assert.Contains("is added", shown.Text, StringComparison.Ordinal);
        Assert.Contains(Advice, shown.Text, StringComparison.Ordinal);
        await maya.Sees(channel, "Improve", card.Ts);
    }

    [Fact]
    public async Task Whoever_keeps_the_words_after_the_advice_is_not_asked_again()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action Discuss retries with everybody")).View!;
        Assert.Contains(Advice, form.Text, StringComparison.Ordinal);

        var added = await maya.Submits(form, []);
        await bot.Settles();

        Assert.True(added.Closed, added.ToString());
        var message = await maya.Sees(channel, "Discuss retries", card.Ts);
        Assert.DoesNotContain(Advice, message.Text, StringComparison.Ordinal);
        Assert.Contains(Advice, (await maya.Presses("Edit", message, channel)).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_firm_item_is_added_without_a_word()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action")).View!;

        var added = await maya.Submits(form, new JsonObject { ["title"] = "Page the storage rota when free disk falls below 20 %" });

        Assert.True(added.Closed, added.ToString());
    }
}
