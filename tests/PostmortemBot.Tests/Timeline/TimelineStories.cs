using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Timeline;

public sealed class TimelineStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_typed_entry_is_stored_and_says_exactly_what_was_stored()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var answer = await bot.As("devon").Types(channel, "/postmortem add 02:03 alert: <5% of payments succeed & *rising*");

        Assert.Contains("alert: &lt;5% of payments succeed &amp; *rising*", answer.Message!.Text, StringComparison.Ordinal);
        await bot.Settles();
        await bot.As("devon").Sees(channel, "1 entry");
        Assert.Equal(1, await bot.Stored<long>("select count(*) from timeline_entries where text = 'alert: <5% of payments succeed & *rising*'"));
    }

    [Fact]
    public async Task A_message_is_added_with_its_text_and_time_ready_to_be_corrected()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, "Rolled back the balancer config, cc <@U0YUKI00001>");

        var form = await devon.UsesShortcut("timeline.add_message", channel, message.Ts);
        Assert.Contains("Rolled back the balancer config, cc @", form.View!.Text, StringComparison.Ordinal);
        var added = await devon.Submits(form.View, []);
        Assert.True(added.Closed, added.ToString());
        await bot.Settles();

        Assert.Equal("mitigation", await bot.Stored<string>($"select kind from timeline_entries where source_ts = '{message.Ts}'"));
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from timeline_entries where source_ts = '{message.Ts}' and permalink like 'http%'"));
        var again = await devon.UsesShortcut("timeline.add_message", channel, message.Ts);
        Assert.Null(again.View);
    }

    [Fact]
    public async Task A_reaction_puts_a_message_on_and_taking_it_back_takes_it_off()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var (devon, yuki) = (bot.As("devon"), bot.As("yuki"));
        var message = await devon.Says(channel, "looking at the 502s now");

        await yuki.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();
        Assert.Equal("investigation", await bot.Stored<string>($"select kind from timeline_entries where source_ts = '{message.Ts}' and removed_at is null"));

        await yuki.Reacts(channel, message.Ts, "pushpin", takeBack: true);
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from timeline_entries where source_ts = '{message.Ts}' and removed_at is null"));
    }

    [Fact]
    public async Task A_reply_in_a_thread_can_be_captured_too()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var parent = await devon.Says(channel, "thread for the checkout errors");
        var reply = await devon.Says(channel, "verified: error rate is back to normal", parent.Ts);

        await devon.Reacts(channel, reply.Ts, "pushpin");
        await bot.Settles();

        Assert.Equal("verification", await bot.Stored<string>($"select kind from timeline_entries where source_ts = '{reply.Ts}'"));
    }

    [Fact]
    public async Task The_same_event_delivered_twice_adds_one_entry()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, "pager fired for payments");
        await bot.OrdersFault(new JsonObject { ["on"] = "event:reaction_added", ["kind"] = "repeat_event", ["times"] = 1 });

        await devon.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from timeline_entries where source_ts = '{message.Ts}'"));
    }

    [Fact]
    public async Task An_entry_and_the_word_of_it_are_stored_together_or_not_at_all()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, "the pool is empty");
        await bot.Stores("""
            create sequence captures;
            create function refuse_first() returns trigger language plpgsql as $body$
            begin
                if new.job = 'timeline.captured' and nextval('captures') = 1 then raise exception 'refused on purpose'; end if;
                return new;
            end $body$;
            create trigger refusing before insert on outbox for each row execute function refuse_first();
            """);

        bot.ExpectsFailures = true;
        await devon.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();
        bot.ExpectsFailures = false;
        await bot.Stores("drop trigger refusing on outbox");

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from timeline_entries where source_ts = '{message.Ts}'"));
        await devon.Sees(channel, "On the timeline at");
    }

    [Theory]
    [InlineData("user_not_in_channel")]
    [InlineData("is_archived")]
    public async Task Whoever_cannot_be_told_any_more_is_not_told_twelve_times(string error)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, "the pool is full again");
        await bot.OrdersFault(new JsonObject { ["on"] = "chat.postEphemeral", ["kind"] = "error", ["error"] = error, ["times"] = 1 });

        await devon.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from timeline_entries where source_ts = '{message.Ts}'"));
    }

    [Fact]
    public async Task Entries_are_edited_removed_and_put_back_in_the_list()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await maya.Types(channel, "/postmortem add 02:03 the very first alert");
        var id = await bot.Stored<string>("select entry_id::text from timeline_entries where text = 'the very first alert'");

        var list = (await maya.Types(channel, "/postmortem timeline")).View!;
        var form = await maya.Chooses("timeline.menu", $"edit {id}", list, id);
        var saved = await maya.Submits(form.View!, new JsonObject { ["text"] = "first alert, paged nobody" });
        Assert.True(saved.Closed, saved.ToString());
        list = (await maya.OpenModals()).Single();
        Assert.Contains("paged nobody", list.Text, StringComparison.Ordinal);

        await maya.Chooses("timeline.menu", $"remove {id}", list, id);
        list = (await maya.OpenModals()).Single();
        Assert.Contains("Taken off the timeline", list.Text, StringComparison.Ordinal);
        await maya.Presses("Put it back", list);
        Assert.Contains("paged nobody", (await maya.OpenModals()).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_an_entry_comes_back_with_the_reason_and_the_text()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var answer = await bot.As("maya").Types(channel, "/postmortem add " + new string('x', 3001));

        Assert.Contains("3,001", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("xxxx", answer.Message.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-31 14:00 the balancer moved", "2026-02-31")]
    [InlineData("14:0 the balancer moved", "14:0")]
    [InlineData("tomorrow 14:00 the balancer moved", "future")]
    [InlineData("2026-11-20 the balancer moved", "without a time")]
    public async Task A_moment_that_cannot_be_is_refused_with_its_reason_and_the_text(string typed, string reason)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var answer = await bot.As("maya").Types(channel, $"/postmortem add {typed}");

        Assert.Contains(reason, answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains(typed, answer.Message.Text, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from timeline_entries where text like '%the balancer moved'"));
    }

    [Fact]
    public async Task A_day_without_a_time_is_kept_with_a_word_about_it()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        var answer = await bot.As("maya").Types(channel, "/postmortem add yesterday a customer called about it");

        Assert.Contains("has no time with it", answer.Message!.Text, StringComparison.Ordinal);
        Assert.NotNull(answer.Message.Button("Edit"));
    }

    [Theory]
    [InlineData("<!channel> @everyone *bold* `code` &lt;b&gt;")]
    [InlineData("\u202Eright to left\u202C مرحبا 👩‍👩‍👧‍👦 | pipes | and\nlines")]
    public async Task Hostile_text_is_stored_as_typed_and_shown_as_text(string text)
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = await maya.Presses("Add to timeline", card, channel);

        var added = await maya.Submits(form.View!, new JsonObject { ["text"] = text });
        Assert.True(added.Closed, added.ToString());
        await bot.Settles();

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from timeline_entries where text = '{text}'"));
        var list = (await maya.Types(channel, "/postmortem timeline")).View!;
        Assert.DoesNotContain("<!channel>", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_to_a_private_channel_cannot_add_by_guessing_the_id()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "devon");
        var card = await bot.HasPostmortem(channel, "maya", ("facilitator", "U0DEVON0001"));
        var devon = bot.As("devon");
        var form = (await devon.Presses("Add to timeline", card, channel)).View!;
        await devon.Leaves(channel);
        await bot.Settles();

        var refused = await devon.Submits(form, new JsonObject { ["text"] = "one more thing" });

        Assert.Contains("private channel you are not in", Assert.Single(refused.Errors).Value, StringComparison.Ordinal);
    }
}
