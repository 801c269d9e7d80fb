using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes.Fishbone;

/// <summary>The bones a workspace chooses. A class of its own, because they hold for the whole workspace.</summary>
public sealed class BonesStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_bone_that_is_taken_away_keeps_its_causes()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var list = (await maya.Types(channel, "/postmortem fishbone")).View!;
        await maya.Submits((await maya.Presses("Add causes", list)).View!, new JsonObject { ["causes"] = "No canary", ["bone"] = "Technology" });

        var form = (await maya.Types(channel, "/postmortem fishbone bones")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["names"] = " Tools \n\ntools\nPeople\n" })).Closed);
        list = (await maya.Types(channel, "/postmortem fishbone")).View!;
        Assert.Contains("*Technology*  (1)", list.Text, StringComparison.Ordinal);

        var add = (await maya.Presses("Add causes", list)).View!;
        await maya.Submits(add, new JsonObject { ["causes"] = "tools: None\nTechnology: still counts", ["bone"] = "People" });
        list = (await maya.OpenModals())[^1];
        Assert.Contains("*Tools*  (1)", list.Text, StringComparison.Ordinal);
        Assert.Contains("*Technology*  (2)", list.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("One", "at least 2")]
    [InlineData(" \n\u200F\n", "names")]
    [InlineData("a\nA\n a ", "names one")]
    [InlineData("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13", "at most 12")]
    [InlineData("Process\nAnything that goes on for more than forty characters", "at most 40")]
    [InlineData("Process\nNot sure yet", "is there already")]
    public async Task What_cannot_be_bones_is_said_and_nothing_changes(string typed, string said)
    {
        var before = await bot.Stored<long>("select count(*) from fishbone_categories where names @> array['Process', 'Not sure yet']");
        var maya = bot.As("maya");
        var form = (await maya.Types(await bot.NewChannel(), "/postmortem fishbone bones")).View!;
        Assert.Contains(said, (await maya.Submits(form, new JsonObject { ["names"] = typed })).Errors["names"], StringComparison.Ordinal);
        Assert.Equal(before, await bot.Stored<long>("select count(*) from fishbone_categories where names @> array['Process', 'Not sure yet']"));
    }

    [Fact]
    public async Task Guests_do_not_choose_for_everybody()
    {
        var shared = await bot.NewChannel(members: ["maya", "ines"]);
        Assert.Contains("guests cannot change them", (await bot.As("ines").Types(shared, "/postmortem fishbone bones")).Message!.Text, StringComparison.Ordinal);
    }
}
