using PostmortemBot.Testing;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>Lists of items in channels and on the Home tab: filtered, paged, and never of what one may not see.</summary>
public sealed class ListStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_list_shows_mine_my_team_s_what_is_late_and_each_priority()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Cap the fan-out", ("owner", Devon), ("priority", "P0"), ("due", bot.Day(2)));
        await bot.HasItem(channel, "Log the shard key", ("owner", Lars), ("priority", "P3"), ("due", bot.Day(2)));
        var late = await bot.HasItem(channel, "Page on lag", ("owner", Devon), ("priority", "P2"), ("due", bot.Day(1)));
        await bot.Stores($"update action_items set due_on = due_on - 9 where action_item_id = '{late}'");
        var devon = bot.As("devon");

        var mine = (await devon.Types(channel, "/postmortem actions mine")).View!;
        Assert.Equal("Your action items", mine.Title);
        Assert.Contains("Cap the fan-out", mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Log the shard key", mine.Text, StringComparison.Ordinal);

        await devon.Chooses("actions.scope", "team", mine);
        var team = await bot.Shown("devon");
        Assert.Contains("Log the shard key", team.Text, StringComparison.Ordinal);
        await devon.Chooses("actions.priority", "P3", team);
        Assert.DoesNotContain("Cap the fan-out", (await bot.Shown("devon")).Text, StringComparison.Ordinal);
        await devon.Chooses("actions.priority", "any", await bot.Shown("devon"));
        await devon.Chooses("actions.state", "overdue", await bot.Shown("devon"));
        var overdue = await bot.Shown("devon");
        Assert.Contains("Page on lag", overdue.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cap the fan-out", overdue.Text, StringComparison.Ordinal);
        await devon.Chooses("actions.scope", "pm", overdue);
        Assert.StartsWith("Actions of PM-", (await bot.Shown("devon")).Title, StringComparison.Ordinal);

        Assert.Contains("Cap the fan-out", (await devon.Types(channel, "/postmortem actions P0")).View!.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing matches", (await devon.Types(channel, "/postmortem actions blocked P1")).View!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_s_own_items_are_listed_in_any_channel()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Bound the batch size", ("owner", Devon));

        var elsewhere = await bot.NewChannel();
        Assert.Contains("Bound the batch size", (await bot.As("devon").Types(elsewhere, "/postmortem actions mine")).View!.Text, StringComparison.Ordinal);
        Assert.Equal("Your action items", (await bot.As("devon").Types(elsewhere, "/postmortem actions overdue")).View!.Title);
        Assert.Contains("There is no postmortem in this channel", (await bot.As("devon").Types(elsewhere, "/postmortem actions")).Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_is_paged_there_and_back_without_missing_or_repeating_an_item()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Item to copy 100", ("owner", Priya), ("priority", "P3"), ("due", bot.Day(5)));
        await Copies("Item to copy 100", 60, "'Copied item ' || n || '.'", "a.owner_id");
        var priya = bot.As("priya");

        var seen = new List<string>();
        await priya.Types(channel, "/postmortem actions mine P3");
        while (true)
        {
            var view = await bot.Shown("priya");
            seen.AddRange(Names(view));
            if (view.Button("More →") is null)
                break;
            await priya.Presses("More →", view);
        }

        Assert.Equal(61, seen.Count);
        Assert.Equal(61, seen.Distinct().Count());
        await priya.Presses("← Back", await bot.Shown("priya"));
        Assert.Equal(seen.Skip(25).Take(25), Names(await bot.Shown("priya")));
        await priya.Presses("← Back", await bot.Shown("priya"));
        Assert.Equal(seen.Take(25), Names(await bot.Shown("priya")));
        Assert.Null((await bot.Shown("priya")).Button("← Back"));
    }

    [Fact]
    public async Task The_Home_tab_switches_between_mine_overdue_and_my_team_s_and_pages()
    {
        var channel = await bot.NewChannel(isPrivate: false, withBot: true, "maya", "yuki");
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Team item of Maya", ("owner", Maya), ("due", bot.Day(1)));
        await bot.HasItem(channel, "Home item 100", ("owner", "U0YUKI00001"), ("due", bot.Day(5)));
        await Copies("Home item 100", 20, "'Home copy ' || n || '.'", "a.owner_id");
        var late = await bot.HasItem(channel, "Home item that is late", ("owner", "U0YUKI00001"), ("due", bot.Day(1)));
        await bot.Stores($"update action_items set due_on = due_on - 9 where action_item_id = '{late}'");
        var yuki = bot.As("yuki");
        await yuki.OpensHome();
        await bot.Settles();

        var home = await yuki.SeesHome();
        Assert.Contains("Mine (22)", home.Text, StringComparison.Ordinal);
        Assert.Contains("Overdue (1)", home.Text, StringComparison.Ordinal);
        var first = Names(home);
        await Switches("Due later →");
        var second = Names(await yuki.SeesHome());
        Assert.Equal(22, first.Concat(second).Distinct().Count());
        await Switches("← Earlier");
        Assert.Equal(first, Names(await yuki.SeesHome()));

        await Switches("Overdue (1)");
        Assert.Equal(["Home item that is late"], Names(await yuki.SeesHome()));
        await Switches(TeamButton(await yuki.SeesHome()));
        home = await yuki.SeesHome();
        Assert.Contains("Your team's action items", home.Text, StringComparison.Ordinal);
        Assert.Contains("Team item of Maya", home.Text, StringComparison.Ordinal);
        await bot.Stores("update action_items set state = 'done' where title like 'Home %'");

        async Task Switches(string button)
        {
            await yuki.Presses(button, await yuki.SeesHome());
            await bot.Settles();
        }
    }

    [Fact]
    public async Task Nobody_sees_or_changes_an_item_of_a_private_channel_they_are_not_in()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Rotate the signing key", ("owner", Priya), ("helpers", new System.Text.Json.Nodes.JsonArray(Maya)));
        // Lars is named as a helper in the database, as if he had been in the channel then.
        await bot.Stores($"update action_items set helpers = '{{{Lars}}}' where action_item_id = '{id}'");
        var lars = bot.As("lars");
        await lars.OpensHome();
        await bot.Settles();
        Assert.DoesNotContain("Rotate the signing key", (await lars.SeesHome()).Text, StringComparison.Ordinal);
        var open = await bot.NewChannel();
        await bot.HasPostmortem(open);
        Assert.DoesNotContain("Rotate the signing key", (await lars.Types(open, "/postmortem actions mine")).View!.Text, StringComparison.Ordinal);
        await lars.Chooses("actions.scope", "team", await bot.Shown("lars"));
        Assert.DoesNotContain("Rotate the signing key", (await bot.Shown("lars")).Text, StringComparison.Ordinal);

        // Somebody who was outside all along, and presses what names the item by its id.
        var other = await bot.HasItem(open, "Guess the id", ("owner", Lars));
        await bot.Stores($"update action_items set postmortem_id = (select postmortem_id from action_items where action_item_id = '{id}') where action_item_id = '{other}'");
        var message = await bot.AskedAbout("lars", "Guess the id");
        foreach (var button in new[] { "Accept", "Hand on…", "Hand back", "More…" })
        {
            await lars.Presses(button, message, await lars.OpensDirectMessage());
            Assert.Empty(await lars.OpenModals());
        }

        Assert.Equal($"null|{Lars}|1", await bot.Of(other, "coalesce(accepted_at::text, 'null') || '|' || owner_id || '|' || revision"));
    }

    /// <summary>Copies of an item, as a long life makes them.</summary>
    private Task Copies(string title, int count, string name, string owner) => bot.Stores($"""
        insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, accepted_at, created_by, created_at, content_changed_at, updated_at)
        select a.workspace_id, gen_random_uuid(), 100000 + (random() * 1000000)::integer * 100 + n, a.postmortem_id, {name}, {owner}, a.due_on + n % 7, a.type, a.priority, a.created_at, a.created_by, a.created_at, a.created_at, a.created_at
        from action_items a, generate_series(1, {count}) n
        where a.title = '{title}'
        """);

    private static List<string> Names(SlackView view) => [.. System.Text.RegularExpressions.Regex.Matches(view.Text, @"\*AI-\d+ · (?<title>[^*]+)\*", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["title"].Value)];

    private static string TeamButton(SlackView home) => Words.Buttons(home.Raw).Select(button => button["text"]!["text"]!.ToString()).First(text => text.StartsWith("My team's (", StringComparison.Ordinal));
}
