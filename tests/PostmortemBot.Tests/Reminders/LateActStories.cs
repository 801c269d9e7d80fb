using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders;

/// <summary>A reminder stays where it is while the world goes on.</summary>
public sealed class LateActStories(StartedBot bot) : ReminderTest(bot), IClassFixture<StartedBot>
{
    [Fact]
    public async Task Done_and_Remind_me_pressed_at_once_leave_it_done()
    {
        await Monday();
        await HasItem("Shorten the retry storm", "U0MAYA00001", due: 1);
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var direct = await maya.OpensDirectMessage();
        var reminder = Assert.Single(await Reminders("maya", "retry storm"));

        await Task.WhenAll(
            maya.Presses("Done", reminder, direct),
            maya.Chooses("reminders.snooze", "Next working day", reminder, direct),
            maya.Presses("Done", reminder, direct),
            maya.Chooses("reminders.snooze", "In 3 days", reminder, direct));
        await Bot.Settles();

        Assert.Equal(1, await Bot.Stored<long>("select count(*) from action_items where title = 'Shorten the retry storm' and state = 'done'"));
        Assert.Contains("Done by <@U0MAYA00001>", Assert.Single(await Reminders("maya", "retry storm")).Text, StringComparison.Ordinal);
        await Recurs(day: 7, hour: 9);
        Assert.Single(await Reminders("maya", "retry storm"));
    }

    [Fact]
    public async Task A_snooze_is_not_undone_by_who_saves_the_item_a_moment_later()
    {
        await Monday();
        await HasItem("Name the alert's runbook", "U0MAYA00001", due: 1);
        var before = await Bot.Stored<int>("select revision from action_items where title like 'Name the alert%'");
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        await maya.Chooses("reminders.snooze", "Next working day", Assert.Single(await Reminders("maya", "alert's runbook")), await maya.OpensDirectMessage());

        // Whoever read the item before reads it again before storing it.
        Assert.True(await Bot.Stored<int>("select revision from action_items where title like 'Name the alert%'") > before);
    }

    [Fact]
    public async Task What_was_closed_or_given_away_meanwhile_is_said_to_be_so()
    {
        await Monday();
        await HasItem("Close the loop on paging", "U0MAYA00001", due: 1);
        await HasItem("Give away the dashboard", "U0MAYA00001", due: 1);
        await Recurs(day: 1, hour: 9);
        var maya = Bot.As("maya");
        var direct = await maya.OpensDirectMessage();
        var old = Assert.Single(await Reminders("maya", "loop on paging"));
        await Bot.Stores("update action_items set state = 'done', state_changed_by = 'U0PRIYA0001', state_changed_at = updated_at where title = 'Close the loop on paging'");
        await Bot.Stores("update action_items set owner_id = 'U0DEVON0001' where title = 'Give away the dashboard'");

        await maya.Presses("Done", old, direct);
        await Says("maya", "is done already, as <@U0PRIYA0001> said");
        await maya.Chooses("reminders.snooze", "Next working day", old, direct);
        await Says("maya", "is closed already");
        await ChoosesSecond(maya, old, direct);
        await Says("maya", "belongs to <@U0DEVON0001> now");
        Assert.Equal(0, await Bot.Stored<long>("select count(*) from action_items where snoozed_until is not null and title in ('Close the loop on paging', 'Give away the dashboard')"));
    }

    [Fact]
    public async Task Whoever_was_put_out_of_the_private_channel_cannot_act_from_an_old_reminder()
    {
        await Monday();
        var secret = await Bot.NewChannel(isPrivate: true, withBot: true, "maya", "lars", "priya");
        await Bot.HasPostmortem(secret);
        await HasItem("Reissue the signing key", "U0LARS00001", due: 1, secret);
        await Recurs(day: 1, hour: 8);
        var lars = Bot.As("lars");
        var direct = await lars.OpensDirectMessage();
        var old = Assert.Single(await Reminders("lars", "signing key"));
        await lars.Leaves(secret);
        await Bot.Settles();

        await lars.Presses("Done", old, direct);
        await lars.Chooses("reminders.snooze", "Next working day", old, direct);
        await lars.Presses("Need help", old, direct);
        Assert.Empty(await lars.OpenModals());
        Assert.Equal(1, await Bot.Stored<long>("select count(*) from action_items where title = 'Reissue the signing key' and state = 'open' and snoozed_until is null"));
        await Says("lars", "no such action item");

        // And is not reminded again: the facilitator is asked for another owner.
        await Recurs(day: 2, hour: 8);
        Assert.Single(await Reminders("lars", "signing key"));
    }

    [Fact]
    public async Task Who_moves_to_another_zone_is_reminded_once_that_day()
    {
        await Monday();
        await HasItem("Label the dashboards", "U0YUKI00001", due: 1);
        await Recurs(day: 1, hour: 0);
        Assert.Single(await Reminders("yuki", "Label the dashboards"));
        await Bot.ChangesPerson("U0YUKI00001", new JsonObject { ["tz"] = "America/New_York" });
        await Bot.Settles();
        await Recurs(day: 1, hour: 15);
        Assert.Single(await Reminders("yuki", "Label the dashboards"));
        await Recurs(day: 2, hour: 15);
        Assert.Equal(2, (await Reminders("yuki", "Label the dashboards")).Count);
        await Bot.ChangesPerson("U0YUKI00001", new JsonObject { ["tz"] = "Asia/Tokyo" });
        await Bot.Settles();
    }

    [Fact]
    public async Task Whose_account_is_closed_between_the_sweep_and_the_message_is_not_waited_for()
    {
        await Monday();
        await HasItem("Prune the feature flags", "U0YUKI00001", due: 1);
        await Bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "error", ["error"] = "user_disabled" });
        await Recurs(day: 1, hour: 0);
        Assert.Empty(await Reminders("yuki", "feature flags"));
        await Recurs(day: 1, hour: 5);
        Assert.Contains("cannot be reached by direct message", Assert.Single(await Reminders("priya", "feature flags")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_day_had_no_chance_to_say_is_said_on_the_next_as_it_is_then()
    {
        await Monday();
        await HasItem("Warn before the quota", "U0LARS00001", due: 1);
        // The job of Tuesday's reminder comes to run on Thursday.
        Bot.Clock.SetUtcNow(FirstDay.AddDays(1).AddHours(8).AddMinutes(5));
        await Bot.Stores("insert into reminder_deliveries (workspace_id, action_item_id, recipient_id, kind, day, due_on, holder_id, planned_at) select workspace_id, action_item_id, owner_id, 'due', due_on, due_on, owner_id, created_at from action_items where title = 'Warn before the quota'");
        await Bot.Stores("insert into reminders (workspace_id, person_id, for_day, created_at) select workspace_id, owner_id, due_on, created_at from action_items where title = 'Warn before the quota'");
        Bot.Clock.SetUtcNow(FirstDay.AddDays(3).AddHours(8).AddMinutes(5));
        await Bot.Stores("insert into outbox (workspace_id, job, subject_id, created_at) select r.workspace_id, 'action-items.remind', r.reminder_id, r.created_at from reminders r where r.sent_at is null and r.person_id = 'U0LARS00001'");
        await Bot.Settles();
        Assert.Empty(await Reminders("lars", "before the quota"));
        await Recurs(day: 3, hour: 9);

        var reminder = Assert.Single(await Reminders("lars", "before the quota"));
        Assert.Contains("2 days overdue", reminder.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_refused_for_a_while_loses_no_reminder_and_sends_none_twice()
    {
        await Monday();
        await HasItem("Cap the log volume", "U0MAYA00001", due: 1);
        await Bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "error", ["error"] = "token_revoked", ["times"] = 2 });
        Bot.ExpectsFailures = true;
        try
        {
            for (var hour = 9; hour <= 16; hour++)
                await Recurs(day: 1, hour);
            for (var hour = 9; hour <= 16; hour++)
                await Recurs(day: 2, hour);
        }
        finally
        {
            Bot.ExpectsFailures = false;
        }

        var told = await Reminders("maya", "Cap the log volume");
        Assert.Equal(told.Count, told.DistinctBy(message => message.Text).Count());
        Assert.Contains("1 day overdue", told[^1].Text, StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Stored<long>("select count(*) from reminder_deliveries where sent_at is null and why_not is null"));
    }

    private async Task Says(string name, string words) =>
        Assert.Contains(await Bot.As(name).ReadsDirectMessages(), message => message.Text.Contains(words, StringComparison.Ordinal));

    private static async Task ChoosesSecond(SlackUser person, SlackMessage message, string direct)
    {
        var item = message.Raw["blocks"]!.AsArray().Where(block => block!["type"]!.ToString() == "actions").Skip(1).First()!;
        var menu = new SlackMessage(new JsonObject { ["ts"] = message.Ts, ["blocks"] = new JsonArray(item.DeepClone()) });
        await person.Chooses("reminders.snooze", "Next working day", menu, direct);
    }
}
