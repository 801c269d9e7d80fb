using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

/// <summary>A title and a due date that change here follow to the tracker; nothing comes back.</summary>
public sealed class FieldStories(TrackedBot bot) : IClassFixture<TrackedBot>, IDisposable
{
    public void Dispose()
    {
        Assert.Empty(bot.GitHub.Violations);
        Assert.Empty(bot.Jira.Violations);
    }

    [Fact]
    public async Task A_new_title_goes_to_GitHub_once_and_its_echo_changes_nothing()
    {
        var item = await bot.HasItem("Cap the retries at five");
        var number = TrackedStory.Number(await item.GetsIssue("github"));

        await Edits(item, ("title", "Cap the retries at three"));
        Assert.Equal("Cap the retries at three", Issue(number)["title"]!.ToString());

        bot.GitHub.Forgets();
        Assert.True((await bot.GitHubTells("edited", number)).IsSuccessStatusCode);
        await bot.Settles();
        Assert.Empty(bot.GitHub.Received);
        bot.Clock.Advance(TimeSpan.FromHours(1));
        await bot.Recurs("trackers.poll");
        Assert.Empty(bot.GitHub.Asked("PATCH", $"/issues/{number}"));
    }

    [Fact]
    public async Task A_linked_issue_keeps_its_own_title_until_the_item_gets_another()
    {
        var item = await bot.HasItem("Name of the item");
        var number = bot.GitHub.Opens("Name of the issue");
        await item.Links($"{EmulatedGitHub.Repository}#{number}");
        Assert.Equal("Name of the issue", Issue(number)["title"]!.ToString());

        await Edits(item, ("title", "Name of the item, made clearer"));
        Assert.Equal("Name of the item, made clearer", Issue(number)["title"]!.ToString());
    }

    [Fact]
    public async Task Title_and_due_date_go_to_Jira_and_so_does_a_date_that_is_taken_away()
    {
        var item = await bot.HasItem("Shard the sessions");
        var key = await item.GetsIssue("jira");

        await Edits(item, ("title", "Shard the sessions by tenant"), ("due", "2026-12-24"), ("due_reason", "The freeze"));
        Assert.Equal(("Shard the sessions by tenant", "2026-12-24"), (Field(key, "summary"), Field(key, "duedate")));

        await Edits(item, ("due", null));
        Assert.Null(Field(key, "duedate"));
    }

    [Fact]
    public async Task What_a_tracker_does_not_take_stands_on_the_item_and_the_rest_is_taken()
    {
        var item = await bot.HasItem("Drain before restarts");
        var key = await item.GetsIssue("jira");
        bot.Jira.Screen.Remove("duedate");

        await Edits(item, ("title", "Drain nodes before restarts"), ("due", "2026-12-24"), ("due_reason", "The freeze"));
        Assert.Equal("Drain nodes before restarts", Field(key, "summary"));
        Assert.Contains("Jira did not take the new due date", (await bot.As("maya").Sees(item.Channel, "Drain nodes before restarts", item.CardTs)).Text, StringComparison.Ordinal);

        bot.Jira.Screen.Add("duedate");
        bot.Clock.Advance(TimeSpan.FromHours(1));
        await bot.Recurs("trackers.poll");
        Assert.Equal("2026-12-24", Field(key, "duedate"));
        Assert.DoesNotContain("did not take", (await bot.As("maya").Sees(item.Channel, "Drain nodes before restarts", item.CardTs)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_that_GitHub_refuses_does_not_keep_the_state_from_following()
    {
        var item = await bot.HasItem("Fence the primary");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.RefusesTitles = true;

        await Edits(item, ("title", "Fence the primary at once"));
        var message = await bot.As("maya").Sees(item.Channel, "Fence the primary at once", item.CardTs);
        Assert.Contains("GitHub did not take the new title", message.Text, StringComparison.Ordinal);
        await bot.As("maya").Presses("Done", message, item.Channel);
        await bot.Settles();
        Assert.Equal("closed", Issue(number)["state"]!.ToString());

        bot.GitHub.RefusesTitles = false;
        await bot.As("maya").Presses("Try again", await bot.As("maya").Sees(item.Channel, "Fence the primary at once", item.CardTs), item.Channel);
        await bot.Settles();
        Assert.Equal("Fence the primary at once", Issue(number)["title"]!.ToString());
    }

    [Fact]
    public async Task An_issue_is_made_and_linked_from_the_view_of_the_item_and_from_the_list()
    {
        var item = await bot.HasItem("Rehearse the failover");
        var maya = bot.As("maya");
        var view = (await item.Presses("More…")).View!;
        var form = (await maya.Presses("Create issue", view)).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["tracker"] = "github" })).Closed);
        Assert.Contains("An issue in GitHub", (await maya.OpenModals())[^1].Text, StringComparison.Ordinal);
        await bot.Settles();
        var number = TrackedStory.Number(await item.Reference());
        view = (await item.Presses("More…")).View!;
        Assert.Contains($"#{number}", view.Text, StringComparison.Ordinal);
        await maya.Presses("Unlink issue", view);
        view = (await maya.OpenModals())[^1];
        Assert.NotNull(view.Button("Create issue"));

        var id = await bot.Stored<string>("select action_item_id::text from action_items where title = 'Rehearse the failover'");
        var list = (await maya.Types(item.Channel, "/postmortem actions")).View!;
        form = (await maya.Chooses("actions.menu", $"issue {id}", list)).View!;
        Assert.Contains("Or link one that exists", form.Text, StringComparison.Ordinal);
        Assert.Contains("I do not know this", (await maya.Submits(form, new JsonObject { ["issue"] = "the big one" })).Errors["issue"], StringComparison.Ordinal);
        Assert.True((await maya.Submits(form, new JsonObject { ["issue"] = $"{EmulatedGitHub.Repository}#{number}" })).Closed);
        await bot.Settles();
        Assert.Equal($"{EmulatedGitHub.Repository}#{number}", await item.Reference());
    }

    private async Task Edits(TrackedStory item, params (string Block, JsonNode? Value)[] values)
    {
        var form = (await item.Presses("Edit")).View!;
        var saved = await bot.As("maya").Submits(form, new JsonObject(values.Select(value => KeyValuePair.Create(value.Block, value.Value))));
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();
    }

    private JsonObject Issue(int number) => bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number);

    private string? Field(string key, string name) => bot.Jira.Issues.Single(issue => issue["key"]!.ToString() == key)["fields"]![name]?.ToString();
}
