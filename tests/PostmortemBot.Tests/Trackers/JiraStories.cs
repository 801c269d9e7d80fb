using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

public sealed class JiraStories(TrackedBot bot) : IClassFixture<TrackedBot>, IDisposable
{
    public void Dispose()
    {
        Assert.Empty(bot.Jira.Violations);
        bot.Jira.DoneAsksFor = null;
    }

    [Fact]
    public async Task An_item_becomes_an_issue_with_priority_due_date_and_a_document()
    {
        var item = await bot.HasItem("Alert when the lag grows", details: "First line\nsecond *line*\n\nAnother paragraph\u0007");

        var key = await item.GetsIssue("jira");

        var fields = Fields(key);
        Assert.Equal("Alert when the lag grows", fields["summary"]!.ToString());
        Assert.Equal("High", fields["priority"]!["name"]!.ToString());
        Assert.Equal(await bot.Stored<string>("select to_char(due_on, 'YYYY-MM-DD') from action_items where title = 'Alert when the lag grows'"), fields["duedate"]!.ToString());
        Assert.Equal("postmortem", fields["labels"]![0]!.ToString());
        Assert.Contains("second *line*", fields["description"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains($"|{key}>", (await item.Message()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_priorities_still_gets_its_issue()
    {
        bot.Jira.Screen.Clear();
        var item = await bot.HasItem("No priorities here");

        var key = await item.GetsIssue("jira");
        bot.Jira.Screen.UnionWith(["priority", "duedate"]);

        Assert.NotEqual("", key);
        Assert.Null(Fields(key)["priority"]);
    }

    [Fact]
    public async Task Done_moves_it_to_a_state_of_the_category_done_and_reopen_moves_it_back()
    {
        var item = await bot.HasItem("Move it along");
        var key = await item.GetsIssue("jira");

        await item.Presses("Done");
        await bot.Settles();
        Assert.Equal("Done", Status(key));

        await item.Presses("Reopen");
        await bot.Settles();
        Assert.Equal("To Do", Status(key));

        var form = (await item.Presses("Won't do")).View!;
        await bot.As("maya").Submits(form, new JsonObject { ["reason"] = "Too dear" });
        await bot.Settles();
        Assert.Equal("Won't Do", Status(key));
        Assert.Equal("Too dear", await bot.Stored<string>("select state_reason from action_items where title = 'Move it along'"));
    }

    [Fact]
    public async Task A_step_that_asks_for_a_resolution_gets_one()
    {
        bot.Jira.DoneAsksFor = "resolution";
        var item = await bot.HasItem("Resolve it");
        var key = await item.GetsIssue("jira");

        await item.Presses("Done");
        await bot.Settles();

        Assert.Equal("Done", Fields(key)["resolution"]!["name"]!.ToString());
    }

    [Fact]
    public async Task A_step_that_asks_for_what_only_people_know_is_left_to_people()
    {
        bot.Jira.DoneAsksFor = "customfield_10042";
        var item = await bot.HasItem("Ask the people");
        var key = await item.GetsIssue("jira");

        await item.Presses("Done");
        await bot.Settles();

        Assert.Equal("To Do", Status(key));
        Assert.Equal("done", await item.State());
        Assert.Contains("move the issue there by hand", (await item.Message()).Text, StringComparison.Ordinal);

        bot.Jira.DoneAsksFor = null;
        await item.Presses("Try again");
        await bot.Settles();
        Assert.Equal("Done", Status(key));
        Assert.Equal("", await item.Problem());
    }

    [Fact]
    public async Task What_is_done_and_assigned_in_Jira_is_done_and_owned_here()
    {
        await bot.Names("jira", TrackedBot.Devon, "https://example.atlassian.net/jira/people/" + EmulatedJira.Devon);
        var item = await bot.HasItem("Done over there");
        var key = await item.GetsIssue("jira");

        bot.Jira.Changes(key, fields => fields["assignee"] = bot.Jira.Account(EmulatedJira.Devon));
        Assert.Equal(202, (int)(await bot.JiraTells(key)).StatusCode);
        await bot.Settles();
        Assert.Equal(TrackedBot.Devon, await item.Owner());

        bot.Jira.Changes(key, fields => (fields["status"], fields["resolution"]) = (EmulatedJira.Status("Won't Do"), new JsonObject { ["name"] = "Won't Do" }));
        await bot.JiraTells(key);
        await bot.Settles();
        Assert.Equal("wont_do", await item.State());

        bot.Jira.Changes(key, fields => (fields["status"], fields["resolution"]) = (EmulatedJira.Status("In Progress"), null));
        await bot.JiraTells(key);
        await bot.Settles();
        Assert.Equal("open", await item.State());
    }

    [Fact]
    public async Task Somebody_unknown_is_named_as_Jira_names_them_and_the_owner_stays()
    {
        var item = await bot.HasItem("Who is this", owner: TrackedBot.Maya);
        var key = await item.GetsIssue("jira");

        bot.Jira.Changes(key, fields => fields["assignee"] = bot.Jira.Account("712020:abc-def"));
        await bot.JiraTells(key);
        await bot.Settles();

        Assert.Equal(TrackedBot.Maya, await item.Owner());
        Assert.Contains("*Maya Example*, whom I do not know here", (await item.Message()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_lost_answer_it_waits_for_the_search_to_follow_and_makes_no_second_one()
    {
        bot.Jira.Breaks(new ServerFault { Method = "POST", PathPart = "/rest/api/3/issue", TakesEffect = true });
        // The search is behind: it finds nothing yet, twice.
        bot.Jira.Breaks(new ServerFault { Method = "POST", PathPart = "/search/jql", Status = 200, Body = """{"issues":[],"isLast":true}""" });
        bot.Jira.Breaks(new ServerFault { Method = "POST", PathPart = "/search/jql", Status = 200, Body = """{"issues":[],"isLast":true}""", Meanwhile = () => bot.Clock.Advance(TimeSpan.FromSeconds(1)) });
        bot.ExpectsFailures = true;
        var item = await bot.HasItem("Only one in Jira");

        await item.GetsIssue("jira");
        bot.ExpectsFailures = false;

        Assert.Single(bot.Jira.Issues, issue => issue["fields"]!["summary"]!.ToString() == "Only one in Jira");
        Assert.NotEqual("", await item.Reference());
    }

    [Fact]
    public async Task An_item_that_Jira_does_not_take_says_what_Jira_said_and_tries_again_when_asked()
    {
        bot.Jira.Breaks(new ServerFault { Method = "POST", PathPart = "/rest/api/3/issue", Status = 400, Body = """{"errorMessages":[],"errors":{"customfield_10099":"Team <is> required."}}""" });
        var item = await bot.HasItem("Needs a team");

        await item.GetsIssue("jira");
        Assert.Contains("Team &lt;is&gt; required.", (await item.Message()).Text, StringComparison.Ordinal);

        await item.Presses("Try again");
        await bot.Settles();
        Assert.NotEqual("", await item.Reference());
        Assert.Equal("", await item.Problem());
    }

    private JsonNode Fields(string key) => bot.Jira.Issues.Single(issue => issue["key"]!.ToString() == key)["fields"]!;

    private string Status(string key) => Fields(key)["status"]!["name"]!.ToString();
}
