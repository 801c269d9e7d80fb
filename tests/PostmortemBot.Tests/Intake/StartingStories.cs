using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Intake;

public sealed class StartingStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Typing_the_command_opens_the_form_and_submitting_it_pins_a_card()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");

        var form = await maya.Types(channel, "/postmortem");
        Assert.Equal("Start a postmortem", form.View?.Title);
        var submitted = await maya.Submits(form.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow()));
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();

        var card = await bot.As("devon").Sees(channel, "Card payments failed for 45 minutes");
        Assert.True(card.IsPinned);
        Assert.Contains("detected after *3 min*", card.Text, StringComparison.Ordinal);
        Assert.Contains("resolved after *45 min*", card.Text, StringComparison.Ordinal);
        Assert.Contains("*Facts*   complete", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_exists_the_command_shows_its_card_to_whoever_asks()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var shown = await bot.As("yuki").Types(channel, "/postmortem");

        Assert.Null(shown.View);
        Assert.True(shown.Message!.IsEphemeral);
        Assert.Contains("Card payments failed for 45 minutes", shown.Message.Text, StringComparison.Ordinal);
        await bot.Settles();
        Assert.Single(await bot.As("yuki").Reads(channel), message => !message.IsEphemeral && message.Text.Contains("Card payments", StringComparison.Ordinal) && message.IsPinned);
    }

    [Fact]
    public async Task An_end_before_the_start_is_shown_at_its_field_and_nothing_typed_is_lost()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var form = await maya.Types(channel, "/postmortem");
        var started = bot.Clock.GetUtcNow().AddHours(-3).ToUnixTimeSeconds();

        var refused = await maya.Submits(form.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow(), ("resolved", started - 60)));

        Assert.Equal(["resolved"], refused.Errors.Keys);
        Assert.Single(await maya.OpenModals());
        var accepted = await maya.Submits(form.View!, new JsonObject { ["resolved"] = started + 2700 });
        Assert.True(accepted.Closed, accepted.ToString());
    }

    [Fact]
    public async Task Two_people_with_the_form_open_start_one_and_the_second_is_told()
    {
        var channel = await bot.NewChannel();
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        var first = await maya.Types(channel, "/postmortem");
        var second = await devon.Types(channel, "/postmortem");

        await maya.Submits(first.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow()));
        var refused = await devon.Submits(second.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow()));

        Assert.Contains("a moment ago", Assert.Single(refused.Errors).Value, StringComparison.Ordinal);
        await bot.Settles();
        Assert.Single(await maya.Reads(channel), message => message.IsPinned);
    }

    [Fact]
    public async Task In_a_private_channel_without_the_bot_the_way_on_is_an_invitation()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: false, "maya", "priya");

        var answer = await bot.As("maya").Types(channel, "/postmortem");

        Assert.Null(answer.View);
        Assert.Contains("/invite @postmortem", answer.Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_public_channel_without_the_bot_it_joins_when_the_postmortem_starts()
    {
        var channel = await bot.NewChannel(isPrivate: false, withBot: false, "maya", "priya");

        var card = await bot.HasPostmortem(channel);

        Assert.True(card.IsPinned);
    }

    [Fact]
    public async Task From_a_direct_message_the_form_asks_for_the_channel()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var form = await maya.Types(await maya.OpensDirectMessage(), "/postmortem");
        Assert.Contains("Incident channel", form.View!.Text, StringComparison.Ordinal);

        var submitted = await maya.Submits(form.View, Testing.Postmortems.Facts(bot.Clock.GetUtcNow(), ("channel", channel)));
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();

        await bot.As("devon").Sees(channel, "Card payments failed");
    }

    [Fact]
    public async Task A_mention_in_a_thread_offers_a_button_because_commands_do_not_work_there()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var parent = await maya.Says(channel, "payments look odd");

        await maya.Says(channel, "<@U0POSTMORT1> please", parent.Ts);
        await bot.Settles();

        var offer = (await maya.Reads(channel, parent.Ts)).Last();
        var opened = await maya.Presses("Start a postmortem", offer, channel);
        Assert.Equal("Start a postmortem", opened.View?.Title);
    }

    [Theory]
    [InlineData("serach load balancer", "`/postmortem search`")]
    [InlineData("timelin", "`/postmortem timeline`")]
    [InlineData("hlep", "`/postmortem help`")]
    [InlineData("abracadabra", "`/postmortem help` lists everything")]
    public async Task Misspelt_words_teach(string typed, string expected)
    {
        var answer = await bot.As("maya").Types("incident-payments", $"/postmortem {typed}");
        Assert.Contains(expected, answer.Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_verb_with_what_it_does()
    {
        var answer = await bot.As("maya").Types("incident-payments", "/postmortem help");
        Assert.Contains("`/postmortem add [14:05] what happened`", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("`/postmortem search words`", answer.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facts_are_edited_from_the_card_and_the_card_follows()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel, "maya", ("impact", ""));
        Assert.Contains("still to say: impact", card.Text, StringComparison.Ordinal);
        var devon = bot.As("devon");

        var form = await devon.Presses("Complete the facts", card, channel);
        var saved = await devon.Submits(form.View!, new JsonObject { ["impact"] = "Nobody could pay", ["severity"] = "SEV-2" });
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();

        var redrawn = await devon.Sees(channel, "Nobody could pay");
        Assert.Equal(card.Ts, redrawn.Ts);
        Assert.Contains("SEV-2", redrawn.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_edit_the_facts_at_once_both_keep_what_they_changed()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        var mayas = (await maya.Types(channel, "/postmortem facts")).View!;
        var devons = (await devon.Types(channel, "/postmortem facts")).View!;

        Assert.True((await maya.Submits(mayas, new JsonObject { ["title"] = "Cards were refused", ["severity"] = "SEV-2" })).Closed);
        Assert.True((await devon.Submits(devons, new JsonObject { ["impact"] = "Nobody could pay by card" })).Closed);
        await bot.Settles();

        var card = await maya.Sees(channel, "Nobody could pay by card");
        Assert.Contains("Cards were refused", card.Text, StringComparison.Ordinal);
        Assert.Contains("SEV-2", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_one_leaves_the_channel_free_for_another()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");

        var question = await maya.Types(channel, "/postmortem cancel");
        var button = Words.Buttons(question.Message!.Raw).Single();
        await maya.Presses(button["text"]!["text"]!.ToString(), question.Message, channel);
        await bot.Settles();

        Assert.Equal("Start a postmortem", (await maya.Types(channel, "/postmortem")).View?.Title);
    }

    [Fact]
    public async Task Only_who_started_it_or_its_facilitator_cancels_it_and_only_while_it_is_a_draft()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var question = await maya.Types(channel, "/postmortem cancel");
        var button = Words.Buttons(question.Message!.Raw).Single()["text"]!["text"]!.ToString();
        Assert.Contains("can cancel it", (await bot.As("yuki").Types(channel, "/postmortem cancel")).Message!.Text, StringComparison.Ordinal);

        await bot.Stores($"update postmortems set status = 'approved' where channel_id = (select channel_id from channels where name = '{channel}')");
        await maya.Presses(button, question.Message, channel);
        await bot.Settles();

        Assert.Equal("approved", await bot.Stored<string>($"select status from postmortems where channel_id = (select channel_id from channels where name = '{channel}')"));
        Assert.NotNull(card);
    }

    [Fact]
    public async Task A_number_is_not_overheard_where_only_the_channels_own_postmortem_can_be_meant()
    {
        var (here, there) = (await bot.NewChannel(), await bot.NewChannel());
        await bot.HasPostmortem(here);
        await bot.HasPostmortem(there);
        var (own, other) = (await bot.Stored<int>($"select number from postmortems where channel_id = (select channel_id from channels where name = '{here}')"), await bot.Stored<int>($"select number from postmortems where channel_id = (select channel_id from channels where name = '{there}')"));
        var maya = bot.As("maya");

        var refused = await maya.Types(here, $"/postmortem facts pm-{other}");
        Assert.Null(refused.View);
        Assert.Contains($"PM-{other}'s channel", refused.Message!.Text, StringComparison.Ordinal);
        Assert.NotNull((await maya.Types(here, $"/postmortem facts PM-{own}")).View);
    }

    [Fact]
    public async Task A_deactivated_facilitator_is_refused_at_the_field()
    {
        var channel = await bot.NewChannel();
        await bot.ChangesPerson("U0LARS00001", new JsonObject { ["deleted"] = true });
        var maya = bot.As("maya");
        var form = await maya.Types(channel, "/postmortem");

        var refused = await maya.Submits(form.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow(), ("facilitator", "U0LARS00001")));

        Assert.Contains("deactivated", refused.Errors["facilitator"], StringComparison.Ordinal);
    }
}
