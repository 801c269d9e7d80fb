using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>Answering by simply replying in the thread of whys. Priya facilitates.</summary>
public sealed class ReplyStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_reply_is_taken_as_an_answer_to_the_newest_open_why_and_the_facilitator_accepts_it()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "The pool was empty & <cold>");

        await bot.As("yuki").Says(channel, "Nothing checks a pool before it takes traffic & it is <never> asked", thread);
        await bot.Settles();

        var about = await bot.As("priya").Sees(channel, "Taken as Yuki", thread);
        Assert.Contains("*Why 2*", about.Text, StringComparison.Ordinal);
        Assert.Contains("The pool was empty &amp; &lt;cold&gt;", about.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<@", about.Text, StringComparison.Ordinal);
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from causes where postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}') and not is_top"));
        await bot.As("priya").Presses("Accept", about, channel);
        await bot.Settles();

        await bot.As("lars").Sees(channel, "Why 3: why was it possible", thread);
        await bot.As("lars").Sees(channel, "took Yuki", thread);
        Assert.Equal("U0YUKI00001", await bot.Stored<string>("select author_id from causes where text = 'Nothing checks a pool before it takes traffic & it is <never> asked'"));
    }

    [Fact]
    public async Task Small_talk_is_let_go_and_a_short_answer_is_not()
    {
        var (channel, thread) = await bot.Whying();
        var yuki = bot.As("yuki");
        var thanks = await yuki.Says(channel, "thanks!", thread);
        foreach (var said in (string[])["ok", "+1", "?", "lol", ":tada:", "https://status.example/4711"])
            await yuki.Says(channel, said, thread);
        await bot.Settles();
        Assert.DoesNotContain(await yuki.Reads(channel, thread), message => message.Text.Contains("Taken as", StringComparison.Ordinal));
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from cause_replies where postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"));
        Assert.Contains("A thank-you, an emoji or a link alone is not", (await yuki.Sees(channel, "Five Whys of")).Text, StringComparison.Ordinal);

        await yuki.Says(channel, "disk full", thread);
        await yuki.Edits(channel, thanks.Ts, "thanks! The log was never rotated");
        await bot.Settles();
        var taken = (await yuki.Reads(channel, thread)).Where(message => message.Text.Contains("Taken as", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, taken.Count);

        // An answer that becomes a thank-you is not left standing in its old words.
        var said2 = await yuki.Says(channel, "quota used up", thread);
        await bot.Settles();
        await yuki.Edits(channel, said2.Ts, "thanks");
        await bot.Settles();
        Assert.DoesNotContain(await yuki.Reads(channel, thread), message => message.Text.Contains("Taken as", StringComparison.Ordinal) && message.Text.Contains("quota used up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_facilitator_accepts_and_everybody_may_move_or_refuse()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "The lease outlived its node");
        await bot.As("yuki").Says(channel, "Lease times were copied from an example", thread);
        await bot.Settles();
        var maya = bot.As("maya");

        await maya.Presses("Accept", await maya.Sees(channel, "Taken as Yuki", thread), channel);
        await bot.Settles();
        await maya.Sees(channel, "decides which replies become causes", thread);

        var form = (await maya.Presses("Move to another why", await maya.Sees(channel, "Taken as Yuki", thread), channel)).View!;
        Whys.Closed(await maya.Submits(form, new JsonObject { ["why"] = await bot.Stored<string>($"select cause_id::text from causes where is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')") }));
        await bot.Settles();
        var moved = await maya.Sees(channel, "Taken as Yuki", thread);
        Assert.Contains("*Why 1*", moved.Text, StringComparison.Ordinal);

        await maya.Presses("Not an answer", moved, channel);
        await bot.Settles();
        await maya.Presses("It is an answer", await maya.Sees(channel, "is not counted as an answer", thread), channel);
        await bot.Settles();
        Assert.NotNull((await maya.Sees(channel, "Taken as Yuki", thread)).Button("Accept"));
    }

    [Fact]
    public async Task With_nobody_to_lead_anybody_accepts()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Stores($"update postmortems set facilitator_id = '' where whys_ts = '{thread}'");
        await bot.As("yuki").Says(channel, "The quota was set for one region", thread);
        await bot.Settles();

        await bot.As("lars").Presses("Accept", await bot.As("lars").Sees(channel, "Anybody here may accept it", thread), channel);
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = 'The quota was set for one region' and removed_at is null"));
    }

    [Fact]
    public async Task An_edited_reply_changes_the_proposed_answer_and_a_deleted_one_withdraws_it()
    {
        var (channel, thread) = await bot.Whying();
        var yuki = bot.As("yuki");
        var said = await yuki.Says(channel, "The cache had no region", thread);
        await bot.Settles();

        await yuki.Edits(channel, said.Ts, "The cache key had no region in it");
        await bot.Settles();
        var about = await yuki.Sees(channel, "The cache key had no region in it", thread);
        Assert.NotNull((await yuki.Sees(channel, "Taken as Yuki", thread)).Button("Accept"));

        await yuki.Deletes(channel, said.Ts);
        await bot.Settles();
        await yuki.Sees(channel, "took the reply back", thread);
        Assert.Equal("withdrawn", await bot.Stored<string>($"select state from cause_replies where message_ts = '{said.Ts}'"));
        Assert.NotNull(about);
    }

    [Fact]
    public async Task A_button_that_shows_older_words_accepts_nothing()
    {
        var (channel, thread) = await bot.Whying();
        var (yuki, priya) = (bot.As("yuki"), bot.As("priya"));
        var said = await yuki.Says(channel, "Words as they were", thread);
        await bot.Settles();
        var shown = await priya.Sees(channel, "Taken as Yuki", thread);
        var form = (await priya.Presses("Edit and accept", shown, channel)).View!;
        await yuki.Edits(channel, said.Ts, "Words as they are now");
        await bot.Settles();

        var refused = await priya.Submits(form, new JsonObject { ["answer"] = "What Priya made of it" });

        Assert.Contains("changed", refused.Errors["answer"], StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where text in ('What Priya made of it', 'Words as they were')"));
    }

    [Fact]
    public async Task An_accepted_reply_stays_a_cause_whatever_happens_to_the_message()
    {
        var (channel, thread) = await bot.Whying();
        var (yuki, priya) = (bot.As("yuki"), bot.As("priya"));
        var said = await yuki.Says(channel, "The probe asked for the wrong path", thread);
        await bot.Settles();
        var form = (await priya.Presses("Edit and accept", await priya.Sees(channel, "Taken as Yuki", thread), channel)).View!;
        Whys.Closed(await priya.Submits(form, new JsonObject { ["answer"] = "The health probe asked for a path that always answers", ["kind"] = "safeguard" }));
        await bot.Settles();

        await yuki.Edits(channel, said.Ts, "Something else");
        await yuki.Deletes(channel, said.Ts);
        await bot.Settles();

        Assert.Equal("safeguard", await bot.Stored<string>("select kind from causes where text = 'The health probe asked for a path that always answers' and removed_at is null"));
        Assert.Equal("accepted", await bot.Stored<string>($"select state from cause_replies where message_ts = '{said.Ts}'"));
    }

    [Fact]
    public async Task A_reply_that_says_the_same_is_counted_with_the_cause_and_both_wordings_are_kept()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "No canary took traffic");
        await bot.As("yuki").Says(channel, "We had no canary", thread);
        await bot.Settles();
        var priya = bot.As("priya");
        var move = (await priya.Presses("Move to another why", await priya.Sees(channel, "Taken as Yuki", thread), channel)).View!;
        Whys.Closed(await priya.Submits(move, new JsonObject { ["why"] = await bot.Stored<string>($"select cause_id::text from causes where is_top and postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')") }));
        await bot.Settles();

        var form = (await priya.Presses("Says the same as …", await priya.Sees(channel, "Taken as Yuki", thread), channel)).View!;
        Whys.Closed(await priya.Submits(form, new JsonObject { ["existing"] = await bot.CauseId("No canary took traffic"), ["answer"] = "No canary took payment traffic" }));
        await bot.Settles();

        await priya.Sees(channel, "both wordings are kept", thread);
        Assert.Contains("also said: “We had no canary”", (await priya.Types(channel, "/postmortem causes")).View!.Text, StringComparison.Ordinal);
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from causes where postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}') and not is_top and removed_at is null"));
    }

    [Fact]
    public async Task A_reply_of_3001_characters_is_kept_and_asked_to_be_shortened_and_one_of_3000_is_accepted()
    {
        var (channel, thread) = await bot.Whying();
        var (yuki, priya) = (bot.As("yuki"), bot.As("priya"));
        var said = await yuki.Says(channel, new string('x', 3001), thread);
        await bot.Settles();

        var about = await priya.Sees(channel, "It has 3,001 characters", thread);
        Assert.Null(about.Button("Accept"));
        await yuki.Edits(channel, said.Ts, new string('y', 3000));
        await bot.Settles();
        await priya.Presses("Accept", await priya.Sees(channel, "Taken as Yuki", thread), channel);
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where text = repeat('y', 3000)"));
    }

    [Fact]
    public async Task Messages_elsewhere_and_the_bot_s_own_leave_no_trace()
    {
        var (channel, thread) = await bot.Whying();
        var maya = bot.As("maya");
        var elsewhere = await maya.Says(channel, "Something in the channel");
        var before = await bot.Stored<long>("select count(*) from receipts");

        await maya.Says(channel, "A reply in another thread", elsewhere.Ts);
        var typo = await maya.Says(channel, "Another tpyo in the channel");
        await maya.Edits(channel, typo.Ts, "Another typo in the channel");
        await maya.Deletes(channel, typo.Ts);
        await bot.Settles();

        Assert.Equal(before, await bot.Stored<long>("select count(*) from receipts"));
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from cause_replies where postmortem_id = (select postmortem_id from postmortems where whys_ts = '{thread}')"));
    }

    [Fact]
    public async Task A_reply_in_a_private_channel_is_heard_too()
    {
        var channel = await bot.NewChannel(isPrivate: true);
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        Whys.Closed(await maya.Submits((await maya.Types(channel, "/postmortem whys")).View!, []));
        await bot.Settles();
        var thread = (await maya.Sees(channel, "Five Whys of")).Ts;

        await maya.Says(channel, "A secret was older than its owner", thread);
        await bot.Settles();

        await maya.Sees(channel, "Taken as Maya", thread);
    }

    [Fact]
    public async Task A_reply_after_the_postmortem_is_cancelled_is_not_recorded()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Stores($"update postmortems set status = 'cancelled' where whys_ts = '{thread}'");

        await bot.As("yuki").Says(channel, "Too late", thread);
        await bot.Settles();

        Assert.Equal(0, await bot.Stored<long>("select count(*) from cause_replies where text = 'Too late'"));
    }
}
