using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders;

/// <summary>Every story begins on a Monday of its own.</summary>
public sealed class ReminderStories(StartedBot bot) : IClassFixture<StartedBot>
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
        bot.Clock.SetUtcNow(_monday.AddHours(13));
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
        var maya = bot.As("maya");
        var direct = await maya.OpensDirectMessage();

        await maya.Presses("Remind me tomorrow", Assert.Single(await Reminders("maya", "certificate")), direct);
        await bot.Settles();
        Assert.Contains("I will remind you again on", Assert.Single(await Reminders("maya", "certificate")).Text, StringComparison.Ordinal);
        Assert.Equal(1, await bot.Stored<long>("select count(*) from action_items where title like '%certificate%' and snoozed_until = due_on + 1"));

        await maya.Presses("Done", Assert.Single(await Reminders("maya", "certificate")), direct);
        await bot.Settles();
        Assert.Contains("Done by <@U0MAYA00001>", Assert.Single(await Reminders("maya", "certificate")).Text, StringComparison.Ordinal);
        await Done("certificate");
    }

    [Fact]
    public async Task When_the_owner_has_no_account_any_more_the_facilitator_is_asked_for_another()
    {
        await Monday();
        await HasItem("Split the billing job", "U0YUKI00001", due: 1);
        await bot.ChangesPerson("U0YUKI00001", new JsonObject { ["deleted"] = true });
        await bot.Settles();

        // Priya leads; 04:05 UTC is 09:35 in Kolkata.
        await Recurs(day: 1, hour: 4);
        await Recurs(day: 1, hour: 5);
        var asked = Assert.Single(await Reminders("priya", "Split the billing job"));
        Assert.Contains("is deactivated", asked.Text, StringComparison.Ordinal);

        var priya = bot.As("priya");
        var form = (await priya.Presses("Choose an owner", asked, await priya.OpensDirectMessage())).View!;
        Assert.True((await priya.Submits(form, new JsonObject { ["owner"] = "U0DEVON0001" })).Closed);
        await bot.Settles();
        Assert.Contains("<@U0DEVON0001> owns it now", Assert.Single(await Reminders("priya", "Split the billing job")).Text, StringComparison.Ordinal);
        await Done("billing");
        await bot.ChangesPerson("U0YUKI00001", new JsonObject { ["deleted"] = false });
    }

    [Fact]
    public async Task Items_of_a_cancelled_postmortem_are_not_chased_and_of_a_published_one_are()
    {
        await Monday();
        await HasItem("Cache the exchange rates", "U0PRIYA0001", due: 1);
        await HasItem("Warm the rate cache", "U0PRIYA0001", due: 1);
        await bot.Stores("update postmortems set status = 'cancelled' where postmortem_id = (select postmortem_id from action_items where title = 'Cache the exchange rates')");
        await bot.Stores("update postmortems set status = 'published' where postmortem_id = (select postmortem_id from action_items where title = 'Warm the rate cache')");

        await Recurs(day: 1, hour: 5);

        var reminder = Assert.Single(await Reminders("priya", "Warm the rate cache"));
        Assert.DoesNotContain("Cache the exchange rates", reminder.Text, StringComparison.Ordinal);
        await Done("rate cache");
    }

    private DateTimeOffset _monday;

    private Task Monday()
    {
        var today = bot.Clock.GetUtcNow().UtcDateTime.Date;
        var days = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        _monday = new DateTimeOffset(today.AddDays(days == 0 ? 7 : days), TimeSpan.Zero);
        bot.Clock.SetUtcNow(_monday.AddMinutes(30));
        return Task.CompletedTask;
    }

    private async Task Recurs(int day, int hour)
    {
        bot.Clock.SetUtcNow(_monday.AddDays(day).AddHours(hour).AddMinutes(5));
        await bot.Recurs(RecurringIds.Reminders);
        await bot.Settles();
    }

    private async Task HasItem(string title, string owner, int due)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, $"/postmortem action {title}")).View!;
        var added = await maya.Submits(form, new JsonObject { ["owner"] = owner, ["due"] = DateOnly.FromDateTime(_monday.UtcDateTime).AddDays(due).ToString("yyyy-MM-dd") });
        Assert.True(added.Closed, added.ToString());
        await bot.Settles();
    }

    private Task Done(string words) => bot.Stores($"update action_items set state = 'done' where title ilike '%{words}%'");

    /// <summary>What a person was reminded of, without what others asked them.</summary>
    private async Task<IReadOnlyList<SlackMessage>> Reminders(string name, string words) =>
        [.. (await bot.As(name).ReadsDirectMessages()).Where(message => message.Text.Contains(words, StringComparison.Ordinal) && !message.Text.Contains("asked you to own", StringComparison.Ordinal))];
}
