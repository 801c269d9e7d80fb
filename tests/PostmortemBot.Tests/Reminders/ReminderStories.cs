using System.Text.Json.Nodes;

namespace PostmortemBot.Tests.Reminders;

public sealed class ReminderStories(StartedBot bot) : ReminderTest(bot), IClassFixture<StartedBot>
{
    [Fact]
    public async Task What_is_due_is_bundled_into_one_message_a_working_day()
    {
        await Monday();
        await HasItem("Test the failover", "U0LARS00001", due: 1);
        await HasItem("Write the failover runbook", "U0LARS00001", due: 1);
        await Recurs(day: 0, hour: 9);
        Assert.Empty(await Reminders("lars", "failover"));

        // Berlin is an hour ahead: 07:05 UTC is before nine there, 08:05 is not.
        await Recurs(day: 1, hour: 7);
        Assert.Empty(await Reminders("lars", "failover"));
        await Recurs(day: 1, hour: 8);
        await Recurs(day: 1, hour: 9);
        await Recurs(day: 1, hour: 10);
        var reminder = Assert.Single(await Reminders("lars", "failover"));
        Assert.Contains("Test the failover", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Write the failover runbook", reminder.Text, StringComparison.Ordinal);
        Assert.Contains("Due today", reminder.Text, StringComparison.Ordinal);

        await Recurs(day: 3, hour: 8);
        Assert.Contains("2 days overdue", (await Reminders("lars", "failover"))[^1].Text, StringComparison.Ordinal);
        await Done("failover");
    }

    [Fact]
    public async Task Nothing_is_sent_on_a_day_off_nor_in_the_evening()
    {
        await Monday();
        await HasItem("Alert on replication lag", "U0DEVON0001", due: 4);

        // Friday 22:05 UTC is 17:05 in New York; 23:05 is past six.
        await Recurs(day: 4, hour: 23);
        await Recurs(day: 5, hour: 15);
        await Recurs(day: 6, hour: 15);
        Assert.Empty(await Reminders("devon", "replication lag"));
        await Recurs(day: 7, hour: 15);
        Assert.Contains("3 days overdue", Assert.Single(await Reminders("devon", "replication lag")).Text, StringComparison.Ordinal);
        await Done("replication lag");
    }

    [Fact]
    public async Task What_is_added_in_the_afternoon_waits_for_the_morning()
    {
        await Monday();
        // 13:00 in London.
        Bot.Clock.SetUtcNow(FirstDay.AddHours(13));
        await HasItem("Restart the canary", "U0MAYA00001", due: 0);

        await Recurs(day: 0, hour: 14);
        Assert.Empty(await Reminders("maya", "Restart the canary"));
        await Recurs(day: 1, hour: 8);
        Assert.Empty(await Reminders("maya", "Restart the canary"));
        // The hour itself was missed; what was there by then is caught up on.
        await Recurs(day: 1, hour: 11);
        Assert.Single(await Reminders("maya", "Restart the canary"));
        await Done("canary");
    }

    [Fact]
    public async Task Acting_on_a_reminder_edits_it_in_place()
    {
        await Monday();
        await HasItem("Rotate the certificates", "U0MAYA00001", due: 1);
        await HasItem("Review the certificate alerts", "U0MAYA00001", due: 1);
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var direct = await maya.OpensDirectMessage();

        await maya.Chooses("reminders.snooze", "Next working day", Assert.Single(await Reminders("maya", "certificate")), direct);
        await Bot.Settles();
        Assert.Contains("I will remind you again on", Assert.Single(await Reminders("maya", "certificate")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from action_items where title like '%certificate%' and snoozed_until = due_on + 1"));

        await maya.Presses("Done", Assert.Single(await Reminders("maya", "certificate")), direct);
        await Bot.Settles();
        Assert.Contains("Done by <@U0MAYA00001>", Assert.Single(await Reminders("maya", "certificate")).Text, StringComparison.Ordinal);
        await Done("certificate");
    }

    [Fact]
    public async Task When_the_owner_has_no_account_any_more_the_facilitator_is_asked_for_another()
    {
        await Monday();
        await HasItem("Split the billing job", "U0YUKI00001", due: 1);
        await Bot.ChangesPerson("U0YUKI00001", new JsonObject { ["deleted"] = true });
        await Bot.Settles();

        // Priya leads; 04:05 UTC is 09:35 in Kolkata.
        await Recurs(day: 1, hour: 4);
        await Recurs(day: 1, hour: 5);
        var asked = Assert.Single(await Reminders("priya", "Split the billing job"));
        Assert.Contains("is deactivated", asked.Text, StringComparison.Ordinal);

        var priya = Bot.As("priya");
        var form = (await priya.Presses("Choose an owner", asked, await priya.OpensDirectMessage())).View!;
        Assert.True((await priya.Submits(form, new JsonObject { ["owner"] = "U0DEVON0001" })).Closed);
        await Bot.Settles();
        Assert.Contains("<@U0DEVON0001> owns it now", Assert.Single(await Reminders("priya", "Split the billing job")).Text, StringComparison.Ordinal);
        await Done("billing");
        await Bot.ChangesPerson("U0YUKI00001", new JsonObject { ["deleted"] = false });
    }

    [Fact]
    public async Task Items_of_a_cancelled_postmortem_are_not_chased_and_of_a_published_one_are()
    {
        await Monday();
        await HasItem("Cache the exchange rates", "U0PRIYA0001", due: 1);
        await HasItem("Warm the rate cache", "U0PRIYA0001", due: 1);
        await Bot.Stores("update postmortems set status = 'cancelled' where postmortem_id = (select postmortem_id from action_items where title = 'Cache the exchange rates')");
        await Bot.Stores("update postmortems set status = 'published' where postmortem_id = (select postmortem_id from action_items where title = 'Warm the rate cache')");

        await Recurs(day: 1, hour: 5);

        var reminder = Assert.Single(await Reminders("priya", "Warm the rate cache"));
        Assert.DoesNotContain("Cache the exchange rates", reminder.Text, StringComparison.Ordinal);
        await Done("rate cache");
    }

    [Fact]
    public async Task Owners_hear_before_the_day_and_read_who_will_be_asked_when()
    {
        await Monday();
        await HasItem("Limit the batch size", "U0LARS00001", due: 7);
        await Recurs(day: 1, hour: 8);
        Assert.Empty(await Reminders("lars", "batch size"));
        await Recurs(day: 4, hour: 8);
        Assert.Contains("Due soon", Assert.Single(await Reminders("lars", "batch size")).Text, StringComparison.Ordinal);

        await Recurs(day: 7, hour: 8);
        var due = (await Reminders("lars", "batch size"))[^1];
        Assert.Contains($"If nothing happens by {FirstDay.AddDays(10):ddd d MMM}, <@U0PRIYA0001> will be asked for a hand", due.Text, StringComparison.Ordinal);
        await Done("batch size");
    }

    [Fact]
    public async Task What_waits_is_asked_of_the_facilitator_then_of_the_channel()
    {
        await Monday();
        var channel = await HasItem("Drop the old queue", "U0LARS00001", due: 0);
        for (var day = 1; day <= 11; day++)
        {
            await Recurs(day, hour: 5);
            await Recurs(day, hour: 9);
            await Recurs(day, hour: 15);
        }

        var facilitator = Assert.Single(await Reminders("priya", "Drop the old queue"));
        Assert.Contains("Could you lend a hand?", facilitator.Text, StringComparison.Ordinal);
        var asked = await Bot.As("maya").Sees(channel, "could use a hand");
        Assert.Contains("Drop the old queue", asked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("U0LARS00001", asked.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from reminder_deliveries d join action_items a using (workspace_id, action_item_id) where a.title = 'Drop the old queue' and d.kind = 'helpers' and d.sent_at is not null"));
        await Done("old queue");
    }

    [Fact]
    public async Task Asking_for_help_asks_the_facilitator_at_once()
    {
        await Monday();
        await HasItem("Trace the retries", "U0MAYA00001", due: 1);
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var form = (await maya.Presses("Need help", Assert.Single(await Reminders("maya", "Trace the retries")), await maya.OpensDirectMessage())).View!;
        var told = await maya.Submits(form, new JsonObject { ["note"] = "An hour with somebody who knows the <client>" });
        Assert.Contains("hear that you need a hand", told.View!.Text, StringComparison.Ordinal);
        await Bot.Settles();

        var asked = Assert.Single(await Reminders("priya", "Trace the retries"));
        Assert.Contains("<@U0MAYA00001> would be glad of help", asked.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;client&gt;", asked.Text, StringComparison.Ordinal);
        await Done("retries");
    }

    [Fact]
    public async Task Where_a_direct_message_cannot_go_the_facilitator_is_asked_for_another_owner()
    {
        await Monday();
        await HasItem("Pin the base image", "U0YUKI00001", due: 1);
        await Bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "error", ["error"] = "cannot_dm_bot" });
        await Recurs(day: 1, hour: 1);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from reminder_deliveries where recipient_id = 'U0YUKI00001' and why_not = 'cannot_dm_bot'"));

        await Recurs(day: 1, hour: 5);
        Assert.Contains("cannot be reached by direct message", Assert.Single(await Reminders("priya", "Pin the base image")).Text, StringComparison.Ordinal);
        await Done("base image");
    }

    [Fact]
    public async Task A_day_of_a_month_that_has_no_such_day_is_no_holiday_and_empty_days_are_refused()
    {
        var maya = Bot.As("maya");
        var channel = await Bot.NewChannel();
        var rules = (await maya.Types(channel, "/postmortem reminders everybody")).View!;
        var refused = await maya.Submits(rules, new JsonObject { ["holidays"] = "2027-01-01, 2027-02-31" });
        Assert.Contains("2027-02-31", refused.Errors["holidays"], StringComparison.Ordinal);
        refused = await maya.Submits(rules, new JsonObject { ["holidays"] = "2027-01-01", ["steps"] = "7, 3, 14" });
        Assert.Contains("greater than the one before", refused.Errors["steps"], StringComparison.Ordinal);

        var own = (await maya.Types(channel, "/postmortem reminders")).View!;
        Assert.True((await maya.Submits(own, new JsonObject { ["hour"] = "7", ["days"] = new JsonArray("6", "7") })).Closed);
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from reminder_preferences where hour = 7 and working_days = '{6,7}'"));
        await Bot.Stores("delete from reminder_preferences");
    }
}
