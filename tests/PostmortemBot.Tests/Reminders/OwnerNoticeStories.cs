using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders;

/// <summary>What others change about somebody's item.</summary>
public sealed class OwnerNoticeStories(StartedBot bot) : ReminderTest(bot), IClassFixture<StartedBot>
{
    [Fact]
    public async Task What_others_changed_is_told_once_in_one_message_and_ones_own_changes_are_not()
    {
        await Monday();
        var channel = await HasItem("Move the cron jobs", "U0DEVON0001", due: 10);
        await HasItem("Retire the old runner", "U0DEVON0001", due: 10, channel);
        await HasItem("Own work of Maya", "U0MAYA00001", due: 10, channel);
        await Accepts("devon");

        await MovesDate("maya", channel, "Move the cron jobs", day: 14, "The vendor is late");
        await MovesDate("maya", channel, "Move the cron jobs", day: 15, "A holiday lies between");
        await Closes("priya", channel, "Retire the old runner", "The vendor retires it");
        await MovesDate("maya", channel, "Own work of Maya", day: 15, "Other work first");
        Assert.Empty(await Notices("devon"));

        // 15:35 UTC is 10:35 in New York.
        await Tells(day: 0, hour: 15);
        await Tells(day: 0, hour: 16);
        var notice = Assert.Single(await Notices("devon"));
        Assert.Contains("Others changed 2 action items of yours", notice.Text, StringComparison.Ordinal);
        Assert.Contains($"<@U0MAYA00001> moved its due date from {Written(10)} to {Written(15)}: “A holiday lies between”", notice.Text, StringComparison.Ordinal);
        Assert.Contains("<@U0PRIYA0001> closed it as won't do: “The vendor retires it”", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The vendor is late", notice.Text, StringComparison.Ordinal);
        Assert.Empty(await Notices("maya"));

        var devon = Bot.As("devon");
        Assert.StartsWith("Edit AI-", (await devon.Presses("Open", notice, await devon.OpensDirectMessage())).View!.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_night_it_waits_for_the_morning_unless_it_is_due_within_a_day()
    {
        await Monday();
        var channel = await HasItem("Raise the memory limit", "U0LARS00001", due: 10);
        await HasItem("Page on a full disk", "U0LARS00001", due: 2, channel);
        await Accepts("lars");

        // Monday 20:00 in Berlin.
        Bot.Clock.SetUtcNow(FirstDay.AddHours(19));
        await MovesDate("maya", channel, "Raise the memory limit", day: 11, "Later is fine");
        await Tells(day: 0, hour: 19);
        Assert.Empty(await Notices("lars"));

        // Tuesday 20:00, and it was due on Wednesday.
        Bot.Clock.SetUtcNow(FirstDay.AddDays(1).AddHours(19));
        await MovesDate("maya", channel, "Page on a full disk", day: 9, "The pager is being moved");
        Assert.Contains("The pager is being moved", Assert.Single(await Notices("lars")).Text, StringComparison.Ordinal);
        await Tells(day: 2, hour: 9);
        Assert.Single(await Notices("lars"));
    }

    [Fact]
    public async Task What_the_owner_may_no_longer_read_or_no_longer_owns_is_not_told()
    {
        await Monday();
        var secret = await Bot.NewChannel(isPrivate: true, withBot: true, "maya", "devon", "priya");
        await Bot.HasPostmortem(secret);
        await HasItem("Rotate the secret key", "U0DEVON0001", due: 10, secret);
        await Accepts("devon");
        await MovesDate("maya", secret, "Rotate the secret key", day: 12, "A secret reason");
        await Bot.As("devon").Leaves(secret);
        await Bot.Settles();

        await Tells(day: 0, hour: 15);
        Assert.DoesNotContain(await Bot.As("devon").ReadsDirectMessages(), message => message.Text.Contains("A secret reason", StringComparison.Ordinal));
        Assert.Equal("nothing_left", await Bot.Stored<string>("select why_not from owner_notices order by created_at desc limit 1"));
    }

    private async Task Tells(int day, int hour)
    {
        Bot.Clock.SetUtcNow(FirstDay.AddDays(day).AddHours(hour).AddMinutes(35));
        await Bot.Recurs(RecurringIds.Notices);
    }

    private async Task<IReadOnlyList<SlackMessage>> Notices(string name) =>
        [.. (await Bot.As(name).ReadsDirectMessages()).Where(message => message.Text.Contains("You read this because you own", StringComparison.Ordinal) && decimal.Parse(message.Ts) > FirstDay.ToUnixTimeSeconds())];

    private async Task Accepts(string name)
    {
        var person = Bot.As(name);
        var direct = await person.OpensDirectMessage();
        foreach (var asked in (await person.ReadsDirectMessages()).Where(message => message.Button("Accept") is not null))
            await person.Presses("Accept", asked, direct);
        await Bot.Settles();
    }

    private async Task MovesDate(string name, string channel, string title, int day, string reason)
    {
        var form = (await Edits(name, channel, title)).View!;
        var moved = await Bot.As(name).Submits(form, new JsonObject { ["due"] = DateOnly.FromDateTime(FirstDay.UtcDateTime).AddDays(day).ToString("yyyy-MM-dd"), ["due_reason"] = reason });
        Assert.True(moved.Closed, moved.ToString());
        await Bot.Settles();
    }

    private async Task Closes(string name, string channel, string title, string reason)
    {
        var person = Bot.As(name);
        var message = (await AboutItem(name, channel, title))!;
        var form = (await person.Presses("Won't do", message, channel)).View!;
        Assert.True((await person.Submits(form, new JsonObject { ["reason"] = reason })).Closed);
        await Bot.Settles();
    }

    private async Task<Interaction> Edits(string name, string channel, string title) =>
        await Bot.As(name).Presses("Edit", await AboutItem(name, channel, title), channel);

    private async Task<SlackMessage> AboutItem(string name, string channel, string title)
    {
        var card = await Bot.As(name).Sees(channel, "PM-");
        return await Bot.As(name).Sees(channel, title, card.Ts);
    }

    private string Written(int day) => DateOnly.FromDateTime(FirstDay.UtcDateTime).AddDays(day).ToString("d MMM yyyy");
}
