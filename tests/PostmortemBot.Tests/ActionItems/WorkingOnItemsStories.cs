using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>What becomes of an item, from its first words to its evidence.</summary>
public sealed class WorkingOnItemsStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task An_item_starts_is_blocked_and_the_last_change_is_undone_with_its_reason()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Move sessions to the new store", ("owner", Maya));
        var maya = bot.As("maya");
        var view = await bot.Opens("maya", channel, card.Ts, "Move sessions to the new store");

        await maya.Presses("Start work", view);
        Assert.Equal("in_progress", await bot.Of(id, "state"));
        var form = (await maya.Presses("Blocked", await bot.Shown("maya"))).View!;
        Assert.Equal(["reason"], (await maya.Submits(form, Fields(("reason", " ")))).Errors.Keys);
        Assert.True((await maya.Submits(form, Fields(("reason", "Waits for the vendor <4711>")))).Closed);
        await bot.Settles();
        Assert.Contains("blocked: Waits for the vendor &lt;4711&gt;", (await maya.Sees(channel, "Move sessions", card.Ts)).Text, StringComparison.Ordinal);
        await maya.Sees(channel, "1 blocked");

        await maya.Presses("Done", await bot.Shown("maya"));
        await maya.Presses("Undo last state change", await bot.Shown("maya"));
        Assert.Equal("blocked|Waits for the vendor <4711>", await bot.Of(id, "state || '|' || blocked_reason"));
        // Pressed on a view of what it was, it takes back nothing else.
        await bot.Stores($"update action_items set revision = revision + 1 where action_item_id = '{id}'");
        await maya.Presses("Undo last state change", await bot.Shown("maya"));
        Assert.Equal("blocked", await bot.Of(id, "state"));
        Assert.Contains("nothing was undone", (await bot.Shown("maya")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undoing_won_t_do_and_undoing_that_brings_the_reason_back()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Mirror the packages", ("owner", Maya));
        var maya = bot.As("maya");
        var form = (await maya.Presses("Won't do", await maya.Sees(channel, "Mirror the packages", card.Ts), channel)).View!;
        Assert.True((await maya.Submits(form, Fields(("reason", "The registry does it now")))).Closed);
        await bot.Settles();

        await maya.Presses("Undo last state change", await bot.Opens("maya", channel, card.Ts, "Mirror the packages"));
        Assert.Equal("open", await bot.Of(id, "state"));
        await maya.Presses("Undo last state change", await bot.Shown("maya"));

        Assert.Equal("wont_do|The registry does it now", await bot.Of(id, "state || '|' || state_reason"));
        await bot.Settles();
    }

    [Fact]
    public async Task A_date_moves_with_a_reason_is_counted_and_stands_in_the_history()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Replace the cron by a queue", ("owner", Maya), ("due", bot.Day(3)));
        var maya = bot.As("maya");
        var view = await bot.Opens("maya", channel, card.Ts, "Replace the cron by a queue");

        var form = (await maya.Presses("Move date", view)).View!;
        Assert.Equal(["reason"], (await maya.Submits(form, Fields(("due", bot.Day(10)), ("reason", "  ")))).Errors.Keys);
        Assert.Equal(["due"], (await maya.Submits(form, Fields(("due", bot.Day(-1)), ("reason", "Later")))).Errors.Keys);
        Assert.True((await maya.Submits(form, Fields(("due", bot.Day(10)), ("reason", "The fix ships on the 3rd")))).Closed);
        // Earlier is no push.
        form = (await maya.Presses("Move date", await bot.Shown("maya"))).View!;
        Assert.True((await maya.Submits(form, Fields(("due", bot.Day(8)), ("reason", "It shipped early")))).Closed);

        Assert.Equal("1", await bot.Of(id, "date_pushes"));
        var history = (await maya.Presses("History", await bot.Shown("maya"))).View!;
        Assert.Contains($"moved the due date from {bot.DayInWords(3)} to {bot.DayInWords(10)}", history.Text, StringComparison.Ordinal);
        Assert.Contains("The fix ships on the 3rd", history.Text, StringComparison.Ordinal);
        Assert.Contains("<@U0MAYA00001>", history.Text, StringComparison.Ordinal);
        await bot.Settles();
    }

    [Fact]
    public async Task A_later_day_in_the_edit_form_asks_for_a_reason_too()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Fence the old writer", ("owner", Maya), ("due", bot.Day(3)));
        var maya = bot.As("maya");
        var form = (await maya.Presses("Edit", await maya.Sees(channel, "Fence the old writer", card.Ts), channel)).View!;

        Assert.Equal(["due_reason"], (await maya.Submits(form, Fields(("due", bot.Day(9))))).Errors.Keys);
        Assert.True((await maya.Submits(form, Fields(("due", bot.Day(9)), ("due_reason", "Waits for the audit")))).Closed);

        Assert.Equal("1", await bot.Of(id, "date_pushes"));
        await bot.Settles();
    }

    [Fact]
    public async Task One_item_becomes_three_that_know_where_they_come_from()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Harden the importer", ("owner", Maya), ("priority", "P0"));
        var maya = bot.As("maya");

        var form = (await maya.Presses("Split", await bot.Opens("maya", channel, card.Ts, "Harden the importer"))).View!;
        Assert.Equal(["part_2"], (await maya.Submits(form, Fields(("part_1", "Validate what is imported")))).Errors.Keys);
        Assert.Equal(["part_2"], (await maya.Submits(form, Fields(("part_2", new string('x', 301))))).Errors.Keys.Where(key => key == "part_2"));
        Assert.True((await maya.Submits(form, Fields(("part_1", "Validate what is imported"), ("part_2", "Retry the import once"), ("part_3", "Alert on a stuck import")))).Closed);
        await bot.Settles();

        Assert.Equal(2, await bot.Stored<long>($"select count(*) from action_items where origin_id = '{id}' and origin = 'split' and owner_id = '{Maya}' and priority = 'P0'"));
        Assert.Equal("Validate what is imported", await bot.Of(id, "title"));
        Assert.Contains("Split from", (await bot.Opens("maya", channel, card.Ts, "Retry the import once")).Text, StringComparison.Ordinal);
        Assert.Contains("Split off:", (await bot.Opens("maya", channel, card.Ts, "Validate what is imported")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_done_meanwhile_is_not_split_and_the_parts_stay_written()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Label the dashboards", ("owner", Maya));
        var maya = bot.As("maya");
        var form = (await maya.Presses("Split", await bot.Opens("maya", channel, card.Ts, "Label the dashboards"))).View!;
        await bot.Stores($"update action_items set state = 'done', revision = revision + 1 where action_item_id = '{id}'");

        var refused = await maya.Submits(form, Fields(("part_2", "Label the alerts")));

        Assert.Contains("is closed (done)", refused.Errors["part_1"], StringComparison.Ordinal);
        Assert.Contains("still here", refused.Errors["part_1"], StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from action_items where title = 'Label the alerts'"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt://example.com/%0aalert(1)")]
    [InlineData("data:text/html,hi")]
    [InlineData("github.com/acme")]
    [InlineData("https://")]
    public async Task Evidence_that_is_no_web_address_is_refused_and_stays_typed(string typed)
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, $"Pin the base image {channel}", ("owner", Maya));
        var maya = bot.As("maya");
        await maya.Presses("Done", await maya.Sees(channel, "Pin the base image", card.Ts), channel);
        await bot.Settles();
        var form = (await maya.Presses("Add evidence", await bot.Opens("maya", channel, card.Ts, "Pin the base image"))).View!;

        Assert.Contains("begins with https://", (await maya.Submits(form, Fields(("evidence", typed)))).Errors["evidence"], StringComparison.Ordinal);
        Assert.True((await maya.Submits(form, Fields(("evidence", "https://github.com/acme/base/pull/12?a=b&c=<d>|e")))).Closed);
        await bot.Settles();

        Assert.Equal("https://github.com/acme/base/pull/12?a=b&c=%3Cd%3E%7Ce", await bot.Of(id, "evidence_url"));
        Assert.Contains("evidence", (await maya.Sees(channel, "Pin the base image", card.Ts)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_edit_at_once_read_both_versions_and_lose_no_word()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Throttle the crawler", ("owner", Maya));
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        var message = await maya.Sees(channel, "Throttle the crawler", card.Ts);
        var mayas = (await maya.Presses("Edit", message, channel)).View!;
        var devons = (await devon.Presses("Edit", message, channel)).View!;

        Assert.True((await maya.Submits(mayas, Fields(("title", "Throttle the crawler to 5 a second"), ("priority", "P0")))).Closed);
        var refused = await devon.Submits(devons, Fields(("title", "Throttle the crawler per site"), ("details", "As agreed in the review")));

        Assert.False(refused.Closed);
        var both = await bot.Shown("devon");
        Assert.Contains("now “Throttle the crawler to 5 a second”, yours “Throttle the crawler per site”", both.Text, StringComparison.Ordinal);
        Assert.Contains("As agreed in the review", both.Text, StringComparison.Ordinal);
        Assert.Equal("Throttle the crawler to 5 a second", await bot.Of(id, "title"));

        Assert.True((await devon.Submits(both, [])).Closed);
        Assert.Equal("Throttle the crawler per site|P0|As agreed in the review", await bot.Of(id, "title || '|' || priority || '|' || details"));
        await bot.Settles();
    }

    [Fact]
    public async Task Two_people_who_edit_different_fields_are_not_in_each_other_s_way()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Fence the primary", ("owner", Maya));
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        var message = await maya.Sees(channel, "Fence the primary", card.Ts);
        var mayas = (await maya.Presses("Edit", message, channel)).View!;
        var devons = (await devon.Presses("Edit", message, channel)).View!;

        Assert.True((await maya.Submits(mayas, Fields(("priority", "P0")))).Closed);
        Assert.True((await devon.Submits(devons, Fields(("details", "Both zones"), ("helpers", new JsonArray(Priya))))).Closed);

        Assert.Equal($"P0|Both zones|{{{Priya}}}", await bot.Of(id, "priority || '|' || details || '|' || helpers::text"));
        await bot.Settles();
    }

    [Fact]
    public async Task Several_items_get_an_owner_a_day_and_a_priority_in_one_form()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var first = await bot.HasItem(channel, "Raise the quota", ("due", bot.Day(3)));
        var second = await bot.HasItem(channel, "Lower the limit", ("due", bot.Day(3)));
        var third = await bot.HasItem(channel, "Leave the rest", ("due", bot.Day(3)));
        var maya = bot.As("maya");
        var list = (await maya.Types(channel, "/postmortem items")).View!;

        var form = (await maya.Presses("Change several…", list)).View!;
        Assert.Equal(["owner"], (await maya.Submits(form, Fields(("items", new JsonArray(first, second))))).Errors.Keys);
        Assert.Equal(["reason"], (await maya.Submits(form, Fields(("items", new JsonArray(first, second)), ("due", bot.Day(9))))).Errors.Keys);
        Assert.Equal(["due"], (await maya.Submits(form, Fields(("items", new JsonArray(first, second)), ("due", bot.Day(-9)), ("reason", "x")))).Errors.Keys);
        Assert.True((await maya.Submits(form, Fields(("items", new JsonArray(first, second)), ("due", bot.Day(9)), ("reason", "Agreed in the review"), ("owner", Lars), ("priority", "P0"), ("state", "in_progress")))).Closed);
        await bot.Settles();

        Assert.Equal(2, await bot.Stored<long>($"select count(*) from action_items where owner_id = '{Lars}' and accepted_at is null and due_on = '{bot.Day(9)}' and priority = 'P0' and state = 'in_progress' and date_pushes = 1 and action_item_id in ('{first}', '{second}')"));
        Assert.Equal("open|P1", await bot.Of(third, "state || '|' || priority"));
    }

    [Fact]
    public async Task A_message_becomes_an_item_and_the_way_back_to_it_is_kept()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var said = await bot.As("devon").Says(channel, "We should page when the ledger lags");

        var form = (await maya.UsesShortcut("actions.add_from_message", channel, said.Ts)).View!;
        Assert.Contains("We should page when the ledger lags", form.Text, StringComparison.Ordinal);
        Assert.True((await maya.Submits(form, Fields(("title", "Page when the ledger lags")))).Closed);
        await bot.Settles();

        Assert.StartsWith("http", await bot.Stored<string>("select source_url from action_items where title = 'Page when the ledger lags'"), StringComparison.Ordinal);
        Assert.Contains("The message it was written from", (await bot.Opens("maya", channel, card.Ts, "Page when the ledger lags")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_is_added_to_a_cause_from_the_tree_and_from_the_thread()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await maya.Submits((await maya.Types(channel, "/postmortem whys")).View!, Fields(("answer", "Payments failed")));
        await bot.Settles();
        var thread = (await maya.Sees(channel, "Five Whys of")).Ts;
        await maya.Submits((await maya.Presses("Answer", await maya.Sees(channel, "Why 1", thread), channel)).View!, Fields(("answer", "Nothing checked the pool")));
        await bot.Settles();
        var cause = await bot.Stored<string>("select cause_id::text from causes where text = 'Nothing checked the pool'");

        var fromThread = (await maya.Presses("Add action item", await maya.Sees(channel, "Nothing checked the pool", thread), channel)).View!;
        Assert.Contains("Nothing checked the pool", fromThread.Text, StringComparison.Ordinal);
        Assert.True((await maya.Submits(fromThread, Fields(("title", "Alert when a pool has no healthy host")))).Closed);
        var fromTree = (await maya.Chooses("causes.menu", $"action {cause}", (await maya.Types(channel, "/postmortem causes")).View!, cause)).View!;
        Assert.True((await maya.Submits(fromTree, Fields(("title", "Page when a pool runs empty")))).Closed);
        await bot.Settles();

        Assert.Equal(2, await bot.Stored<long>($"select count(*) from action_items where cause_id = '{cause}'"));
        Assert.Contains("Nothing checked the pool", (await bot.Opens("maya", channel, card.Ts, "Page when a pool runs empty")).Text, StringComparison.Ordinal);
    }
}
