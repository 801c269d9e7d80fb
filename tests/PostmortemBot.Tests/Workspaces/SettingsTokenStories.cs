using System.Net;
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
