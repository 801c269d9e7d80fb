using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Features.Workspaces.Installing;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.Workspaces.InstallableBot;

namespace PostmortemBot.Tests.Workspaces;

public sealed class InstallStories(InstallableBot bot) : IClassFixture<InstallableBot>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await bot.ForgetsInstallations();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Installing_leads_to_a_page_that_says_what_comes_next_and_to_a_bot_that_works()
    {
        var page = await bot.NewBrowser().Installs(Globex);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<strong dir=\"auto\">Globex</strong>", page.Html, StringComparison.Ordinal);
        Assert.Contains("/postmortem", page.Html, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal("T0SANDBOX02 A0POSTMORT1 U0POSTMORT2 B0POSTMORT2 U0NORA00002 false", await bot.Stored<string>(
            "select concat_ws(' ', workspace_id, app_id, bot_user_id, bot_id, installer_id, is_enterprise_install::text) from installations"));
    }

    [Fact]
    public async Task Each_workspace_is_served_with_its_own_token()
    {
        await bot.NewBrowser().Installs(Acme);
        await bot.NewBrowser().Installs(Globex);

        Assert.NotNull((await bot.OpensSettings("maya", Acme, "incident-payments")).View);
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.Equal(2, await bot.Stored<long>("select count(distinct token) from installations"));
    }

    [Fact]
    public async Task A_token_is_sealed_in_the_database_for_its_own_row()
    {
        await bot.NewBrowser().Installs(Acme);
        await bot.NewBrowser().Installs(Globex);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from installations where token like '%xox%'"));

        // A seal put into another row opens nothing there.
        await bot.Stores("update installations set token = (select token from installations where workspace_id = 'T0SANDBOX01') where workspace_id = 'T0SANDBOX02'");
        var opened = await bot.OpensSettings("nora", Globex);
        Assert.Null(opened.View);
        Assert.Contains("to install PostmortemBot again", opened.Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cookie_is_for_this_flow_alone()
    {
        var browser = bot.NewBrowser();
        await browser.Begins();
        var cookie = Assert.Single(browser.SetCookies).ToLowerInvariant();
        foreach (var part in new[] { "httponly", "samesite=lax", "secure", "path=/slack" })
            Assert.Contains(part, cookie, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from install_states where encode(browser_hash, 'escape') like '%{cookie.Split('=', ';')[1]}%'"));
    }

    [Fact]
    public async Task A_forged_state_installs_nothing()
    {
        var browser = bot.NewBrowser();
        var back = await browser.Decides(await browser.Begins(), Globex);
        await Refused(browser, With(back, "state", "Zm9yZ2Vk"), HttpStatusCode.BadRequest, "was not begun here");
        await Refused(browser, With(back, "state", ""), HttpStatusCode.BadRequest, "was not begun here");
    }

    [Fact]
    public async Task A_state_works_once()
    {
        var browser = bot.NewBrowser();
        var back = await browser.Decides(await browser.Begins(), Globex);
        Assert.Equal(HttpStatusCode.OK, (await browser.Opens(back)).Status);
        await bot.Stores("delete from installations");
        await Refused(browser, back, HttpStatusCode.Gone, "was finished before");
    }

    [Fact]
    public async Task Another_browser_cannot_finish_what_this_one_began()
    {
        var attacker = bot.NewBrowser();
        var back = await attacker.Decides(await attacker.Begins(), Globex);
        await Refused(bot.NewBrowser(), back, HttpStatusCode.BadRequest, "begun elsewhere");

        var victim = bot.NewBrowser();
        await victim.Begins();
        await Refused(victim, await attacker.Decides(await attacker.Begins(), Globex), HttpStatusCode.BadRequest, "begun elsewhere");
    }

    [Fact]
    public async Task After_ten_minutes_it_is_too_late()
    {
        var browser = bot.NewBrowser();
        var consent = await browser.Begins();
        bot.Clock.Advance(InstallStates.Lasts);
        await Refused(browser, await browser.Decides(consent, Globex), HttpStatusCode.Gone, "took too long");
    }

    [Fact]
    public async Task Declining_is_no_error_of_anybody()
    {
        var browser = bot.NewBrowser();
        await Refused(browser, await browser.Decides(await browser.Begins(), Globex, "cancel"), HttpStatusCode.Forbidden, "was not installed");
    }

    [Theory]
    [InlineData("error", "<script>alert(1)</script>")]
    [InlineData("code", "")]
    public async Task An_answer_without_a_code_installs_nothing(string field, string value)
    {
        var browser = bot.NewBrowser();
        var back = await browser.Decides(await browser.Begins(), Globex);
        await Refused(browser, With(back, field, value), HttpStatusCode.BadRequest, "did not finish");
    }

    [Fact]
    public async Task A_code_that_was_used_elsewhere_installs_nothing()
    {
        var browser = bot.NewBrowser();
        var back = await browser.Decides(await browser.Begins(), Globex);
        await Exchange(back);
        await Refused(browser, back, HttpStatusCode.BadRequest, "does not take this code");
    }

    [Fact]
    public async Task A_made_up_code_installs_nothing()
    {
        var browser = bot.NewBrowser();
        var back = await browser.Decides(await browser.Begins(), Globex);
        await Refused(browser, With(back, "code", "1234.5678.made-up"), HttpStatusCode.BadRequest, "does not take this code");
    }

    [Theory]
    [InlineData("server_error")]
    [InlineData("drop")]
    public async Task Slack_being_away_installs_nothing(string kind)
    {
        await bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "oauth.v2.access", ["kind"] = kind, ["times"] = 9 });
        var browser = bot.NewBrowser();
        await Refused(browser, await browser.Decides(await browser.Begins(), Globex), HttpStatusCode.BadGateway, "did not answer as it should");
    }

    [Fact]
    public async Task A_wrong_secret_is_the_operators_affair()
    {
        await bot.Slack("app", new JsonObject { ["client_secret"] = "was-changed" }, HttpMethod.Put);
        var browser = bot.NewBrowser();
        await Refused(browser, await browser.Decides(await browser.Begins(), Globex), HttpStatusCode.InternalServerError, "Slack:ClientSecret");
    }

    [Fact]
    public async Task Fewer_permissions_than_needed_are_named_and_not_taken_into_use()
    {
        var browser = bot.NewBrowser();
        var page = await Refused(browser, await browser.Decides(await browser.Begins(), Globex, granted: "chat:write,commands"), HttpStatusCode.Forbidden, "<code>users:read</code>");
        Assert.DoesNotContain("<code>chat:write</code>", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_for_another_app_is_not_stored()
    {
        await bot.Stores(AnotherApp);
        var page = await bot.NewBrowser().Installs(Globex);
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal(["auth.revoke"], await CallsTo("auth.revoke"));
        Assert.Equal(0, await bot.Stored<long>("select count(*) from installations where workspace_id = 'T0SANDBOX02'"));
    }

    [Fact]
    public async Task Installing_again_changes_the_row_and_revives_a_dead_one()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Slack($"uninstall?team={Globex}", []);
        Assert.Equal("app_uninstalled", await bot.Stored<string>("select dead_reason from installations where token is null"));

        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await bot.NewBrowser().Installs(Globex)).Status);
        Assert.Equal(1, await bot.Stored<long>("select count(*) from installations where dead_at is null and dead_reason is null"));
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    [Fact]
    public async Task Where_the_app_is_not_installed_a_person_is_told_kindly_and_events_are_let_go()
    {
        // Put there on Slack's own page, so that requests come from a workspace nobody gave us a token for.
        await bot.Slack($"install?team={Globex}", []);

        var answer = await bot.As("nora", Globex).Types("incident-shop", "/postmortem");
        Assert.Null(answer.View);
        Assert.Contains("not installed in this workspace", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("https://postmortems.example.com/slack/install", answer.Message!.Text, StringComparison.Ordinal);
        await bot.As("nora", Globex).OpensHome();
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>("select count(*) from workspaces where workspace_id = 'T0SANDBOX02'"));
    }

    [Fact]
    public async Task Any_number_of_strangers_may_begin_one_without_a_row_and_without_being_in_anybodys_way()
    {
        var honest = bot.NewBrowser();
        var consent = await honest.Begins();
        for (var n = 0; n < 1500; n++)
        {
            using var response = await bot.Bot.GetAsync(new Uri(InstallFlow.StartPath, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        }

        Assert.Equal(0, await bot.Stored<long>("select count(*) from install_states"));
        Assert.Equal(HttpStatusCode.OK, (await honest.Opens(await honest.Decides(consent, Globex))).Status);
        Assert.Equal(HttpStatusCode.OK, (await bot.NewBrowser().Installs(Acme)).Status);
        Assert.Equal(2, await bot.Stored<long>("select count(*) from install_states"));
    }

    [Fact]
    public async Task A_refused_code_leaves_no_row_however_often_it_is_tried()
    {
        for (var n = 0; n < 20; n++)
        {
            var browser = bot.NewBrowser();
            await Refused(browser, With(await browser.Decides(await browser.Begins(), Globex), "code", "1234.5678.made-up"), HttpStatusCode.BadRequest, "does not take this code");
        }

        Assert.Equal(0, await bot.Stored<long>("select count(*) from install_states"));
    }

    [Fact]
    public async Task What_Slack_granted_for_a_refused_installation_is_given_back()
    {
        var browser = bot.NewBrowser();
        await Refused(browser, await browser.Decides(await browser.Begins(), Globex, granted: "chat:write,commands"), HttpStatusCode.Forbidden, "was not installed");

        Assert.Equal(["auth.revoke"], await CallsTo("auth.revoke"));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("xoxb-", StringComparison.Ordinal));
        Assert.Contains(bot.Log.Lines, line => line.Contains("was given back (A0POSTMORT1 in T0SANDBOX02)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_installation_does_not_end_the_one_that_works()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Stores(AnotherApp);
        var page = await bot.NewBrowser().Installs(Globex);

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Contains("goes on as before", page.Html, StringComparison.Ordinal);
        Assert.Empty(await CallsTo("auth.revoke"));
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    [Fact]
    public async Task When_the_token_cannot_be_given_back_the_log_says_what_to_do()
    {
        await bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "auth.revoke", ["kind"] = "error", ["error"] = "not_allowed_token_type" });
        var browser = bot.NewBrowser();
        await Refused(browser, await browser.Decides(await browser.Begins(), Globex, granted: "chat:write,commands"), HttpStatusCode.Forbidden, "was not installed");
        Assert.Contains(bot.Log.Lines, line => line.Contains("not_allowed_token_type (A0POSTMORT1 in T0SANDBOX02). Remove the app there", StringComparison.Ordinal));
    }

    private const string AnotherApp = """
        insert into installations (workspace_id, client_id, app_id, team_id, is_enterprise_install, bot_user_id, scopes, token, installed_at, refreshed_at)
        values ('T0ELSEWHERE', 'sandbox-client', 'A0ANOTHER01', 'T0ELSEWHERE', false, 'U1', '{}', 'sealed', now(), now())
        """;

    private async Task<IReadOnlyList<string>> CallsTo(string method) =>
        [.. (await bot.Sandbox.GetFromJsonAsync<JsonObject>($"/sandbox/calls?team={Globex}", TestContext.Current.CancellationToken))!["calls"]!.AsArray().Select(call => (string)call!["name"]!).Where(name => name == method)];

    [Fact]
    public async Task Neither_log_nor_page_holds_a_secret()
    {
        var browser = bot.NewBrowser();
        var consent = await browser.Begins();
        var back = await browser.Decides(consent, Globex);
        var page = await browser.Opens(back);
        var query = System.Web.HttpUtility.ParseQueryString(back.Query);
        foreach (var secret in new[] { query["code"]!, query["state"]!, "sandbox-client-secret", "xoxb-" })
        {
            Assert.DoesNotContain(secret, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, string.Join('\n', bot.Log.Lines), StringComparison.Ordinal);
        }
    }

    private async Task<PageSeen> Refused(InstallingBrowser browser, Uri back, HttpStatusCode status, string words)
    {
        var page = await browser.Opens(back);
        Assert.Equal(status, page.Status);
        Assert.Contains(words, page.Html, StringComparison.Ordinal);
        Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
        var query = System.Web.HttpUtility.ParseQueryString(back.Query);
        foreach (var secret in new[] { query["code"], query["state"] })
        {
            if (secret is { Length: > 0 })
                Assert.DoesNotContain(secret, page.Html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from installations"));
        return page;
    }

    private static Uri With(Uri address, string field, string value)
    {
        var query = System.Web.HttpUtility.ParseQueryString(address.Query);
        query[field] = value;
        return new UriBuilder(address) { Query = query.ToString() }.Uri;
    }

    private async Task Exchange(Uri back)
    {
        using var response = await bot.Sandbox.PostAsync(new Uri("/api/oauth.v2.access", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = "sandbox-client",
            ["client_secret"] = "sandbox-client-secret",
            ["code"] = System.Web.HttpUtility.ParseQueryString(back.Query)["code"]!,
            ["redirect_uri"] = back.GetLeftPart(UriPartial.Path),
        }));
        Assert.True((bool)(await response.Content.ReadFromJsonAsync<JsonObject>())!["ok"]!);
    }
}
