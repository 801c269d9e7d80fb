using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Testing.Trackers;

namespace PostmortemBot.Tests.Trackers;

/// <summary>A bot beside a GitHub and a Jira of its own.</summary>
public sealed class TrackedBot : BotFixture, IAsyncLifetime
{
    public const string Devon = "U0DEVON0001";
    public const string Maya = "U0MAYA00001";

    public EmulatedGitHub GitHub => field ??= new() { Clock = Clock };
    public EmulatedJira Jira { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await GitHub.StartAsync();
        await Jira.StartAsync();
        await StartAsync(Settings(this));
    }

    public static Dictionary<string, string?> Settings(TrackedBot bot) => new()
    {
        ["Trackers:Timeout"] = "00:00:03",
        ["Trackers:GitHub:BaseUrl"] = bot.GitHub.BaseUrl,
        ["Trackers:GitHub:Token"] = EmulatedGitHub.Token,
        ["Trackers:GitHub:Repository"] = EmulatedGitHub.Repository,
        ["Trackers:GitHub:Labels:0"] = "postmortem",
        ["Trackers:GitHub:WebhookSecret"] = EmulatedGitHub.WebhookSecret,
        ["Trackers:Jira:BaseUrl"] = bot.Jira.Address.ToString(),
        ["Trackers:Jira:Email"] = EmulatedJira.Email,
        ["Trackers:Jira:ApiToken"] = EmulatedJira.ApiToken,
        ["Trackers:Jira:Project"] = EmulatedJira.Project,
        ["Trackers:Jira:Labels:0"] = "postmortem",
        ["Trackers:Jira:WebhookSecret"] = EmulatedJira.WebhookSecret,
    };

    /// <summary>An item in a channel of its own.</summary>
    public async Task<TrackedStory> HasItem(string title, string? owner = null, string details = "", bool isPrivate = false)
    {
        var channel = await NewChannel(isPrivate);
        var card = await this.HasPostmortem(channel);
        var maya = As("maya");
        var form = (await maya.Types(channel, $"/postmortem action {title}")).View!;
        var values = new JsonObject { ["details"] = details };
        if (owner is not null)
            values["owner"] = owner;
        var submitted = await maya.Submits(form, values);
        Assert.True(submitted.Closed, submitted.ToString());
        await Settles();
        return new TrackedStory(this, channel, card.Ts, title);
    }

    public async Task<string> StateOf(string title) => await Stored<string>($"select state from action_items where title = '{title}'");

    public async Task<string> OwnerOf(string title) => await Stored<string>($"select coalesce(owner_id, 'nobody') from action_items where title = '{title}'");

    /// <summary>Somebody says in Slack who is who.</summary>
    public async Task Names(string tracker, string userId, string login)
    {
        var form = (await As("maya").Types("general", "/postmortem tracker")).View ?? throw new InvalidOperationException("No form opened.");
        var saved = await As("maya").Submits(form, new JsonObject { ["tracker"] = tracker, ["person"] = userId, ["login"] = login });
        Assert.True(saved.Closed, saved.ToString());
        await Settles();
    }

    /// <summary>GitHub tells of an issue, as it is there now.</summary>
    public async Task<HttpResponseMessage> GitHubTells(string action, int number, string? delivery = null, string secret = EmulatedGitHub.WebhookSecret)
    {
        var payload = new JsonObject
        {
            ["action"] = action,
            ["issue"] = GitHub.Issues.Single(issue => issue["number"]!.GetValue<int>() == number),
            ["repository"] = new JsonObject { ["id"] = 1, ["full_name"] = EmulatedGitHub.Repository },
            ["sender"] = new JsonObject { ["login"] = "octo-devon" },
        };
        return await Tells("/trackers/github", payload.ToJsonString(), "X-Hub-Signature-256", secret,
            ("X-GitHub-Event", "issues"), ("X-GitHub-Delivery", delivery ?? Guid.CreateVersion7().ToString()));
    }

    public async Task<HttpResponseMessage> JiraTells(string key, string? delivery = null)
    {
        var payload = new JsonObject
        {
            ["timestamp"] = 1795500000000,
            ["webhookEvent"] = "jira:issue_updated",
            ["issue_event_type_name"] = "issue_generic",
            ["issue"] = Jira.Issues.Single(issue => issue["key"]!.ToString() == key),
        };
        return await Tells("/trackers/jira", payload.ToJsonString(), "X-Hub-Signature", EmulatedJira.WebhookSecret,
            ("X-Atlassian-Webhook-Identifier", delivery ?? Guid.CreateVersion7().ToString()));
    }

    public async Task<HttpResponseMessage> Tells(string path, string body, string signatureHeader, string secret, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add(signatureHeader, Sign(secret, body));
        // A refusal that comes before the body is read would else break off the sending of it.
        request.Headers.ExpectContinue = true;
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await Bot.SendAsync(request);
    }

    public static string Sign(string secret, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await GitHub.DisposeAsync();
        await Jira.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>One item, and what people do with its issue.</summary>
public sealed class TrackedStory(TrackedBot bot, string channel, string cardTs, string title)
{
    public string Channel => channel;

    public string CardTs => cardTs;

    public Task<SlackMessage> Message() => bot.As("maya").Sees(channel, title, cardTs);

    public async Task<Interaction> Presses(string button)
    {
        var answer = await bot.As("maya").Presses(button, await Message(), channel);
        return answer;
    }

    /// <returns>What the issue is called.</returns>
    public async Task<string> GetsIssue(string tracker)
    {
        var form = (await Presses("Create issue")).View ?? throw new InvalidOperationException("No form opened.");
        var submitted = await bot.As("maya").Submits(form, new JsonObject { ["tracker"] = tracker });
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();
        return await Reference();
    }

    public async Task<Interaction> Links(string typed)
    {
        var form = (await Presses("Link issue")).View ?? throw new InvalidOperationException("No form opened.");
        var submitted = await bot.As("maya").Submits(form, new JsonObject { ["issue"] = typed });
        await bot.Settles();
        return submitted;
    }

    public Task<string> Reference() => bot.Stored<string>($"select coalesce(max(reference), '') from tracker_links l join action_items a using (workspace_id, action_item_id) where a.title = '{title}'");

    public Task<string> Problem() => bot.Stored<string>($"select coalesce(max(problem), '') from tracker_links l join action_items a using (workspace_id, action_item_id) where a.title = '{title}'");

    public Task<string> State() => bot.StateOf(title);

    public Task<string> Owner() => bot.OwnerOf(title);

    public static int Number(string reference) => int.Parse(reference[(reference.LastIndexOf('#') + 1)..], CultureInfo.InvariantCulture);
}
