using System.Text;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

/// <summary>A tracker that says no, or nothing: the item stays, says what to do, and goes on by itself afterwards.</summary>
public sealed class FailureStories(TrackedBot bot) : IClassFixture<TrackedBot>
{
    [Theory]
    [InlineData(401, "needs to renew the token")]
    [InlineData(403, "ask for write access")]
    [InlineData(404, "does not show example/platform#")]
    [InlineData(410, "was deleted in GitHub")]
    [InlineData(409, "somebody else changed it")]
    [InlineData(422, "did not take it")]
    public async Task What_GitHub_refuses_stands_on_the_item_and_is_tried_again_later(int status, string words)
    {
        var item = await bot.HasItem($"Refused with {status}");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.Breaks(new ServerFault { Method = "GET", PathPart = $"/issues/{number}", Status = status, Body = """{"message":"No <!channel>","errors":[{"resource":"Issue","field":"state","code":"invalid"}]}""" });

        await item.Presses("Done");
        await bot.Settles();
        Assert.Equal("done", await item.State());
        var message = await item.Message();
        Assert.Contains(words, message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<!channel>", message.Text, StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromHours(1));
        await bot.Recurs("trackers.poll");
        Assert.Equal("", await item.Problem());
        Assert.DoesNotContain(words, (await item.Message()).Text, StringComparison.Ordinal);
        Assert.Equal("closed", bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number)["state"]!.ToString());
    }

    [Theory]
    [InlineData(401, "needs to renew the token")]
    [InlineData(403, "ask for write access")]
    [InlineData(404, "does not show OPS-")]
    [InlineData(410, "was deleted in Jira")]
    [InlineData(409, "somebody else changed it")]
    [InlineData(422, "did not take it")]
    public async Task What_Jira_refuses_stands_on_the_item(int status, string words)
    {
        var item = await bot.HasItem($"Jira refused with {status}");
        var key = await item.GetsIssue("jira");
        bot.Jira.Breaks(new ServerFault { Method = "GET", PathPart = $"/issue/{key}", Status = status, ContentType = "text/html", Body = "<html><script>alert(1)</script></html>" });

        await item.Presses("Done");
        await bot.Settles();
        Assert.Contains(words, (await item.Message()).Text, StringComparison.Ordinal);

        await item.Presses("Try again");
        await bot.Settles();
        Assert.Equal("", await item.Problem());
    }

    public static TheoryData<string> Absences() => ["500", "502", "html", "huge", "cut", "hang", "odd", "empty"];

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task A_GitHub_that_is_away_keeps_nobody_waiting_and_the_job_tries_again(string how)
    {
        bot.ExpectsFailures = true;
        var item = await bot.HasItem($"GitHub away: {how}");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.Breaks(Fault(how, "GET", $"/issues/{number}"));

        var pressed = await item.Presses("Done");
        Assert.True(pressed.Raw["took_ms"]!.GetValue<int>() < 2000, pressed.ToString());
        await bot.Settles();

        Assert.True(bot.GitHub.Asked("GET", $"/issues/{number}").Count >= 2);
        Assert.Equal("closed", bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number)["state"]!.ToString());
        Assert.Equal("", await item.Problem());
    }

    [Theory]
    [MemberData(nameof(Absences))]
    public async Task A_Jira_that_is_away_keeps_nobody_waiting_and_the_job_tries_again(string how)
    {
        bot.ExpectsFailures = true;
        var item = await bot.HasItem($"Jira away: {how}");
        var key = await item.GetsIssue("jira");
        bot.Jira.Breaks(Fault(how, "GET", $"/issue/{key}"));

        await item.Presses("Done");
        await bot.Settles();

        Assert.Equal("Done", bot.Jira.Issues.Single(issue => issue["key"]!.ToString() == key)["fields"]!["status"]!["name"]!.ToString());
        Assert.Equal("", await item.Problem());
    }

    public static TheoryData<string, int, string, string> Limits() => new()
    {
        { "github", 429, "Retry-After", "1" },
        { "github", 403, "Retry-After", "1" },
        { "github", 403, "X-RateLimit-Remaining", "0" },
        { "jira", 429, "Retry-After", "1" },
        { "jira", 503, "Retry-After", "1" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_tracker_that_asks_to_slow_down_gets_its_pause_and_the_job_has_not_failed(string tracker, int status, string header, string value)
    {
        bot.ExpectsFailures = false;
        LoopbackServer server = tracker == "github" ? bot.GitHub : bot.Jira;
        var fault = new ServerFault { Method = "POST", PathPart = "/issue", Status = status, Body = "{}", Headers = { [header] = value } };
        if (header == "X-RateLimit-Remaining")
            fault.Headers["X-RateLimit-Reset"] = TimeProvider.System.GetUtcNow().AddSeconds(1).ToUnixTimeSeconds().ToString();
        server.Breaks(fault);
        var before = await PutBack();

        var item = await bot.HasItem($"Slowly: {tracker} {status} {header}");
        await item.GetsIssue(tracker);

        Assert.NotEqual("", await item.Reference());
        Assert.Equal(before + 1, await PutBack());
        Assert.Equal("", await item.Problem());
    }

    [Fact]
    public async Task A_redirect_to_another_host_is_not_followed_with_anything_in_hand()
    {
        await using var elsewhere = new EmulatedGitHub();
        await elsewhere.StartAsync();
        var item = await bot.HasItem("Lured away");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.Breaks(new ServerFault { Method = "GET", PathPart = $"/issues/{number}", Status = 301, Body = "{}", Headers = { ["Location"] = new Uri(elsewhere.Address, "api/v3/repos/example/platform/issues/1").ToString() } });

        await item.Presses("Done");
        await bot.Settles();

        Assert.Empty(elsewhere.Received);
        Assert.Equal("elsewhere", await item.Problem());
    }

    [Fact]
    public async Task A_pull_request_is_not_closed()
    {
        var number = bot.GitHub.Opens("Add a feature", isPullRequest: true);
        var item = await bot.HasItem("Linked by mistake");
        Assert.True((await item.Links($"example/platform#{number}")).Closed);

        await item.Presses("Done");
        await bot.Settles();

        Assert.Equal("pull_request", await item.Problem());
        Assert.Equal("open", bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number)["state"]!.ToString());
    }

    [Fact]
    public async Task No_secret_reaches_a_log_or_a_message()
    {
        bot.ExpectsFailures = true;
        foreach (var how in new[] { "500", "cut" })
        {
            bot.GitHub.Breaks(Fault(how, "POST", "/issues"));
            bot.Jira.Breaks(Fault(how, "POST", "/issue"));
        }

        // Time passes until Jira's search would know.
        bot.Jira.Breaks(new ServerFault { Method = "POST", PathPart = "/search/jql", Status = 200, Body = """{"issues":[]}""", Times = 4, Meanwhile = () => bot.Clock.Advance(TimeSpan.FromSeconds(10)) });
        var item = await bot.HasItem("Loud failures");
        await item.GetsIssue("github");
        await (await bot.HasItem("Loud failures in Jira")).GetsIssue("jira");
        bot.ExpectsFailures = false;

        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{EmulatedJira.Email}:{EmulatedJira.ApiToken}"));
        foreach (var secret in new[] { EmulatedGitHub.Token, EmulatedJira.ApiToken, basic, EmulatedGitHub.WebhookSecret, EmulatedJira.WebhookSecret })
        {
            Assert.DoesNotContain(secret, bot.Log.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, (await item.Message()).Text, StringComparison.Ordinal);
        }

        Assert.Equal(0, await bot.Stored<long>($"select count(*) from hangfire.state where data::text like '%{EmulatedGitHub.Token}%' or data::text like '%{EmulatedJira.ApiToken}%'"));
    }

    private Task<long> PutBack() => bot.Stored<long>("select count(*) from hangfire.state where reason like 'Put back%'");

    private static ServerFault Fault(string how, string method, string path) => how switch
    {
        "html" => new ServerFault { Method = method, PathPart = path, Status = 200, ContentType = "text/html", Body = "<html>Log in</html>" },
        "huge" => new ServerFault { Method = method, PathPart = path, Status = 200, Body = $$"""{"number":1,"body":"{{new string('x', 5 * 1024 * 1024)}}"}""" },
        "odd" => new ServerFault { Method = method, PathPart = path, Status = 200, Body = """{"number":"many","state":[],"fields":7}""" },
        "empty" => new ServerFault { Method = method, PathPart = path, Status = 200, Body = "{}" },
        "cut" => new ServerFault { Method = method, PathPart = path },
        "hang" => new ServerFault { Method = method, PathPart = path, Hangs = true },
        _ => new ServerFault { Method = method, PathPart = path, Status = int.Parse(how), Body = """{"message":"Server Error"}""" },
    };
}
