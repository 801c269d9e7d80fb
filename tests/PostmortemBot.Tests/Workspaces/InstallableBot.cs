using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Workspaces;

/// <summary>A bot that is installed by OAuth and has no token in its settings.</summary>
public class InstallableBot : BotFixture, IAsyncLifetime
{
    public const string Acme = "T0SANDBOX01";
    public const string Globex = "T0SANDBOX02";
    public const string Berlin = "T0SANDBOX03";
    public const string Organisation = "E0SANDBOX01";

    protected virtual Dictionary<string, string?> Settings => new()
    {
        ["Slack:BotToken"] = "",
        ["Slack:ClientId"] = "sandbox-client",
        ["Slack:ClientSecret"] = "sandbox-client-secret",
        ["Web:PublicUrl"] = "https://postmortems.example.com",
    };

    public async ValueTask InitializeAsync()
    {
        await StartAsync(Settings);
        await Slack("app", new JsonObject { ["redirect_base"] = "https://postmortems.example.com" }, HttpMethod.Put);
    }

    /// <summary>As before any installation, on both sides.</summary>
    public async Task ForgetsInstallations()
    {
        // The bot remembers people for ten minutes.
        Clock.Advance(TimeSpan.FromMinutes(11));
        await Slack("reset", []);
        await Slack("app", new JsonObject { ["client_secret"] = "sandbox-client-secret" }, HttpMethod.Put);
        await Stores("delete from installations; delete from organisation_workspaces; delete from parked_jobs; delete from install_states");
        await Stores("truncate workspaces cascade");
    }

    /// <summary>Does something as Slack's administrators do.</summary>
    public async Task<JsonObject> Slack(string path, JsonObject body, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, $"/sandbox/{path}") { Content = JsonContent.Create(body) };
        using var response = await Sandbox.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    public Task RotatesTokens() => Slack("app", new JsonObject { ["token_rotation"] = true }, HttpMethod.Put);

    /// <summary>How many pairs of tokens were exchanged for new ones.</summary>
    public async Task<int> Refreshes() => (int)(await Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/installs"))!["installs"]!.AsArray().Max(install => (int)install!["refreshes"]!)!;

    /// <summary>Something that calls Slack with the workspace's token: opens the settings.</summary>
    public async Task<Interaction> OpensSettings(string who, string team, string channel = "incident-shop") =>
        await As(who, team).Types(channel, "/postmortem settings");

    /// <summary>Starts a postmortem in a workspace.</summary>
    public async Task Starts(string who, string team, string facilitator)
    {
        var person = As(who, team);
        await Slack($"channels/incident-shop/members?team={team}", new JsonObject { ["user"] = "postmortem" });
        var form = await person.Types("incident-shop", "/postmortem");
        var sent = await person.Submits(form.View!, Testing.Postmortems.Facts(Clock.GetUtcNow(), ("title", "Shop down"), ("facilitator", facilitator)));
        Assert.True(sent.Closed, sent.ToString());
    }
}
