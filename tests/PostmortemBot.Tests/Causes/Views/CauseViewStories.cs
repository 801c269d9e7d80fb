using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes.Views;

public sealed class CauseViewStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task The_fault_tree_is_told_in_words_and_its_picture_comes_as_a_direct_message()
    {
        var channel = await Started();
        var yuki = bot.As("yuki");
        var shown = (await yuki.Types(channel, "/postmortem fault-tree")).View!;
        await bot.Settles();

        Assert.StartsWith("Fault tree of PM-", shown.Title, StringComparison.Ordinal);
        Assert.Contains("there were 2 ways for it to happen", shown.Text, StringComparison.Ordinal);
        Assert.Contains("*Enough alone, each of them:*", shown.Text, StringComparison.Ordinal);
        Assert.Contains("The picture is on its way", shown.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Sent("yuki", channel, "-fault-tree.png"));
        Assert.Equal(0, await Sent("devon", channel, "-fault-tree.png"));
    }

    [Fact]
    public async Task Buttons_where_the_causes_are_shown_open_every_view()
    {
        var channel = await Started();
        var lars = bot.As("lars");
        var list = (await lars.Types(channel, "/postmortem causes")).View!;

        Assert.Contains("2 ways", (await lars.Presses("Fault tree", list)).View!.Text, StringComparison.Ordinal);
        list = (await lars.Types(channel, "/postmortem causes")).View!;
        Assert.StartsWith("Causal map of PM-", (await lars.Presses("Causal map", list)).View!.Title, StringComparison.Ordinal);
        list = (await lars.Types(channel, "/postmortem causes")).View!;
        await lars.Presses("Send me the picture", list);
        await bot.Settles();

        Assert.Equal(1, await Sent("lars", channel, "-causes.png"));
        Assert.Equal(1, await Sent("lars", channel, "-fault-tree.png"));
        Assert.Equal(0, await Sent("lars", channel, "-causal-map.png"));
    }

    [Fact]
    public async Task Without_a_service_the_map_says_how_to_give_one_and_with_some_it_shows_the_way()
    {
        var channel = await Started();
        var maya = bot.As("maya");
        var empty = (await maya.Types(channel, "/postmortem map")).View!;
        Assert.Contains("No cause has a service yet", empty.Text, StringComparison.Ordinal);
        Assert.Contains("`/postmortem causes`", empty.Text, StringComparison.Ordinal);

        await bot.Stores($"update causes set service = 'edge', occurred_at = '2026-11-23T09:30:00Z' where text = 'No canary' and postmortem_id = {Here(channel)}");
        var shown = (await maya.Types(channel, "/postmortem map")).View!;
        await bot.Settles();
        Assert.Contains("*edge* from 09:30 UTC, which led to the problem", shown.Text, StringComparison.Ordinal);
        Assert.Contains("from 09:30 UTC on 23 Nov 2026, before it became the problem", shown.Text, StringComparison.Ordinal);
        Assert.Contains("One cause has no service yet: No review.", shown.Text, StringComparison.Ordinal);
        Assert.Equal(1, await Sent("maya", channel, "-causal-map.png"));
    }

    [Fact]
    public async Task Probabilities_become_odds()
    {
        var channel = await Started();
        await bot.Stores($"update causes set probability = 0.0125 where not is_top and postmortem_id = {Here(channel)}");
        var shown = (await bot.As("maya").Types(channel, "/postmortem fault-tree")).View!;
        Assert.Contains("*How likely it was:* about 1 in 40", shown.Text, StringComparison.Ordinal);
        Assert.Contains("has a part in 5 in 10 of it", shown.Text, StringComparison.Ordinal);
        await bot.Settles();
    }

    [Fact]
    public async Task Before_any_cause_is_found_each_view_says_how_to_begin()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        foreach (var view in (string[])["fault-tree", "map"])
            Assert.Contains("`/postmortem whys` starts the Five Whys", (await bot.As("maya").Types(channel, $"/postmortem {view}")).View!.Text, StringComparison.Ordinal);
Assert.Contains("Name it by its number", (await bot.As("maya").Types(channel, "/postmortem map nonsense")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_read_it_sees_nothing_of_it()
    {
        var hidden = await bot.NewChannel(isPrivate: true, members: ["maya", "devon", "priya"]);
        var card = await bot.HasPostmortem(hidden);
        var key = card.Text[card.Text.IndexOf("PM-", StringComparison.Ordinal)..].Split(' ', '*', ':', '·')[0];
        var answer = await bot.As("yuki").Types(await bot.NewChannel(), $"/postmortem fault-tree {key}");
        Assert.Null(answer.View);
    }

    [Fact]
    public async Task A_circle_in_damaged_data_is_told_and_hangs_nothing()
    {
        var channel = await Started();
        await bot.Stores($"""
            insert into cause_links (workspace_id, effect_id, cause_id, gate)
            select a.workspace_id, a.cause_id, b.cause_id, 'and' from causes a join causes b on b.postmortem_id = a.postmortem_id
            where a.postmortem_id = {Here(channel)} and ((a.text = 'No canary' and b.text = 'No review') or (a.text = 'No review' and b.text = 'No canary'))
            """);
        var maya = bot.As("maya");
        Assert.Contains("turn in a circle", (await maya.Types(channel, "/postmortem fault-tree")).View!.Text, StringComparison.Ordinal);
        Assert.NotNull((await maya.Types(channel, "/postmortem map")).View);
        Assert.NotNull((await maya.Types(channel, "/postmortem causes")).View);
        await bot.Settles();
    }

    [Fact]
    public async Task The_report_has_the_map_the_fault_tree_and_their_drawings_as_text()
    {
        var channel = await Started();
        await bot.Stores($"update causes set service = 'edge' where text = 'No canary' and postmortem_id = {Here(channel)}");
        await bot.As("priya").Types(channel, "/postmortem report");
        await bot.Settles();

        var report = await File(channel, "report.md");
        Assert.Contains("## How it went from service to service", report, StringComparison.Ordinal);
        Assert.Contains("## What had to come together", report, StringComparison.Ordinal);
        Assert.Equal(3, report.Split("```mermaid\nflowchart ").Length - 1);
        Assert.Equal(3, report.Split("```dot\ndigraph ").Length - 1);
        Assert.DoesNotContain("mermaid", await File(channel, "report.html"), StringComparison.Ordinal);
    }

    private static string Here(string channel) => $"(select c.postmortem_id from causes c where c.is_top and c.text = 'Payments failed in {channel}')";

    private async Task<string> Key(string channel) => "PM-" + await bot.Stored<int>($"select number from postmortems where postmortem_id = {Here(channel)}");

    private async Task<int> Sent(string person, string channel, string ending)
    {
        var name = await Key(channel) + ending;
        return (await bot.As(person).ReadsDirectMessages()).SelectMany(message => message.Files).Count(file => file!["name"]!.ToString() == name);
    }

    private async Task<string> File(string channel, string ending)
    {
        var name = $"{await Key(channel)}-DRAFT-{ending}";
        var file = (await bot.As("priya").ReadsDirectMessages()).SelectMany(message => message.Files).Single(file => file!["name"]!.ToString() == name)!;
        return await bot.Sandbox.GetStringAsync($"/sandbox/files/{file["id"]}");
    }

    private async Task<string> Started()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var card = await bot.HasPostmortem(channel);
        var form = (await maya.Presses("Start the Five Whys", card, channel)).View!;
        await maya.Submits(form, new JsonObject { ["answer"] = $"Payments failed in {channel}" });
        await bot.Settles();
        var thread = (await maya.Sees(channel, $"Payments failed in {channel}")).Ts;
        var answer = (await maya.Presses("Answer", await maya.Sees(channel, "Why 1", thread), channel)).View!;
        Assert.True((await maya.Submits(answer, new JsonObject { ["answer"] = "No canary" })).Closed);
        await bot.Settles();
        var another = (await maya.Presses("Add another cause", await maya.Sees(channel, "Why 1", thread), channel)).View!;
        var added = await maya.Submits(another, new JsonObject { ["answer"] = "No review", ["gate"] = "or" });
        Assert.True(added.Closed, added.ToString());
        await bot.Settles();
        return channel;
    }
}
