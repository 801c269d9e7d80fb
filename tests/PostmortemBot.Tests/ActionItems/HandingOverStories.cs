using PostmortemBot.Testing;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Nobody owns what they did not accept, and whoever hands something on stays told.</summary>
public sealed class HandingOverStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Whoever_is_asked_accepts_and_until_then_it_shows_that_it_waits()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Cache the tax table", ("owner", Devon));

        Assert.Contains("waiting for <@U0DEVON0001> to accept", (await bot.As("maya").Sees(channel, "Cache the tax table", card.Ts)).Text, StringComparison.Ordinal);
        await bot.AnswersIn("devon", "Accept", "Cache the tax table");

        Assert.DoesNotContain("waiting for", (await bot.As("maya").Sees(channel, "Cache the tax table", card.Ts)).Text, StringComparison.Ordinal);
        Assert.NotEqual("null", await bot.Of(id, "accepted_at"));
        Assert.NotNull((await bot.AskedAbout("devon", "Cache the tax table")).Button("Done"));
    }

    [Fact]
    public async Task An_owner_hands_on_stays_told_and_gets_it_back()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Prune the image cache", ("owner", Devon));
        await bot.AnswersIn("devon", "Accept", "Prune the image cache");

        var view = (await bot.AnswersIn("devon", "More…", "Prune the image cache")).View ?? await bot.Shown("devon");
        var form = (await bot.As("devon").Presses("Hand on", view)).View!;
        Assert.True((await bot.As("devon").Submits(form, Fields(("owner", Lars), ("note", "You know the registry")))).Closed);
        await bot.Settles();

        Assert.Contains("waiting for <@U0LARS00001> to accept. Until then it stays with you", (await bot.AskedAbout("devon", "Prune the image cache")).Text, StringComparison.Ordinal);
        await bot.AnswersIn("lars", "Hand back", "Prune the image cache");

        Assert.Equal(Devon, await bot.Of(id, "owner_id"));
        Assert.NotEqual("null", await bot.Of(id, "accepted_at"));
        Assert.DoesNotContain((await bot.As("lars").ReadsDirectMessages()), message => message.Text.Contains("Prune the image cache", StringComparison.Ordinal) && message.Button("Accept") is not null);
    }

    [Fact]
    public async Task Whoever_owned_it_themselves_is_told_when_the_other_accepts()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Archive the audit trail", ("owner", Maya));
        var form = (await bot.As("maya").Presses("Hand on", await bot.Opens("maya", channel, card.Ts, "Archive the audit trail"))).View!;
        Assert.True((await bot.As("maya").Submits(form, Fields(("owner", Lars)))).Closed);
        await bot.Settles();
        Assert.Contains("waiting for <@U0LARS00001> to accept", (await bot.AskedAbout("maya", "Archive the audit trail")).Text, StringComparison.Ordinal);

        await bot.AnswersIn("lars", "Accept", "Archive the audit trail");

        Assert.Contains(await bot.As("maya").ReadsDirectMessages(), message => message.Text.Contains("no longer waits for you: <@U0LARS00001> owns it now", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_nobody_owned_goes_back_to_whoever_asked()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Shorten the lease", ("owner", Lars));

        await bot.AnswersIn("lars", "Hand back", "Shorten the lease");

        Assert.Equal(Maya, await bot.Of(id, "owner_id"));
        Assert.NotNull((await bot.AskedAbout("maya", "Shorten the lease")).Button("Accept"));
    }

    [Fact]
    public async Task Nobody_answers_for_somebody_else()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Drop the dead index", ("owner", Devon));

        await bot.As("lars").Presses("Accept", await bot.Opens("lars", channel, card.Ts, "Drop the dead index"));
        await bot.Settles();

        Assert.Equal("null", await bot.Of(id, "accepted_at"));
        Assert.Contains("to answer for now", (await bot.Shown("lars")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_and_a_guest_who_cannot_see_it_are_refused_and_the_choice_is_kept()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        var card = await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Sign the artefacts", ("owner", Maya));
        var form = (await bot.As("maya").Presses("Hand on", await bot.Opens("maya", channel, card.Ts, "Sign the artefacts"))).View!;

        var refused = await bot.As("maya").Submits(form, Fields(("owner", Lars)));

        Assert.Contains("cannot see PM-", refused.Errors["owner"], StringComparison.Ordinal);
        Assert.True((await bot.As("maya").Submits(form, Fields(("owner", Priya)))).Closed);
    }

    [Fact]
    public async Task What_waits_is_accepted_on_the_Home_tab_and_handed_on_from_there()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var priya = bot.As("priya");
        var id = await bot.HasItem(channel, "Warm the tax cache", ("owner", Priya));
        await bot.HasItem(channel, "Warm the price cache", ("owner", Priya));

        await priya.OpensHome();
        await bot.Settles();
        await priya.Presses("Accept", await priya.SeesHome());
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from action_items where owner_id = '{Priya}' and title like 'Warm the % cache' and accepted_at is not null"));

        var form = (await priya.Presses("Hand on…", await priya.SeesHome())).View!;
        Assert.True((await priya.Submits(form, Fields(("owner", Lars)))).Closed);
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from action_items where owner_id = '{Lars}' and title like 'Warm the % cache'"));
        Assert.NotEmpty(id);
    }

    [Fact]
    public async Task Handing_on_to_oneself_says_what_to_do_instead()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Trim the audit trail", ("owner", Devon));
        var devon = bot.As("devon");

        var form = (await devon.Presses("Hand on", await bot.Opens("devon", channel, card.Ts, "Trim the audit trail"))).View!;
        Assert.Contains("Press Accept on it", (await devon.Submits(form, Fields(("owner", Devon)))).Errors["owner"], StringComparison.Ordinal);
        await bot.AnswersIn("devon", "Accept", "Trim the audit trail");
        form = (await devon.Presses("Hand on", await bot.Opens("devon", channel, card.Ts, "Trim the audit trail"))).View!;
        Assert.Contains("is yours already", (await devon.Submits(form, Fields(("owner", Devon)))).Errors["owner"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_names_each_person_once()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Label the dashboards", ("owner", Devon));
        await bot.AnswersIn("devon", "Accept", "Label the dashboards");

        var history = (await bot.As("maya").Presses("History", await bot.Opens("maya", channel, card.Ts, "Label the dashboards"))).View!;

        Assert.Contains("<@U0DEVON0001> accepted it", history.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<@U0DEVON0001> <@U0DEVON0001>", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_asks_once()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Pin the base image", ("owner", Maya));
        var maya = bot.As("maya");
        var form = (await maya.Presses("Hand on", await bot.Opens("maya", channel, card.Ts, "Pin the base image"))).View!;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            try
            {
                await maya.Submits(form, Fields(("owner", Lars)));
            }
            catch (InvalidOperationException closed) when (closed.Message.Contains("could not do 'submit'", StringComparison.Ordinal))
            {
                // The first one has closed it.
            }
        }));
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from action_item_requests where action_item_id = '{id}' and owner_id = '{Lars}'"));
        Assert.Single(await bot.As("lars").ReadsDirectMessages(), message => message.Text.Contains("Pin the base image", StringComparison.Ordinal));
    }
}
