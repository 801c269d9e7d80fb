using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

public sealed class LinkingStories(TrackedBot bot) : IClassFixture<TrackedBot>
{
    [Fact]
    public async Task An_issue_is_linked_by_its_address_and_its_assignee_becomes_the_owner_where_there_is_none()
    {
        await bot.Names("github", TrackedBot.Devon, "octo-devon");
        var number = bot.GitHub.Opens("It exists", assignees: ["octo-devon"]);
        var item = await bot.HasItem("Link by address");

        var linked = await item.Links($"{bot.GitHub.Address}example/platform/issues/{number}?x=1#issuecomment-5");

        Assert.True(linked.Closed, linked.ToString());
        Assert.Equal($"example/platform#{number}", await item.Reference());
        Assert.Equal(TrackedBot.Devon, await item.Owner());
    }

    [Fact]
    public async Task Linked_with_somebody_on_each_side_neither_is_taken_away()
    {
        await bot.Names("github", TrackedBot.Devon, "octo-devon");
        var number = bot.GitHub.Opens("Both have somebody", assignees: ["octo-devon"]);
        var item = await bot.HasItem("Both have somebody here", owner: TrackedBot.Maya);

        await item.Links($"example/platform#{number}");

        Assert.Equal(TrackedBot.Maya, await item.Owner());
        Assert.Equal("octo-devon", bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number)["assignees"]![0]!["login"]!.ToString());
        Assert.Contains("Neither was changed", (await item.Message()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_finished_on_one_side_is_not_begun_again_by_linking()
    {
        var closed = bot.GitHub.Opens("Already closed");
        bot.GitHub.Closes(closed, by: "octo-devon");
        var open = await bot.HasItem("Open here");
        await open.Links($"example/platform#{closed}");
        Assert.Equal("done", await open.State());

        var number = bot.GitHub.Opens("Still open");
        var done = await bot.HasItem("Done here");
        await done.Presses("Done");
        await bot.Settles();
        await done.Links($"example/platform#{number}");
        Assert.Equal("closed", bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number)["state"]!.ToString());
    }

    [Fact]
    public async Task A_key_of_Jira_and_its_address_are_both_known()
    {
        var first = bot.Jira.Opens("One");
        var second = bot.Jira.Opens("Two");
        var one = await bot.HasItem("Jira by key");
        var two = await bot.HasItem("Jira by address");

        Assert.True((await one.Links(first.ToLowerInvariant())).Closed);
        Assert.True((await two.Links($"{bot.Jira.Address}browse/{second}?focusedId=1")).Closed);

        Assert.Equal((first, second), (await one.Reference(), await two.Reference()));
    }

    [Theory]
    [InlineData("https://evil.example/example/platform/issues/1", "I do not know this")]
    [InlineData("http://169.254.169.254/latest/meta-data", "I do not know this")]
    [InlineData("example/../secrets#1", "I do not know this")]
    [InlineData("example/platform#0", "I do not know this")]
    [InlineData("javascript:alert(1)", "I do not know this")]
    [InlineData("other/private#1", "may not work on this part of GitHub")]
    [InlineData("SECRET-1", "may not work on this part of Jira")]
    public async Task What_is_no_issue_of_ours_is_refused_at_its_field_and_never_asked_for(string typed, string words)
    {
        var item = await bot.HasItem($"Refuse {Guid.CreateVersion7():N}");
        bot.GitHub.Forgets();
        bot.Jira.Forgets();

        var refused = await item.Links(typed);

        Assert.Contains(words, refused.Errors["issue"], StringComparison.Ordinal);
        Assert.Empty(bot.GitHub.Received);
        Assert.Empty(bot.Jira.Received);
    }

    [Fact]
    public async Task One_issue_follows_one_item()
    {
        var number = bot.GitHub.Opens("Wanted by two");
        await (await bot.HasItem("The first of two")).Links($"example/platform#{number}");

        var refused = await (await bot.HasItem("The second of two")).Links($"Example/Platform#{number}");

        Assert.Contains("Another action item is linked", refused.Errors["issue"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issue_that_cannot_be_seen_says_so_on_the_item()
    {
        var number = bot.GitHub.Opens("Hidden");
        bot.GitHub.Hidden.Add(number);
        var item = await bot.HasItem("Cannot be seen");

        await item.Links($"example/platform#{number}");

        Assert.Equal("not_found", await item.Problem());
        Assert.Contains("does not show example/platform#", (await item.Message()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_left_the_private_channel_cannot_touch_its_item_s_issue()
    {
        var number = bot.GitHub.Opens("Behind closed doors");
        var item = await bot.HasItem("Behind closed doors here", isPrivate: true);
        var form = (await bot.As("devon").Presses("Link issue", await item.Message(), item.Channel)).View!;
        await bot.As("devon").Leaves(item.Channel);
        await bot.Settles();

        var refused = await bot.As("devon").Submits(form, new JsonObject { ["issue"] = $"example/platform#{number}" });

        Assert.Contains("There is no such action item", refused.Errors["issue"], StringComparison.Ordinal);
        Assert.Equal("", await item.Reference());
    }

    [Theory]
    [InlineData("github", "not a login!")]
    [InlineData("github", "-dash")]
    [InlineData("jira", "what ever")]
    public async Task What_cannot_be_a_login_is_refused(string tracker, string login)
    {
        var form = (await bot.As("maya").Types("general", "/postmortem tracker")).View!;
        var refused = await bot.As("maya").Submits(form, new JsonObject { ["tracker"] = tracker, ["person"] = TrackedBot.Maya, ["login"] = login });
        Assert.Contains("This is no", refused.Errors["login"], StringComparison.Ordinal);
    }
}
