using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;
using PostmortemBot.Tests.Workspaces;

namespace PostmortemBot.Tests.Trackers;

/// <summary>Two workspaces, two trackers, and one of these does not answer.</summary>
public sealed class StarvationStories(StarvationStories.SharedBot bot) : IClassFixture<StarvationStories.SharedBot>
{
    private const int Workers = 3;

    [Theory]
    [InlineData("many items", 8)]
    [InlineData("one busy item", 1)]
    public async Task A_tracker_that_hangs_for_one_workspace_leaves_workers_for_the_other(string what, int items)
    {
        var keys = new List<string>();
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        for (var n = 0; n < items; n++)
            keys.Add(await HasIssue(bot.As("maya"), channel, $"{what} {n}", "jira"));
        var (gate, reached) = (new TaskCompletionSource(), new TaskCompletionSource());
        bot.Jira.Breaks(new ServerFault { Method = "GET", PathPart = "/issue/", Times = 100, HeldUntil = gate.Task, Meanwhile = () => reached.TrySetResult() });
        try
        {
            // Somebody works in Jira, and it tells of each step.
            for (var n = 0; n < 8; n++)
            {
                bot.Jira.Changes(keys[n % keys.Count], fields => fields["status"] = EmulatedJira.Status("Done"));
                await bot.JiraTells(keys[n % keys.Count]);
                // Each becomes a job of its own.
                while (await bot.Stored<long>("select count(*) from outbox") > 0)
                    await Task.Yield();
            }

            await reached.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            var made = new TaskCompletionSource();
            bot.GitHub.Breaks(new ServerFault { Method = "POST", PathPart = "/issues", HeldUntil = Task.CompletedTask, Meanwhile = () => made.TrySetResult() });
            await AsksForIssue(bot.As("nora", InstallableBot.Globex), "incident-shop", $"Nobody waits for {what}", "github");

            await made.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.False(gate.Task.IsCompleted);
            Assert.InRange(bot.Jira.MostAtOnce, 1, 2);
        }
        finally
        {
            bot.Jira.Mends();
            gate.SetResult();
        }

        await bot.Settles();
        foreach (var key in keys)
            Assert.Equal("done", await bot.Stored<string>($"select state from action_items join tracker_links using (workspace_id, action_item_id) where reference = '{key}'"));
    }

    private async Task<string> HasIssue(SlackUser person, string channel, string title, string tracker)
    {
        await AsksForIssue(person, channel, title, tracker);
        await bot.Settles();
        return await bot.Stored<string>($"select reference from tracker_links join action_items using (workspace_id, action_item_id) where title = '{title}'");
    }

    /// <summary>From the list of items, which is drawn without any job.</summary>
    private static async Task AsksForIssue(SlackUser person, string channel, string title, string tracker)
    {
        var added = await person.Submits((await person.Types(channel, $"/postmortem action {title}")).View!, []);
        Assert.True(added.Closed, added.ToString());
        var list = (await person.Types(channel, "/postmortem actions")).View!;
        var choice = Options(list.Raw).Last(option => option.Value.StartsWith("issue ", StringComparison.Ordinal) && option.Title.Contains(title, StringComparison.Ordinal));
        var form = (await person.Chooses("actions.menu", choice.Value, list, choice.Block)).View!;
        var sent = await person.Submits(form, new JsonObject { ["tracker"] = tracker });
        Assert.True(sent.Closed, sent.ToString());
    }

    private static IEnumerable<(string Value, string Block, string Title)> Options(JsonObject view) =>
        from block in view["blocks"]!.AsArray()
        from option in block!["accessory"]?["options"]?.AsArray() ?? []
        select (option["value"]!.ToString(), block["block_id"]?.ToString() ?? "", block["text"]?["text"]?.ToString() ?? "");

    /// <summary>A bot with few workers in two workspaces, and with two trackers.</summary>
    public sealed class SharedBot : InstallableBot, IAsyncLifetime
    {
        public EmulatedGitHub GitHub => field ??= new() { Clock = Clock };

        public EmulatedJira Jira { get; } = new();

        protected override Dictionary<string, string?> Settings => new(base.Settings)
        {
            ["Jobs:Workers"] = Workers.ToString(),
            ["Trackers:Workspaces:0"] = Acme,
            ["Trackers:Workspaces:1"] = Globex,
            ["Trackers:Timeout"] = "00:01:00",
            ["Trackers:GitHub:BaseUrl"] = GitHub.BaseUrl,
            ["Trackers:GitHub:Token"] = EmulatedGitHub.Token,
            ["Trackers:GitHub:Repository"] = EmulatedGitHub.Repository,
            ["Trackers:Jira:BaseUrl"] = Jira.Address.ToString(),
            ["Trackers:Jira:Email"] = EmulatedJira.Email,
            ["Trackers:Jira:ApiToken"] = EmulatedJira.ApiToken,
            ["Trackers:Jira:Project"] = EmulatedJira.Project,
            ["Trackers:Jira:WebhookSecret"] = EmulatedJira.WebhookSecret,
        };

        public new async ValueTask InitializeAsync()
        {
            await GitHub.StartAsync();
            await Jira.StartAsync();
            await base.InitializeAsync();
            await NewBrowser().Installs(Acme);
            await NewBrowser().Installs(Globex);
            await Starts("nora", Globex, "U0OMAR00002");
            await Settles();
        }

        public async Task JiraTells(string key)
        {
            var body = new JsonObject { ["webhookEvent"] = "jira:issue_updated", ["issue"] = Jira.Issues.Single(issue => issue["key"]!.ToString() == key) }.ToJsonString();
            using var request = new HttpRequestMessage(HttpMethod.Post, "/trackers/jira") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Hub-Signature", TrackedBot.Sign(EmulatedJira.WebhookSecret, body));
            request.Headers.Add("X-Atlassian-Webhook-Identifier", Guid.CreateVersion7().ToString());
            using var answer = await Bot.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        public new async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await GitHub.DisposeAsync();
            await Jira.DisposeAsync();
            GC.SuppressFinalize(this);
        }
    }
}
