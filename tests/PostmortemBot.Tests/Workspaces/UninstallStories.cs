using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.Workspaces.InstallableBot;

namespace PostmortemBot.Tests.Workspaces;

public sealed class UninstallStories(InstallableBot bot) : IClassFixture<InstallableBot>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await bot.ForgetsInstallations();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Taking_the_app_out_erases_its_tokens_in_whatever_order_Slack_tells(bool revokedFirst)
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Slack($"uninstall?team={Globex}&revoked_first={revokedFirst}", []);
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>("select count(*) from installations where dead_at is not null and token is null and refresh_token is null"));
    }

    [Fact]
    public async Task Slack_refusing_a_token_for_good_marks_the_installation_dead()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "views.open", ["kind"] = "error", ["error"] = "token_revoked" });
        Assert.Contains("to install PostmortemBot again", (await bot.OpensSettings("nora", Globex)).Message!.Text, StringComparison.Ordinal);
        Assert.Equal("token_revoked", await bot.Stored<string>("select dead_reason from installations"));
    }

    [Fact]
    public async Task Work_of_a_workspace_that_took_the_app_out_waits_quietly_and_goes_on_after_a_reinstall()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Starts("nora", Globex, "U0NORA00002");
        await bot.Settles();
        var postmortems = await bot.Stored<long>("select count(*) from postmortems where workspace_id = 'T0SANDBOX02'");
        Assert.Equal(1, postmortems);

        var lines = bot.Log.Lines.Count;
        await bot.Slack($"uninstall?team={Globex}", []);
        await bot.Stores("insert into outbox (workspace_id, job, subject_id, argument, created_at) select workspace_id, 'card.refresh', postmortem_id, '', now() from postmortems where workspace_id = 'T0SANDBOX02'");
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>("select count(*) from parked_jobs"));
        Assert.DoesNotContain(bot.Log.Lines.Skip(lines), line => line.StartsWith("Error", StringComparison.Ordinal));
        Assert.Equal(postmortems, await bot.Stored<long>("select count(*) from postmortems where workspace_id = 'T0SANDBOX02'"));

        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.NewBrowser().Installs(Globex);
        await bot.Slack($"channels/C0SHOP00002/members?team={Globex}", new JsonObject { ["user"] = "postmortem" });
        await bot.Settles();
        Assert.Equal(0, await bot.Stored<long>("select count(*) from parked_jobs"));
    }

    [Fact]
    public async Task News_of_an_old_end_does_not_end_a_new_installation()
    {
        await bot.NewBrowser().Installs(Globex);
        await bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "event:app_uninstalled", ["kind"] = "drop", ["times"] = 2 });
        await bot.Slack($"faults?team={Globex}", new JsonObject { ["on"] = "event:tokens_revoked", ["kind"] = "drop", ["times"] = 2 });
        await bot.Slack($"uninstall?team={Globex}", []);
        bot.Clock.Advance(TimeSpan.FromSeconds(30));
        await bot.NewBrowser().Installs(Globex);

        // Slack's third attempt comes a minute later.
        await bot.Slack("clock", new JsonObject { ["advance_seconds"] = 61 });
        await bot.Settles();
        Assert.Equal(1, await bot.Stored<long>("select count(*) from installations where dead_at is null"));
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    [Fact]
    public async Task One_installation_serves_the_workspaces_of_an_organisation()
    {
        var page = await bot.NewBrowser().Installs(Organisation);
        Assert.Contains("Initech Group", page.Html, StringComparison.Ordinal);
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });

        await bot.Starts("anna", Berlin, "U0ANNA00003");
        await bot.Settles();
        Assert.Equal("T0SANDBOX03 Anna Vogel", await bot.Stored<string>("select workspace_id || ' ' || display_name from people where user_id = 'U0ANNA00003'"));
        Assert.Equal("E0SANDBOX01 true", await bot.Stored<string>("select concat_ws(' ', workspace_id, is_enterprise_install::text) from installations"));
        Assert.Contains("PM-1", (await bot.As("anna", Berlin).Sees("incident-shop", "Shop down")).Text, StringComparison.Ordinal);

        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = false });
        await bot.Settles();
        Assert.Equal("false", await bot.Stored<string>("select has_access::text from organisation_workspaces where workspace_id = 'T0SANDBOX03'"));
    }

    [Fact]
    public async Task A_workspaces_own_installation_comes_before_its_organisations()
    {
        await bot.NewBrowser().Installs(Organisation);
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });
        await bot.NewBrowser().Installs(Berlin);
        await bot.Stores("update installations set token = 'broken' where is_enterprise_install");
        Assert.NotNull((await bot.OpensSettings("anna", Berlin)).View);
    }

    [Fact]
    public async Task An_organisation_takes_the_app_out_of_all_its_workspaces()
    {
        await bot.NewBrowser().Installs(Organisation);
        await bot.Slack($"access?team={Berlin}", new JsonObject { ["granted"] = true });
        await bot.Slack($"uninstall?team={Berlin}&org=true", []);
        await bot.Settles();
        Assert.Equal("E0SANDBOX01", await bot.Stored<string>("select workspace_id from installations where dead_at is not null"));
    }
}
