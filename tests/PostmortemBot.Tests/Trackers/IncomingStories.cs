using System.Net;
using System.Text.Json.Nodes;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

/// <summary>The doors that trackers knock at.</summary>
public sealed class IncomingStories(TrackedBot bot) : IClassFixture<TrackedBot>
{
    private const string Ping = """{"zen":"Keep it logically awesome.","hook_id":1}""";

    [Fact]
    public async Task A_ping_is_answered() =>
        Assert.Equal(HttpStatusCode.OK, (await Ask("ping", Ping, EmulatedGitHub.WebhookSecret)).StatusCode);

    [Fact]
    public async Task A_wrong_secret_a_changed_body_and_a_missing_signature_are_refused()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("ping", Ping, "some-other-secret-entirely")).StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/trackers/github") { Content = new StringContent(Ping + " ", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Hub-Signature-256", TrackedBot.Sign(EmulatedGitHub.WebhookSecret, Ping));
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
        using var bare = new StringContent(Ping, System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Bot.PostAsync("/trackers/jira", bare, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("sha256=")]
    [InlineData("sha256=zz")]
    [InlineData("sha1=0123456789abcdef0123456789abcdef01234567")]
    [InlineData("sha256=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task A_signature_of_another_shape_is_refused(string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/trackers/github") { Content = new StringContent(Ping, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":")]
    [InlineData("")]
    public async Task A_body_that_is_no_object_is_refused(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask("issues", body, EmulatedGitHub.WebhookSecret)).StatusCode);

    [Fact]
    public async Task A_body_of_more_than_a_megabyte_is_refused_before_anything_is_computed() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Ask("issues", $$"""{"a":"{{new string('x', 1024 * 1024)}}"}""", EmulatedGitHub.WebhookSecret)).StatusCode);

    [Theory]
    [InlineData("""{"action":"closed"}""")]
    [InlineData("""{"action":"closed","issue":{"number":"x"},"repository":{"full_name":"example/platform"}}""")]
    [InlineData("""{"action":"closed","issue":[1],"repository":7}""")]
    [InlineData("""{"action":["closed"],"issue":{"number":1},"repository":{"full_name":"../../etc"}}""")]
    [InlineData("""{"action":"labeled","issue":{"number":1},"repository":{"full_name":"example/platform"}}""")]
    public async Task What_says_nothing_of_an_issue_does_nothing(string body)
    {
        Assert.Equal(HttpStatusCode.OK, (await Ask("issues", body, EmulatedGitHub.WebhookSecret)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.Tells("/trackers/jira", body, "X-Hub-Signature", EmulatedJira.WebhookSecret)).StatusCode);
    }

    [Fact]
    public async Task An_issue_nobody_linked_is_heard_and_leads_to_nothing()
    {
        var body = new JsonObject
        {
            ["action"] = "closed",
            ["issue"] = new JsonObject { ["number"] = 999, ["state"] = "closed", ["assignees"] = new JsonArray() },
            ["repository"] = new JsonObject { ["full_name"] = "example/platform" },
        };
        Assert.Equal(HttpStatusCode.Accepted, (await Ask("issues", body.ToJsonString(), EmulatedGitHub.WebhookSecret)).StatusCode);
        await bot.Settles();
    }

    [Fact]
    public async Task What_one_tells_is_not_believed_but_asked()
    {
        var item = await bot.HasItem("Do not believe it");
        var number = TrackedStory.Number(await item.GetsIssue("github"));
        bot.GitHub.Closes(number, by: "octo-devon");
        var payload = bot.GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number);
        bot.GitHub.Changes(number, issue => issue["state"] = "open");

        // Late: by now it is open again.
        var body = new JsonObject { ["action"] = "closed", ["issue"] = payload, ["repository"] = new JsonObject { ["full_name"] = "example/platform" } };
        await Ask("issues", body.ToJsonString(), EmulatedGitHub.WebhookSecret);
        await bot.Settles();

        Assert.Equal("open", await item.State());
    }

    private Task<HttpResponseMessage> Ask(string kind, string body, string secret) =>
        bot.Tells("/trackers/github", body, "X-Hub-Signature-256", secret, ("X-GitHub-Event", kind), ("X-GitHub-Delivery", Guid.CreateVersion7().ToString()));
}
