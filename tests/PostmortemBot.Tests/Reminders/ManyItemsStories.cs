using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Testing;
using PostmortemBot.Tests.ActionItems;
using PostmortemBot.Tests.Web;

namespace PostmortemBot.Tests.Reminders;

/// <summary>One person with ten thousand items, each with a title as long as it gets.</summary>
public sealed class ManyItemsStories(StartedBot bot, ITestOutputHelper output) : ReminderTest(bot), IClassFixture<StartedBot>
{
    private const int Most = 10_000;

    [Fact]
    public async Task Ten_thousand_items_of_one_person_are_listed_shown_reminded_of_and_exported()
    {
        await Monday();
        var channel = await HasItem("The first of very many", "U0LARS00001", due: 1);
        await Bot.Stores($"""
            insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, details, owner_id, accepted_at, due_on, type, priority, created_by, created_at, content_changed_at, updated_at)
            select a.workspace_id, gen_random_uuid(), 500000 + n, a.postmortem_id, rpad('Many & <many> ' || n || ' ', 300, '<&>'), repeat('& details ', 300), a.owner_id, a.created_at, case when n % 10 > 0 then a.due_on - 200 + n % 400 end, a.type, 'P' || n % 4, a.created_by, a.created_at, a.created_at, a.created_at
            from action_items a, generate_series(1, {Most - 1}) n
            where a.title = 'The first of very many';
            analyze action_items
            """);
        var lars = Bot.As("lars");

        var list = await Timed("list", () => lars.Types(channel, "/postmortem actions mine"));
        Assert.InRange(list.View!.Raw["blocks"]!.AsArray().Count, 20, 100);
        var later = await Timed("next page", () => lars.Presses("More →", list.View!));
        Assert.Null(later.Problem);
        var ofPostmortem = await Timed("list of the postmortem", () => lars.Types(channel, "/postmortem actions"));
        Assert.NotNull(ofPostmortem.View);

        await Timed("Home", async () =>
        {
            var opened = await lars.OpensHome();
            await Bot.Settles();
            return opened;
        });
        var home = await lars.SeesHome();
        Assert.InRange(home.Raw["blocks"]!.AsArray().Count, 10, 100);

        await Timed("reminder", async () =>
        {
            await Recurs(day: 1, hour: 8);
            return list;
        });
        var reminder = (await lars.ReadsDirectMessages()).Last(message => message.Text.Contains("overdue", StringComparison.Ordinal));
        Assert.InRange(reminder.Raw["blocks"]!.AsArray().Count, 10, 50);
        Assert.Contains("more are not shown here", reminder.Text, StringComparison.Ordinal);
        await Timed("all that waits", async () => await lars.Presses("Show all of mine", reminder, await lars.OpensDirectMessage()));

        await lars.Presses("Make an address", (await lars.Types(channel, "/postmortem calendar")).View!);
        var address = new Uri(Regex.Match((await Bot.Shown("lars")).Text, @"http\S+?\.ics", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).PathAndQuery;
        var cookie = await Bot.VisitsAs("lars");
        var calendar = await Bot.Gets(address, cookie);
        Assert.Equal(1000, Regex.Count(await calendar.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "BEGIN:VEVENT", RegexOptions.None, TimeSpan.FromSeconds(10)));

        var started = TimeProvider.System.GetTimestamp();
        var export = JsonNode.Parse(await (await Bot.Gets("/action-items.json?show=mine", cookie)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        output.WriteLine($"export: {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms");
        Assert.Equal(Most, export["items"]!.AsArray().Count);
        Assert.DoesNotContain(Bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private async Task<Interaction> Timed(string what, Func<Task<Interaction>> act)
    {
        var started = TimeProvider.System.GetTimestamp();
        var answer = await act();
        var took = TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        output.WriteLine($"{what}: {took:0} ms");
        // Slack itself waits three seconds.
        Assert.True(answer.Problem is null, $"{what} took {took:0} ms: {answer.Problem}");
        return answer;
    }
}
