using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders;

/// <summary>Every story begins on a Monday of its own.</summary>
public abstract class ReminderTest(StartedBot bot)
{
    protected StartedBot Bot { get; } = bot;

    protected DateTimeOffset FirstDay { get; private set; }

    /// <summary>Nothing is left over from other stories.</summary>
    protected async Task Monday()
    {
        await Bot.Stores("update action_items set state = 'done'; delete from reminder_preferences; delete from reminder_deliveries where sent_at is null");
        var today = Bot.Clock.GetUtcNow().UtcDateTime.Date;
        var days = ((int)DayOfWeek.Monday - (int)today.DayOfWeek + 7) % 7;
        FirstDay = new DateTimeOffset(today.AddDays(days == 0 ? 7 : days), TimeSpan.Zero);
        Bot.Clock.SetUtcNow(FirstDay.AddMinutes(30));
    }

    protected async Task Recurs(int day, int hour)
    {
        Bot.Clock.SetUtcNow(FirstDay.AddDays(day).AddHours(hour).AddMinutes(5));
        await Bot.Recurs(RecurringIds.Reminders);
        await Bot.Settles();
    }

    protected async Task<string> HasItem(string title, string owner, int due, string? channel = null)
    {
        if (channel is null)
        {
            channel = await Bot.NewChannel();
            await Bot.HasPostmortem(channel);
        }

        var maya = Bot.As("maya");
        var form = (await maya.Types(channel, $"/postmortem action {title}")).View!;
        var added = await maya.Submits(form, new JsonObject { ["owner"] = owner.Length > 0 ? owner : null, ["due"] = DateOnly.FromDateTime(FirstDay.UtcDateTime).AddDays(due).ToString("yyyy-MM-dd") });
        Assert.True(added.Closed, added.ToString());
        await Bot.Settles();
        return channel;
    }

    protected Task Done(string words) => Bot.Stores($"update action_items set state = 'done' where title ilike '%{words}%'");

    /// <summary>What a person was reminded of, without what others asked them.</summary>
    protected async Task<IReadOnlyList<SlackMessage>> Reminders(string name, string words) =>
        [.. (await Bot.As(name).ReadsDirectMessages()).Where(message => message.Text.Contains(words, StringComparison.Ordinal) && !message.Text.Contains("asked you to own", StringComparison.Ordinal))];

    protected async Task<string> ChannelId(string name) =>
        (await Bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/workspace"))!["channels"]!.AsArray().First(channel => channel!["name"]!.ToString() == name)!["id"]!.ToString();
}
