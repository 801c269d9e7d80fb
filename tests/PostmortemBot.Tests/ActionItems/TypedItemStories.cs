using PostmortemBot.Testing;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.ActionItems;

public sealed class TypedItemStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task One_sentence_is_enough_and_the_answer_says_how_it_was_read()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");

        var answer = await maya.Types(channel, "/postmortem action Add a retry budget to the gateway @devon by 2026-12-24 P1");

        Assert.True(answer.Message!.IsEphemeral);
        Assert.Contains("waiting for <@U0DEVON0001> to accept", answer.Message.Text, StringComparison.Ordinal);
        Assert.Contains("24 Dec 2026", answer.Message.Text, StringComparison.Ordinal);
        Assert.Empty(await maya.OpenModals());
        Assert.Equal("Add a retry budget to the gateway U0DEVON0001 2026-12-24 P1", await Stored("Add a retry budget to the gateway"));
        await bot.Settles();
        await maya.Sees(channel, "Add a retry budget to the gateway", card.Ts);
        Assert.Contains("asked you to own", (await bot.AskedAbout("devon", "Add a retry budget to the gateway")).Text, StringComparison.Ordinal);

        var form = (await maya.Presses("Edit", answer.Message, channel)).View!;
        Assert.Contains("Add a retry budget to the gateway", form.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cap the pool size of api @devon by 31 February", "by 31 February", "does not exist", "Cap the pool size of api by 31 February U0DEVON0001")]
    [InlineData("Cap the pool size of web @devon due 2026-11-01", "due 2026-11-01", "has passed", "Cap the pool size of web due 2026-11-01 U0DEVON0001")]
    [InlineData("Cap the pool size of jobs @devin P1", "@devin", "nobody whom I know", "Cap the pool size of jobs @devin ")]
    [InlineData("Cap the pool size of cron @postmortem P1", "is an app", "needs a person", "Cap the pool size of cron ")]
    [InlineData("Have @devon cap the pool of mail by Friday", "<@U0DEVON0001>", "taken as the owner", "Have @Devon Reyes cap the pool of mail U0DEVON0001")]
    public async Task What_is_not_understood_is_named_and_the_item_is_kept(string typed, string words, string why, string stored)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var answer = await bot.As("maya").Types(channel, $"/postmortem action {typed}");

        Assert.Contains(words, answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains(why, answer.Message.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Message.Button("Edit"));
        var owner = stored[(stored.LastIndexOf(' ') + 1)..];
        var title = stored[..stored.LastIndexOf(' ')];
        Assert.StartsWith($"{title} {owner}", await Stored(title), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_outside_the_private_channel_is_not_asked_and_the_writer_is_told()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        await bot.HasPostmortem(channel);

        var answer = await bot.As("maya").Types(channel, "/postmortem action Mirror the registry here @lars with @priya P1");

        Assert.Contains("cannot see PM-", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Equal("Mirror the registry here  2026-11-30 P1", await Stored("Mirror the registry here"));
        Assert.Equal("U0PRIYA0001", await bot.Stored<string>("select array_to_string(helpers, ' ') from action_items where title = 'Mirror the registry here'"));
    }

    [Fact]
    public async Task The_same_command_received_twice_makes_one_item()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var channelId = await bot.Stored<string>("select channel_id from postmortems order by number desc limit 1");
        for (var time = 0; time < 2; time++)
        {
            using var request = SlackRequest.Form(SlackRequest.Command("action Fence the old primary <@U0DEVON0001> P1", channelId), bot.Clock.GetUtcNow());
            using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Contains("is added", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>("select count(*) from action_items where title = 'Fence the old primary'"));
    }

    [Fact]
    public async Task Words_alone_open_the_form_with_what_was_left_in_them()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var form = (await bot.As("maya").Types(channel, "/postmortem action Ask @yuki about the retry")).View!;

        Assert.Equal("Add action item", form.Title);
        Assert.Contains("was not taken as the owner", form.Text, StringComparison.Ordinal);
        Assert.Contains("Ask @Yuki", form.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_day_is_the_writer_s()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        // 16:00 in London is the next day in Tokyo.
        bot.Clock.Advance(TimeSpan.FromHours(6));

        await bot.As("yuki").Types(channel, "/postmortem action Rotate the signing key tomorrow P1");

        Assert.Equal("Rotate the signing key  2026-11-25 P1", await Stored("Rotate the signing key"));
    }

    [Fact]
    public async Task A_title_that_is_too_long_is_kept_whole_under_the_details_and_more_is_given_back()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");

        var answer = await maya.Types(channel, $"/postmortem action Cap {new string('x', 2900)} P1");
        Assert.Contains("under the details", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Equal(2904, await bot.Stored<int>("select length(details) from action_items where details like 'Cap xxx%'"));

        answer = await maya.Types(channel, $"/postmortem action Cap {new string('y', 3100)} P1");
        Assert.Contains("nothing was stored", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains($"Cap {new string('y', 3100)} P1", answer.Message.Text, StringComparison.Ordinal);
    }

    private Task<string> Stored(string title) =>
        bot.Stored<string>($"select concat_ws(' ', title, coalesce(owner_id, ''), due_on, priority) from action_items where title = '{title}'");
}
