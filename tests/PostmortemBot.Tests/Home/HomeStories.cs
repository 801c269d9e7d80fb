using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Home;

public sealed class HomeStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task An_empty_tab_teaches_and_starts_a_postmortem()
    {
        var lars = bot.As("lars");
        await lars.OpensHome();
        await bot.Settles();

        var home = await lars.SeesHome();

        Assert.Contains("Type `/postmortem` in the incident channel", home.Text, StringComparison.Ordinal);
        Assert.Equal("Start a postmortem", (await lars.Presses("Start a postmortem", home)).View?.Title);
    }

    [Fact]
    public async Task It_lists_what_one_owns_follows_changes_and_closes_items()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        await devon.OpensHome();
        await bot.Settles();

        var form = (await maya.Types(channel, "/postmortem action Retry with backoff")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["owner"] = "U0DEVON0001", ["due"] = "2026-11-24" })).Closed);
        await bot.Settles();
        var home = await devon.SeesHome();
        Assert.Contains("Retry with backoff", home.Text, StringComparison.Ordinal);
        Assert.Contains("due tomorrow", home.Text, StringComparison.Ordinal);

        await devon.Presses("Accept", home);
        await bot.Settles();
        await devon.Presses("Done", await devon.SeesHome());
        await bot.Settles();
        home = await devon.SeesHome();
        Assert.Contains("Done by <@U0DEVON0001>", home.Text, StringComparison.Ordinal);
        await devon.Presses("Reopen", home);
        await bot.Settles();
        Assert.NotNull((await devon.SeesHome()).Button("Won't do"));
    }

    [Fact]
    public async Task What_belongs_to_a_private_channel_leaves_the_tab_with_whoever_leaves_the_channel()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        await bot.HasPostmortem(channel);
        var (maya, priya) = (bot.As("maya"), bot.As("priya"));
        var form = (await maya.Types(channel, "/postmortem action Seal the audit log")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["owner"] = "U0PRIYA0001" })).Closed);
        await bot.Settles();
        await priya.OpensHome();
        await bot.Settles();
        Assert.Contains("Seal the audit log", (await priya.SeesHome()).Text, StringComparison.Ordinal);

        await priya.Leaves(channel);
        await bot.Settles();
        await priya.OpensHome();
        await bot.Settles();

        Assert.DoesNotContain("Seal the audit log", (await priya.SeesHome()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_lists_what_one_leads_with_its_next_step_and_follows_it()
    {
        var channel = await bot.NewChannel();
        var yuki = bot.As("yuki");
        await yuki.OpensHome();
        await bot.HasPostmortem(channel, "maya", ("title", "Queue stood still"), ("facilitator", "U0YUKI00001"));
        var home = await yuki.SeesHome();
        Assert.Contains("Postmortems you lead", home.Text, StringComparison.Ordinal);
        Assert.Contains("Queue stood still", home.Text, StringComparison.Ordinal);
        Assert.Contains("Next: *Timeline*   no entries yet", home.Text, StringComparison.Ordinal);

        await yuki.Types(channel, "/postmortem add 14:05 first alert");
        await bot.Settles();
        Assert.DoesNotContain("no entries yet", (await yuki.SeesHome()).Text, StringComparison.Ordinal);

        await bot.Stores("update postmortems set status = 'published', published_at = now() where postmortem_id = (select postmortem_id from postmortems order by number desc limit 1)");
        await yuki.OpensHome();
        await bot.Settles();
        Assert.DoesNotContain("Queue stood still", (await yuki.SeesHome()).Text, StringComparison.Ordinal);
    }
}
