using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

public sealed class GitHubStories(TrackedBot bot) : IClassFixture<TrackedBot>, IDisposable
{
    public void Dispose() => Assert.Empty(bot.GitHub.Violations);

    [Fact]
    public async Task An_item_becomes_an_issue_with_its_words_and_the_message_links_it()
    {
        var item = await bot.HasItem("Alert when the queue grows", details: "See #12, ask @everyone & <b>measure</b>");

        var reference = await item.GetsIssue("github");

        var issue = Issue(reference);
        Assert.Equal("Alert when the queue grows", issue["title"]!.ToString());
        // GitHub takes a mark behind a backslash for a mention all the same.
        Assert.Contains("See #\u200B12, ask @\u200Beveryone \\& \\<b\\>measure", issue["body"]!.ToString(), StringComparison.Ordinal);
        Assert.Contains("/postmortems/PM-", issue["body"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal("postmortem", issue["labels"]![0]!["name"]!.ToString());
        var message = await item.Message();
        Assert.Contains($"|{reference}>", message.Text, StringComparison.Ordinal);
        Assert.Contains("open there", message.Text, StringComparison.Ordinal);
        Assert.NotNull(message.Button("Unlink issue"));
        Assert.Null(message.Button("Create issue"));
    }

    [Fact]
    public async Task Done_closes_the_issue_reopen_opens_it_and_nothing_comes_back_as_an_echo()
    {
        var item = await bot.HasItem("Drain the old queue");
        var reference = await item.GetsIssue("github");
        var number = TrackedStory.Number(reference);

        await item.Presses("Done");
        await bot.Settles();
        Assert.Equal(("closed", "completed"), State(reference));

        bot.GitHub.Forgets();
        Assert.Equal(202, (int)(await bot.GitHubTells("closed", number)).StatusCode);
        await bot.Settles();
        Assert.Empty(bot.GitHub.Received);
        Assert.Equal("done", await item.State());

        await item.Presses("Reopen");
        await bot.Settles();
        Assert.Equal(("open", "reopened"), State(reference));
        Assert.Equal("open", await item.State());
    }

    [Fact]
    public async Task Won_t_do_closes_the_issue_as_not_planned()
    {
        var item = await bot.HasItem("Rewrite it all");
        var reference = await item.GetsIssue("github");

        var form = (await item.Presses("Won't do")).View!;
        await bot.As("maya").Submits(form, new JsonObject { ["reason"] = "The gateway covers it" });
        await bot.Settles();

        Assert.Equal(("closed", "not_planned"), State(reference));
    }

    [Fact]
    public async Task An_issue_closed_at_GitHub_closes_the_item_once_however_often_it_is_told()
    {
        await bot.Names("github", TrackedBot.Devon, "octo-devon");
        var item = await bot.HasItem("Cap the retries");
        var number = TrackedStory.Number(await item.GetsIssue("github"));

        bot.GitHub.Closes(number, by: "octo-devon");
        await bot.GitHubTells("closed", number, delivery: "d-1");
        await bot.Settles();
        Assert.Equal("done", await item.State());
        Assert.Contains("Done by <@U0DEVON0001>", (await item.Message()).Text, StringComparison.Ordinal);

        // Opened again here; the old message, sent once more, changes nothing.
        await item.Presses("Reopen");
        await bot.Settles();
        await bot.GitHubTells("closed", number, delivery: "d-1");
        await bot.Settles();
        Assert.Equal("open", await item.State());

        bot.GitHub.Closes(number, by: "octo-stranger", reason: "not_planned");
        await bot.GitHubTells("closed", number);
        await bot.Settles();
        Assert.Equal("wont_do", await item.State());
        Assert.Contains("Closed as not planned in GitHub", (await item.Message()).Text, StringComparison.Ordinal);

        bot.GitHub.Changes(number, issue => issue["state"] = "open");
        await bot.GitHubTells("reopened", number);
        await bot.Settles();
        Assert.Equal("open", await item.State());
    }

    [Fact]
    public async Task History_names_whoever_closed_the_issue_and_not_the_bot()
    {
        var item = await bot.HasItem("Bound the queue");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.Closes(number, by: "octo-stranger");
        await bot.GitHubTells("closed", number);
        await bot.Settles();

        var history = (await bot.As("maya").Presses("History", (await item.Presses("More…")).View!)).View!;

        Assert.Contains("octo-stranger in GitHub", history.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("PostmortemBot", history.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_and_assignee_follow_each_other_and_helpers_there_stay()
    {
        await bot.Names("github", TrackedBot.Devon, "octo-devon");
        await bot.Names("github", TrackedBot.Maya, "@octo-maya");
        var item = await bot.HasItem("Shard the sessions", owner: TrackedBot.Devon);
        var reference = await item.GetsIssue("github");
        Assert.Equal(["octo-devon"], Assignees(reference));

        var number = TrackedStory.Number(reference);
        bot.GitHub.Collaborators.Add("octo-helper");
        bot.GitHub.Changes(number, issue => issue["assignees"] = EmulatedGitHub.People("octo-helper", "octo-devon"));
        await bot.GitHubTells("assigned", number);
        await bot.Settles();
        Assert.Equal(TrackedBot.Devon, await item.Owner());

        bot.GitHub.Changes(number, issue => issue["assignees"] = EmulatedGitHub.People("octo-maya"));
        await bot.GitHubTells("assigned", number);
        await bot.Settles();
        Assert.Equal(TrackedBot.Maya, await item.Owner());

        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        var form = (await item.Presses("Edit")).View!;
        var saved = await bot.As("maya").Submits(form, new JsonObject { ["owner"] = TrackedBot.Devon });
        Assert.True(saved.Closed, saved.ToString());
        await bot.Settles();
        Assert.Equal(["octo-devon"], Assignees(reference));
    }

    [Fact]
    public async Task An_assignee_nobody_knows_leaves_the_owner_and_says_so_until_they_are_named()
    {
        var item = await bot.HasItem("Page on burn rate", owner: TrackedBot.Maya);
        var number = TrackedStory.Number(await item.GetsIssue("github"));

        bot.GitHub.Changes(number, issue => issue["assignees"] = EmulatedGitHub.People("octo-yuki"));
        await bot.GitHubTells("assigned", number);
        await bot.Settles();

        Assert.Equal(TrackedBot.Maya, await item.Owner());
        Assert.Contains("assigns it to *octo-yuki*, whom I do not know here", (await item.Message()).Text, StringComparison.Ordinal);

        await bot.Names("github", "U0YUKI00001", "octo-yuki");
        Assert.Equal("U0YUKI00001", await item.Owner());
        Assert.DoesNotContain("whom I do not know", (await item.Message()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("octo-outside")]
    [InlineData("octo-unknown")]
    public async Task Whom_GitHub_does_not_let_be_assigned_is_said(string login)
    {
        await bot.Names("github", "U0LARS00001", login);
        var item = await bot.HasItem($"Mirror the registry for {login}", owner: "U0LARS00001");

        await item.GetsIssue("github");

        Assert.Contains($"does not let *{login}* be assigned", (await item.Message()).Text, StringComparison.Ordinal);
        Assert.Equal("U0LARS00001", await item.Owner());
        Assert.Equal("", await item.Problem());
    }

    [Fact]
    public async Task Making_it_again_after_a_lost_answer_finds_the_one_that_was_made()
    {
        bot.GitHub.Breaks(new ServerFault { Method = "POST", PathPart = "/issues", TakesEffect = true });
        bot.ExpectsFailures = true;
        var item = await bot.HasItem("Make only one of it");

        var reference = await item.GetsIssue("github");
        bot.ExpectsFailures = false;

        Assert.NotEqual("", reference);
        Assert.Single(bot.GitHub.Issues, issue => issue["title"]!.ToString() == "Make only one of it");
        Assert.Equal("", await item.Problem());
    }

    [Fact]
    public async Task The_one_that_was_made_is_found_behind_a_hundred_newer_ones()
    {
        bot.GitHub.Breaks(new ServerFault
        {
            Method = "POST", PathPart = "/issues", TakesEffect = true, Meanwhile = () =>
            {
                for (var other = 0; other < 130; other++)
                    bot.GitHub.Opens($"Other {other}");
            },
        });
        bot.ExpectsFailures = true;
        var item = await bot.HasItem("Lost among many");

        await item.GetsIssue("github");
        bot.ExpectsFailures = false;

        Assert.Single(bot.GitHub.Issues, issue => issue["title"]!.ToString() == "Lost among many");
        Assert.Contains(bot.GitHub.Received, request => request.Query.GetValueOrDefault("page") == "2");
    }

    [Fact]
    public async Task What_no_message_told_the_poll_finds_and_what_did_not_change_costs_nothing()
    {
        var item = await bot.HasItem("Found by the poll");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.Forgets();

        bot.Clock.Advance(TimeSpan.FromMinutes(15));
        await bot.Recurs("trackers.poll");
        var looked = bot.GitHub.Asked("GET", $"/issues/{number}");
        Assert.NotNull(Assert.Single(looked).Header("If-None-Match"));

        bot.GitHub.Closes(number, by: "octo-devon");
        bot.Clock.Advance(TimeSpan.FromMinutes(15));
        await bot.Recurs("trackers.poll");
        Assert.Equal("done", await item.State());
    }

    [Fact]
    public async Task Unlinked_both_stay_as_they_are()
    {
        var item = await bot.HasItem("Part as friends");
        var reference = await item.GetsIssue("github");

        await item.Presses("Unlink issue");
        await bot.Settles();
        Assert.NotNull((await item.Message()).Button("Create issue"));

        await item.Presses("Done");
        await bot.Settles();
        Assert.Equal("open", State(reference).State);
    }

    [Fact]
    public async Task Pressing_create_twice_makes_one()
    {
        var item = await bot.HasItem("Two people press");
        var first = (await item.Presses("Create issue")).View!;
        var devons = (await bot.As("devon").Presses("Create issue", await item.Message(), item.Channel)).View!;

        await bot.As("maya").Submits(first, new JsonObject { ["tracker"] = "github" });
        await bot.As("devon").Submits(devons, new JsonObject { ["tracker"] = "github" });
        await bot.Settles();

        Assert.Single(bot.GitHub.Issues, issue => issue["title"]!.ToString() == "Two people press");
    }

    [Fact]
    public async Task The_title_of_a_private_postmortem_stays_here_and_the_form_says_who_will_read_the_item()
    {
        var item = await bot.HasItem("Rotate the leaked key", isPrivate: true);
        var form = (await item.Presses("Create issue")).View!;
        Assert.Contains("Everybody who can read the tracker will read", form.Text, StringComparison.Ordinal);

        await bot.As("maya").Submits(form, new JsonObject { ["tracker"] = "github" });
        await bot.Settles();

        Assert.DoesNotContain("Card payments", Issue(await item.Reference())["body"]!.ToString(), StringComparison.Ordinal);
    }

    private JsonObject Issue(string reference) => bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == TrackedStory.Number(reference));

    private (string State, string? Reason) State(string reference) => (Issue(reference)["state"]!.ToString(), Issue(reference)["state_reason"]?.ToString());

    private IEnumerable<string> Assignees(string reference) => Issue(reference)["assignees"]!.AsArray().Select(person => person!["login"]!.ToString());
}
