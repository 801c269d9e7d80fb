using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders;

/// <summary>What can be done from a reminder and about reminders.</summary>
public sealed class ReminderActStories(StartedBot bot) : ReminderTest(bot), IClassFixture<StartedBot>
{
    [Fact]
    public async Task What_was_moved_twice_can_be_split_in_its_reminder()
    {
        await Monday();
        await HasItem("Tidy the deploy scripts", "U0MAYA00001", due: 1);
        await Bot.Stores("update action_items set date_pushes = 2 where title = 'Tidy the deploy scripts'");
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var reminder = Assert.Single(await Reminders("maya", "Tidy the deploy scripts"));
        Assert.Contains("Its date has moved 2 times.", reminder.Text, StringComparison.Ordinal);

        var form = (await maya.Presses("Split", reminder, await maya.OpensDirectMessage())).View!;
        Assert.StartsWith("Split AI-", form.Title, StringComparison.Ordinal);
        Assert.True((await maya.Submits(form, new JsonObject { ["part_1"] = "Tidy the deploy scripts of the API", ["part_2"] = "Tidy the deploy scripts of the workers" })).Closed);
        await Bot.Settles();

        Assert.Contains("of the API", Assert.Single(await Reminders("maya", "Tidy the deploy scripts")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from action_items where title = 'Tidy the deploy scripts of the workers' and origin = 'split'"));
        await Done("Tidy the deploy");
    }

    [Fact]
    public async Task A_day_can_be_picked_and_one_in_the_past_or_far_off_is_refused_by_name()
    {
        await Monday();
        await HasItem("Document the on-call handover", "U0MAYA00001", due: 1);
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var direct = await maya.OpensDirectMessage();
        var form = (await maya.Chooses("reminders.snooze", "Pick a day…", Assert.Single(await Reminders("maya", "on-call handover")), direct)).View!;

        Assert.Contains("after today", (await maya.Submits(form, new JsonObject { ["day"] = Day(1) })).Errors["day"], StringComparison.Ordinal);
        Assert.Contains("up to 30 days", (await maya.Submits(form, new JsonObject { ["day"] = Day(40) })).Errors["day"], StringComparison.Ordinal);
        // A Saturday: the Monday after it counts.
        Assert.True((await maya.Submits(form, new JsonObject { ["day"] = Day(5) })).Closed);
        await Bot.Settles();
        Assert.Equal(Day(7), await Bot.Stored<string>("select snoozed_until::text from action_items where title = 'Document the on-call handover'"));

        await Recurs(day: 4, hour: 9);
        Assert.Single(await Reminders("maya", "on-call handover"));
        await Recurs(day: 7, hour: 9);
        Assert.Equal(2, (await Reminders("maya", "on-call handover")).Count);
        await Done("on-call handover");
    }

    [Fact]
    public async Task Who_is_away_is_not_reminded_until_they_are_back()
    {
        await Monday();
        var channel = await HasItem("Compare the two queues", "U0MAYA00001", due: 1);
        var maya = Bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem away")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["away"] = Day(2) })).Closed);

        await Recurs(day: 1, hour: 9);
        await Recurs(day: 2, hour: 9);
        Assert.Empty(await Reminders("maya", "Compare the two queues"));
        await Recurs(day: 3, hour: 9);
        Assert.Contains("2 days overdue", Assert.Single(await Reminders("maya", "Compare the two queues")).Text, StringComparison.Ordinal);
        await Done("two queues");
    }

    [Fact]
    public async Task A_day_away_that_has_passed_is_refused_and_what_was_chosen_stays()
    {
        await Monday();
        var maya = Bot.As("maya");
        var form = (await maya.Types(await Bot.NewChannel(), "/postmortem away")).View!;
        var refused = await maya.Submits(form, new JsonObject { ["away"] = Day(-1), ["hour"] = "7" });

        Assert.Contains("has passed", refused.Errors["away"], StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Stored<long>("select count(*) from reminder_preferences where hour = 7"));
        // The form is still open with what was chosen, so only the day needs another look.
        Assert.True((await maya.Submits(Assert.Single(await maya.OpenModals()), new JsonObject { ["away"] = null })).Closed);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from reminder_preferences where hour = 7 and away_until is null"));
        await Bot.Stores("delete from reminder_preferences");
    }

    [Fact]
    public async Task Forty_overdue_items_are_one_message_and_all_of_them_can_be_shown()
    {
        await Monday();
        var channel = await HasItem("Check replica 0", "U0MAYA00001", due: 0);
        await Bot.Stores("""
            insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, accepted_at, created_by, created_at, content_changed_at, updated_at)
            select workspace_id, gen_random_uuid(), 9000 + n, postmortem_id, 'Check replica ' || n || repeat(' & <again>', 20), owner_id, due_on, type, priority, created_at, created_by, created_at, created_at, updated_at
            from action_items, generate_series(1, 39) n
            where title = 'Check replica 0'
            """);
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var reminder = Assert.Single(await Reminders("maya", "Check replica"));
        Assert.InRange(reminder.Raw["blocks"]!.AsArray().Count, 1, 50);
        Assert.Contains("And 32 more", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Due: 40 action items of yours", reminder.Text, StringComparison.Ordinal);

        var all = (await maya.Presses("Show all of mine", reminder, await maya.OpensDirectMessage())).View!;
        Assert.Contains("AI-9039", all.Text, StringComparison.Ordinal);
        Assert.Contains("AI-9001", all.Text, StringComparison.Ordinal);
        await Done("Check replica");
        Assert.NotEmpty(channel);
    }

    [Fact]
    public async Task Once_a_week_the_reliability_channel_reads_what_nobody_owns_and_whether_it_grows()
    {
        await Monday();
        var channel = await Bot.NewChannel();
        await Bot.HasPostmortem(channel);
        var secret = await Bot.NewChannel(isPrivate: true, withBot: true, "maya", "devon");
        await Bot.HasPostmortem(secret, facts: ("facilitator", "U0MAYA00001"));
        await HasItem("Name the service's owner", "", due: 9, channel);
        await HasItem("Hidden backlog of a secret", "", due: 9, secret);
        var knowledge = await Bot.NewChannel(isPrivate: false, withBot: true, "maya", "priya");
        var maya = Bot.As("maya");
        var settings = (await maya.Types(channel, "/postmortem settings")).View!;
        Assert.True((await maya.Submits(settings, new JsonObject { ["knowledge"] = await ChannelId(knowledge) })).Closed);

        // The weekend, and then the week: whatever zone most of them are in, its morning comes once.
        foreach (var (day, hour) in new[] { (5, 10), (6, 10), (7, 4), (7, 10), (7, 16), (8, 10), (9, 10) })
        {
            Bot.Clock.SetUtcNow(FirstDay.AddDays(day).AddHours(hour).AddMinutes(10));
            await Bot.Recurs(RecurringIds.Backlog);
            if (day == 6)
                Assert.DoesNotContain(await maya.Reads(knowledge), message => message.Text.Contains("Action items this week", StringComparison.Ordinal));
        }

        var told = Assert.Single(await maya.Reads(knowledge), message => message.Text.Contains("Action items this week", StringComparison.Ordinal));
        Assert.Contains("Name the service's owner", told.Text, StringComparison.Ordinal);
        Assert.Contains("No owner", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden backlog", told.Text, StringComparison.Ordinal);

        var form = (await Bot.As("priya").Presses("Choose an owner", told, knowledge)).View!;
        Assert.True((await Bot.As("priya").Submits(form, new JsonObject { ["owner"] = "U0PRIYA0001" })).Closed);
        await Bot.Settles();
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from action_items where title like 'Name the service%' and owner_id = 'U0PRIYA0001'"));
        await Done("Name the service");
        await Done("Hidden backlog");
    }

    [Fact]
    public async Task A_guest_cannot_be_the_last_to_be_asked()
    {
        await Monday();
        var maya = Bot.As("maya");
        var rules = (await maya.Types(await Bot.NewChannel(), "/postmortem reminders everybody")).View!;
        var refused = await maya.Submits(rules, new JsonObject { ["person"] = "U0INES00001", ["steps"] = "2, 5, 9" });
        Assert.Contains("is a guest", refused.Errors["person"], StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Stored<long>("select count(*) from settings where escalation_person_id is not null"));

        Assert.True((await maya.Submits(Assert.Single(await maya.OpenModals()), new JsonObject { ["person"] = "U0PRIYA0001" })).Closed);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from settings where escalation_person_id = 'U0PRIYA0001' and escalate_after = '{2,5,9}'"));
        await Bot.Stores("update settings set escalation_person_id = null, escalate_after = '{3,7,14}'");
    }

    private string Day(int offset) => DateOnly.FromDateTime(FirstDay.UtcDateTime).AddDays(offset).ToString("yyyy-MM-dd");
}
