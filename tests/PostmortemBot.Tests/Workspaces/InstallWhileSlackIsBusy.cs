using System.Net;
using System.Text.Json.Nodes;

namespace PostmortemBot.Tests.Workspaces;

/// <summary>On its own, because the bot then keeps away from Slack for as long as it was asked to.</summary>
public sealed class InstallWhileSlackIsBusy(InstallableBot bot) : IClassFixture<InstallableBot>
{
    [Fact]
    public async Task Slack_being_busy_installs_nothing()
    {
        await bot.Slack($"faults?team={InstallableBot.Globex}", new JsonObject { ["on"] = "oauth.v2.access", ["kind"] = "rate_limited", ["times"] = 9, ["retry_after"] = 60 });
        var browser = bot.NewBrowser();

        var page = await browser.Opens(await browser.Decides(await browser.Begins(), InstallableBot.Globex));

        Assert.Equal(HttpStatusCode.BadGateway, page.Status);
        Assert.Contains("did not answer as it should", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from installations"));
    }
}
