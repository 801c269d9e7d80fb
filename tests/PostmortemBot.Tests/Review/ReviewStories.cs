using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Review;

public sealed class ReviewStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Asking_for_a_review_tells_the_thread_and_each_reviewer()
    {
        var (channel, card) = await Started();

        await bot.AsksForReview(channel, card, "Look at the <causes> & the *items*", "U0YUKI00001", "U0LARS00001");

        var asked = await bot.As("devon").Sees(channel, "asks for a review", thread: card.Ts);
        Assert.Contains("<@U0YUKI00001>, <@U0LARS00001>", Ordered(asked.Text), StringComparison.Ordinal);
        var message = (await bot.As("lars").ReadsDirectMessages()).Last();
        Assert.Contains("&lt;causes&gt; &amp;", message.Text, StringComparison.Ordinal);
        Assert.NotNull(message.Button("Approve"));
        Assert.NotNull(message.Button("Send back"));
        Assert.NotNull(message.Button("Read the draft"));
        Assert.Contains("waiting for", (await Card(channel)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_shows_what_is_missing_and_does_not_insist()
    {
        var (channel, card) = await Started(("impact", ""));

        var form = await bot.As("maya").Presses("Request review", card, channel);

        Assert.Contains("Nobody has written the impact.", form.View!.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is on the timeline.", form.View.Text, StringComparison.Ordinal);
        var submitted = await bot.As("maya").Submits(form.View, Reviewers("U0YUKI00001"));
        Assert.True(submitted.Closed, submitted.ToString());
    }

    [Fact]
    public async Task Approving_twice_keeps_the_first_signature()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, "", "U0YUKI00001", "U0LARS00001");
        var (yuki, lars) = (bot.As("yuki"), bot.As("lars"));
        var (toYuki, toLars) = ((await yuki.ReadsDirectMessages()).Last(), (await lars.ReadsDirectMessages()).Last());

        await Task.WhenAll(
            yuki.Presses("Approve", toYuki, await yuki.OpensDirectMessage()),
            yuki.Presses("Approve", toYuki, await yuki.OpensDirectMessage()),
            lars.Presses("Approve", toLars, await lars.OpensDirectMessage()));
        await bot.Settles();

        var signer = await Scalar<string>(channel, "select string_agg(reviewer_id, ',') from sign_offs s where s.postmortem_id = p.postmortem_id");
        Assert.True(signer is "U0YUKI00001" or "U0LARS00001", signer);
        Assert.Equal("approved", await Scalar<string>(channel, "p.status"));
        var closed = (await lars.ReadsDirectMessages()).Last(message => message.Text.Contains(Key(card), StringComparison.Ordinal) && message.Text.Contains("approved it", StringComparison.Ordinal));
        Assert.Null(closed.Button("Approve"));
        Assert.Contains($"approved by <@{signer}>", (await Card(channel)).Text, StringComparison.Ordinal);
        await yuki.Sees(channel, "press *Publish*", thread: card.Ts);
    }

    [Fact]
    public async Task The_facilitator_and_whoever_was_not_asked_are_told_why_they_cannot_approve()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, "", "U0YUKI00001");
        var now = await Card(channel);

        await bot.As("priya").Presses("Approve", now, channel);
        await bot.As("devon").Presses("Approve", now, channel);
        await bot.Settles();

        await bot.As("priya").Sees(channel, "somebody else signs it off");
        await bot.As("devon").Sees(channel, "You were not asked to review");
        Assert.Equal("in_review", await Scalar<string>(channel, "p.status"));
    }

    [Fact]
    public async Task Who_was_not_asked_is_added_by_asking_again()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, "", "U0YUKI00001");
        await bot.AsksForReview(channel, await Card(channel), "", "U0YUKI00001", "U0DEVON0001");

        await bot.As("devon").Presses("Approve", await Card(channel), channel);
        await bot.Settles();

        Assert.Equal("approved", await Scalar<string>(channel, "p.status"));
        Assert.Single(await bot.As("yuki").ReadsDirectMessages(), message => message.Text.Contains(Key(card), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sending_back_needs_words_and_makes_it_a_draft_again()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, "", "U0YUKI00001", "U0LARS00001");
        var yuki = bot.As("yuki");

        var form = await yuki.Presses("Send back", await Card(channel), channel);
        var empty = await yuki.Submits(form.View!, new JsonObject { ["comment"] = "   " });
        Assert.Equal(["comment"], empty.Errors.Keys);
        var sent = await yuki.Submits(form.View!, new JsonObject { ["comment"] = "The third why stops at a <person>.\nWhat allowed it?" });
        Assert.True(sent.Closed, sent.ToString());
        await bot.Settles();

        var told = await bot.As("priya").Sees(channel, "this is what should be different", thread: card.Ts);
        Assert.Contains("&lt;person&gt;", told.Text, StringComparison.Ordinal);
        Assert.Contains("<@U0PRIYA0001>", told.Text, StringComparison.Ordinal);
        Assert.Equal("draft", await Scalar<string>(channel, "p.status"));
        var lars = bot.As("lars");
        var closed = (await lars.ReadsDirectMessages()).Last(message => message.Text.Contains(Key(card), StringComparison.Ordinal));
        Assert.Contains("sent it back", closed.Text, StringComparison.Ordinal);
        Assert.Null(closed.Button("Approve"));
    }

    [Fact]
    public async Task The_longest_comment_and_note_still_reach_the_thread()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, string.Concat(Enumerable.Repeat("<&>", 333)), "U0YUKI00001");
        var yuki = bot.As("yuki");
        var form = await yuki.Presses("Send back", await Card(channel), channel);

        var sent = await yuki.Submits(form.View!, new JsonObject { ["comment"] = string.Concat(Enumerable.Repeat("&\n", 999)) + "e" });

        Assert.True(sent.Closed, sent.ToString());
        await bot.Settles();
        await bot.As("priya").Sees(channel, "this is what should be different", thread: card.Ts);
    }

    [Fact]
    public async Task Who_comes_too_late_to_send_it_back_reads_a_name_and_no_marks()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, "", "U0YUKI00001", "U0LARS00001");
        var (yuki, lars) = (bot.As("yuki"), bot.As("lars"));
        var yukis = (await yuki.Presses("Send back", await Card(channel), channel)).View!;
        var larses = (await lars.Presses("Send back", await Card(channel), channel)).View!;
        Assert.True((await yuki.Submits(yukis, new JsonObject { ["comment"] = "Why?" })).Closed);

        var late = await lars.Submits(larses, new JsonObject { ["comment"] = "How?" });

        Assert.Contains("Yuki Tanaka sent PM-", late.Errors["comment"], StringComparison.Ordinal);
        Assert.DoesNotContain(late.Errors["comment"], "<*".Contains);
        await bot.Settles();
    }

    [Fact]
    public async Task Reviewers_are_people_who_can_read_it_and_do_not_lead_it()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya", "yuki");
        var card = await bot.HasPostmortem(channel);
        var form = await bot.As("maya").Presses("Request review", card, channel);

        var leader = await bot.As("maya").Submits(form.View!, Reviewers("U0PRIYA0001"));
        Assert.Contains("facilitator", leader.Errors["reviewers"], StringComparison.Ordinal);
        var outsider = await bot.As("maya").Submits(form.View!, Reviewers("U0LARS00001"));
        Assert.Contains("private channel", outsider.Errors["reviewers"], StringComparison.Ordinal);
        var app = await bot.As("maya").Submits(form.View!, Reviewers("U0POSTMORT1"));
        Assert.Contains("app", app.Errors["reviewers"], StringComparison.Ordinal);
        var inside = await bot.As("maya").Submits(form.View!, Reviewers("U0YUKI00001"));
        Assert.True(inside.Closed, inside.ToString());
        await bot.Settles();
    }

    [Fact]
    public async Task The_job_running_twice_asks_once()
    {
        var (channel, card) = await Started();
        await bot.AsksForReview(channel, card, "", "U0YUKI00001");

        await bot.Stores($"insert into outbox (workspace_id, job, subject_id, created_at) select workspace_id, 'review.ask', postmortem_id, now() from postmortems where number = {Key(card)[3..]}");
        await bot.Settles();

        Assert.Single(await bot.As("yuki").ReadsDirectMessages(), message => message.Text.Contains(Key(card), StringComparison.Ordinal));
        Assert.Single(await bot.As("yuki").Reads(channel, card.Ts), message => message.Text.Contains("asks for a review", StringComparison.Ordinal));
    }

    private static string Key(SlackMessage card) => Reviews.Key(card.Text);

    private static string Ordered(string text) => text.Replace("<@U0LARS00001>, <@U0YUKI00001>", "<@U0YUKI00001>, <@U0LARS00001>", StringComparison.Ordinal);

    private static JsonObject Reviewers(params string[] ids) => new() { ["reviewers"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };

    private async Task<(string Channel, SlackMessage Card)> Started(params (string Block, JsonNode? Value)[] facts)
    {
        var channel = await bot.NewChannel();
        return (channel, await bot.HasPostmortem(channel, "maya", facts));
    }

    private Task<SlackMessage> Card(string channel) => bot.As("maya").Sees(channel, "*Timeline*");

    private async Task<T> Scalar<T>(string channel, string what) =>
        await bot.Stored<T>($"select ({what}) from postmortems p join channels c on c.workspace_id = p.workspace_id and c.channel_id = p.channel_id where c.name = '{channel}'");
}
