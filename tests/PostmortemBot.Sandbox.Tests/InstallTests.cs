using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace PostmortemBot.Sandbox.Tests;

/// <summary>Installing the app as Slack does: consent, code, token, refresh, and the end.</summary>
public sealed class InstallTests
{
    private const string Globex = "T0SANDBOX02";
    private const string Org = "E0SANDBOX01";

    [Fact]
    public async Task The_consent_page_names_the_app_what_it_wants_and_the_workspaces()
    {
        await using var world = await World.StartAsync();
        var page = await world.Http.GetStringAsync($"/oauth/v2/authorize?client_id=sandbox-client&scope=chat:write,commands&state=s&redirect_uri={Uri.EscapeDataString(Redirect(world))}&team={Globex}");
        Assert.Contains("Send messages as itself", page, StringComparison.Ordinal);
        Assert.Contains("Globex</option>", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{Globex}\" selected", page, StringComparison.Ordinal);
        Assert.Contains(Org, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "somebody-else", "Invalid client_id")]
    [InlineData("scope", "", "requested no scopes")]
    [InlineData("scope", "rule:the_world", "Invalid permissions requested: rule:the_world")]
    [InlineData("redirect_uri", "https://evil.example/slack/oauth/callback", "did not match")]
    public async Task A_wrong_question_stays_at_Slack(string field, string value, string words)
    {
        await using var world = await World.StartAsync();
        var asked = new Dictionary<string, string> { ["client_id"] = "sandbox-client", ["scope"] = "commands", ["redirect_uri"] = Redirect(world), [field] = value };
        using var response = await world.Http.GetAsync("/oauth/v2/authorize?" + string.Join('&', asked.Select(a => $"{a.Key}={Uri.EscapeDataString(a.Value)}")));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_goes_back_with_access_denied_and_the_state()
    {
        await using var world = await World.StartAsync();
        var back = await Decide(world, Globex, decision: "cancel");
        Assert.Equal("access_denied", back["error"]);
        Assert.Equal("s", back["state"]);
        Assert.Null(back["code"]);
    }

    [Fact]
    public async Task An_exchange_that_fails_without_effect_spends_no_code()
    {
        await using var world = await World.StartAsync();
        var code = (await Decide(world, Globex))["code"]!;
        using var ordered = await world.Http.PostAsJsonAsync($"/sandbox/faults?team={Globex}", new JsonObject { ["on"] = "oauth.v2.access", ["kind"] = "error", ["error"] = "internal_error", ["times"] = 1 });
        ordered.EnsureSuccessStatusCode();

        Assert.Equal("internal_error", (string?)(await Exchange(world, code))["error"]);
        Assert.True((bool)(await Exchange(world, code))["ok"]!);
    }

    [Fact]
    public async Task A_code_brings_a_token_for_its_workspace_once()
    {
        await using var world = await World.StartAsync();
        var code = (await Decide(world, Globex))["code"]!;

        var answer = await Exchange(world, code);
        Assert.Equal(Globex, (string?)answer["team"]!["id"]);
        Assert.Equal("chat:write,commands", (string?)answer["scope"]);
        Assert.Null(answer["refresh_token"]);
        var who = await world.SlackForm("auth.test", (string?)answer["access_token"]);
        Assert.Equal((Globex, (string?)answer["bot_user_id"]), ((string?)who["team_id"], (string?)who["user_id"]));
        Assert.Equal("invalid_code", (string?)(await Exchange(world, code))["error"]);
    }

    [Fact]
    public async Task Granted_scopes_are_what_the_token_may_do()
    {
        await using var world = await World.StartAsync();
        var token = (string?)(await Exchange(world, (await Decide(world, Globex))["code"]!))["access_token"];
        Assert.Equal("missing_scope", (string?)(await world.SlackForm("users.list", token, ("limit", "10")))["error"]);
    }

    [Fact]
    public async Task A_code_is_too_old_after_ten_minutes_of_Slacks_clock()
    {
        await using var world = await World.StartAsync();
        var code = (await Decide(world, Globex))["code"]!;
        await world.Post("/sandbox/clock", new { advance_seconds = 601 });
        Assert.Equal("invalid_code", (string?)(await Exchange(world, code))["error"]);
    }

    [Theory]
    [InlineData("sandbox-client", "wrong", "", "bad_client_secret")]
    [InlineData("nobody", "sandbox-client-secret", "", "invalid_client_id")]
    [InlineData("sandbox-client", "sandbox-client-secret", "/elsewhere", "bad_redirect_uri")]
    public async Task What_does_not_fit_is_refused(string id, string secret, string beyond, string error)
    {
        await using var world = await World.StartAsync();
        var code = (await Decide(world, Globex))["code"]!;
        Assert.Equal(error, (string?)(await Exchange(world, code, id, secret, Redirect(world) + beyond))["error"]);
    }

    [Fact]
    public async Task The_form_may_carry_the_credentials_instead()
    {
        await using var world = await World.StartAsync();
        var code = (await Decide(world, Globex))["code"]!;
        var answer = await world.SlackForm("oauth.v2.access", null, ("client_id", "sandbox-client"), ("client_secret", "sandbox-client-secret"), ("code", code), ("redirect_uri", Redirect(world)));
        Assert.True((bool)answer["ok"]!, answer.ToJsonString());
    }

    [Fact]
    public async Task Tokens_rotate_and_a_refresh_token_works_once()
    {
        await using var world = await World.StartAsync();
        await world.Control(HttpMethod.Put, "/sandbox/app", new { token_rotation = true });
        var first = await Exchange(world, (await Decide(world, Globex))["code"]!);
        Assert.Equal(43_200, (int)first["expires_in"]!);
        var second = await Refresh(world, first);
        Assert.Equal("invalid_refresh_token", (string?)(await Refresh(world, first))["error"]);
        Assert.True((bool)(await Test(world, first))["ok"]!);

        // Two live tokens are the most; a third ends the oldest.
        var third = await Refresh(world, second);
        Assert.Equal("token_revoked", (string?)(await Test(world, first))["error"]);
        Assert.True((bool)(await Test(world, second))["ok"]!);

        await world.Post("/sandbox/clock", new { advance_seconds = 43_200 });
        Assert.Equal("token_expired", (string?)(await Test(world, third))["error"]);
        Assert.True((bool)(await Test(world, await Refresh(world, third)))["ok"]!);
    }

    [Fact]
    public async Task Revoking_ends_one_token()
    {
        await using var world = await World.StartAsync();
        var answer = await Exchange(world, (await Decide(world, Globex))["code"]!);
        Assert.True((bool)(await world.SlackForm("auth.revoke", (string?)answer["access_token"]))["revoked"]!);
        Assert.Equal("token_revoked", (string?)(await Test(world, answer))["error"]);
    }

    [Theory]
    [InlineData(false, "app_uninstalled", "tokens_revoked")]
    [InlineData(true, "tokens_revoked", "app_uninstalled")]
    public async Task Uninstalling_kills_the_token_and_tells_the_app(bool revokedFirst, string first, string second)
    {
        await using var world = await World.StartAsync();
        var answer = await Exchange(world, (await Decide(world, Globex))["code"]!);
        await world.Post($"/sandbox/uninstall?team={Globex}&revoked_first={revokedFirst}", new { });

        Assert.Equal("account_inactive", (string?)(await Test(world, answer))["error"]);
        var told = world.App.Of("event_callback").Select(r => (string?)r.Json["event"]!["type"]).ToArray();
        Assert.Equal([first, second], told);
        Assert.Equal(Globex, (string?)world.App.Last.Json["team_id"]);
        Assert.Equal("unknown_command", (string?)(await world.As("nora", $"command?team={Globex}", new { channel = "incident-shop", text = "/postmortem" }))["problem"]);
    }

    [Fact]
    public async Task Requests_carry_the_workspace_they_come_from()
    {
        await using var world = await World.StartAsync();
        await world.Post($"/sandbox/install?team={Globex}", new { });
        await world.As("nora", $"command?team={Globex}", new { channel = "incident-shop", text = "/postmortem" });
        Assert.Equal(Globex, (string?)world.App.Last.Json["team_id"]);
        Assert.Equal("U0NORA00002", (string?)world.App.Last.Json["user_id"]);
    }

    [Fact]
    public async Task An_organisation_has_one_token_for_the_workspaces_an_administrator_adds()
    {
        await using var world = await World.StartAsync();
        var answer = await Exchange(world, (await Decide(world, Org, "chat:write,commands,users:read"))["code"]!);
        var token = (string?)answer["access_token"];
        Assert.True((bool)answer["is_enterprise_install"]!);
        Assert.Null(answer["team"]);
        Assert.Equal("team_access_not_granted", (string?)(await world.SlackForm("users.list", token, ("limit", "9"), ("team_id", "T0SANDBOX03")))["error"]);

        await world.Post("/sandbox/access?team=T0SANDBOX03", new { granted = true });
        Assert.Equal("team_access_granted", (string?)world.App.Last.Json["event"]!["type"]);
        Assert.Equal("missing_argument", (string?)(await world.SlackForm("users.list", token, ("limit", "9")))["error"]);
        Assert.Equal(3, ((JsonArray)(await world.SlackForm("users.list", token, ("limit", "9"), ("team_id", "T0SANDBOX03")))["members"]!).Count);
        Assert.Equal("U0ANNA00003", (string?)(await world.SlackForm("users.info", token, ("user", "U0ANNA00003")))["user"]!["id"]);

        await world.As("anna", "command?team=T0SANDBOX03", new { channel = "incident-shop", text = "/postmortem" });
        Assert.Equal(("true", Org), ((string?)world.App.Last.Json["is_enterprise_install"], (string?)world.App.Last.Json["enterprise_id"]));
    }

    [Fact]
    public async Task Installs_survive_a_restart()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("sandbox").FullName, "workspace.json");
        JsonObject answer;
        await using (var before = await World.StartAsync(dataFile: file)) answer = await Exchange(before, (await Decide(before, Globex))["code"]!);

        await using var after = await World.StartAsync(dataFile: file);
        Assert.Equal(Globex, (string?)(await Test(after, answer))["team_id"]);
        Assert.Null((await after.As("nora", $"command?team={Globex}", new { channel = "incident-shop", text = "/postmortem" }))["problem"]);
    }

    [Fact]
    public async Task The_call_log_holds_no_token()
    {
        await using var world = await World.StartAsync();
        await world.Control(HttpMethod.Put, "/sandbox/app", new { token_rotation = true });
        var code = (await Decide(world, Globex))["code"]!;
        var answer = await Exchange(world, code);
        var log = (await world.Get($"/sandbox/calls?team={Globex}")).ToJsonString();
        Assert.Contains("oauth.v2.access", log, StringComparison.Ordinal);
        foreach (var secret in new[] { code, (string)answer["access_token"]!, (string)answer["refresh_token"]!, "sandbox-client-secret" })
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    private static string Redirect(World world) => new Uri(new Uri(world.App.Url), "/slack/oauth/callback").ToString();

    private static async Task<System.Collections.Specialized.NameValueCollection> Decide(World world, string team, string scope = "chat:write,commands", string decision = "allow")
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = world.Http.BaseAddress };
        using var response = await client.PostAsync("/oauth/v2/authorize", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "sandbox-client",
            ["scope"] = scope,
            ["state"] = "s",
            ["redirect_uri"] = Redirect(world),
            ["team"] = team,
            ["decision"] = decision,
        }));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return HttpUtility.ParseQueryString(response.Headers.Location!.Query);
    }

    private static Task<JsonObject> Exchange(World world, string code, string id = "sandbox-client", string secret = "sandbox-client-secret", string? redirect = null) =>
        Access(world, id, secret, ("code", code), ("redirect_uri", redirect ?? Redirect(world)));

    private static Task<JsonObject> Refresh(World world, JsonObject answer) =>
        Access(world, "sandbox-client", "sandbox-client-secret", ("grant_type", "refresh_token"), ("refresh_token", (string)answer["refresh_token"]!));

    private static Task<JsonObject> Test(World world, JsonObject answer) => world.SlackForm("auth.test", (string?)answer["access_token"]);

    private static async Task<JsonObject> Access(World world, string id, string secret, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/oauth.v2.access") { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        using var response = await world.Http.SendAsync(request);
        return (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
