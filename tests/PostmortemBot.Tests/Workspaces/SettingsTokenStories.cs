using System.Net;
using System.Text.Json.Nodes;
using PostmortemBot.Features.Workspaces.Installing;
using PostmortemBot.Testing;
using static PostmortemBot.Tests.Workspaces.InstallableBot;

namespace PostmortemBot.Tests.Workspaces;

/// <summary>A token in the settings and installations beside it.</summary>
public sealed class BothBot : InstallableBot
{
    protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Slack:BotToken"] = BotToken };
}

public sealed class SettingsTokenStories(BothBot bot) : IClassFixture<BothBot>
{
    [Fact]
    public async Task The_settings_token_serves_its_own_workspace_and_no_other()
    {
        Assert.NotNull((await bot.OpensSettings("maya", Acme, "incident-payments")).View);
        Assert.Equal(Acme, await bot.Stored<string>("select workspace_id from configured_workspaces"));

        await bot.Slack($"install?team={Globex}", []);
        Assert.Contains("not installed in this workspace", (await bot.OpensSettings("nora", Globex)).Message!.Text, StringComparison.Ordinal);

        await bot.NewBrowser().Installs(Globex);
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
        Assert.NotNull((await bot.OpensSettings("maya", Acme, "incident-payments")).View);
        Assert.Equal(1, await bot.Stored<long>("select count(*) from installations"));
    }
}

/// <summary>A token in the settings that Slack does not know.</summary>
public sealed class DeadTokenBot : InstallableBot
{
    protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Slack:BotToken"] = "xoxb-nobodys" };
}

public sealed class DeadSettingsTokenStories(DeadTokenBot bot) : IClassFixture<DeadTokenBot>
{
    [Fact]
    public async Task A_dead_settings_token_lets_nobody_in_and_stands_in_nobodys_way()
    {
        await bot.Slack($"install?team={Globex}", []);
        Assert.Contains("not installed in this workspace", (await bot.OpensSettings("nora", Globex)).Message!.Text, StringComparison.Ordinal);

        await bot.NewBrowser().Installs(Globex);
        Assert.NotNull((await bot.OpensSettings("nora", Globex)).View);
    }

    [Fact]
    public async Task Slack_is_not_asked_about_it_at_every_request()
    {
        await using var second = new SecondBot(bot);
        await second.StartAsync("xoxb-nobodys");
        var before = await Asked();
        for (var i = 0; i < 3; i++)
            Assert.NotNull(await second.Installations.WhyNot("T0ELSEWHERE", enterpriseId: null, at: null, TestContext.Current.CancellationToken));
        Assert.Equal(1, await Asked() - before);

        bot.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotNull(await second.Installations.WhyNot("T0ELSEWHERE", enterpriseId: null, at: null, TestContext.Current.CancellationToken));
        Assert.Equal(2, await Asked() - before);
    }

    private async Task<int> Asked()
    {
        var calls = JsonNode.Parse(await bot.Sandbox.GetStringAsync("/sandbox/calls"))!["calls"]!.AsArray();
        return calls.Count(call => call!["name"]!.ToString() == "auth.test");
    }
}

public sealed class OneWorkspaceStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Theory]
    [InlineData(InstallFlow.StartPath)]
    [InlineData(InstallFlow.CallbackPath + "?state=a&code=b")]
    public async Task Without_a_client_id_there_is_nothing_to_install_and_the_page_says_how_to_change_that(string path)
    {
        using var response = await bot.Bot.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("Slack:ClientId", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Without_a_client_id_nobody_asks_where_the_app_is_installed()
    {
        Assert.NotNull((await bot.As("maya").Types("incident-payments", "/postmortem settings")).View);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from configured_workspaces"));
    }
}
