using System.Net;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Web;

/// <summary>A bot whose settings name somebody for the jobs dashboard.</summary>
public sealed class BotWithDashboard : BotFixture, IAsyncLifetime
{
    public ValueTask InitializeAsync() => StartAsync(new Dictionary<string, string?> { ["Web:DashboardPeople:0"] = "U0LARS00001" });
}

public sealed class DashboardStories(BotWithDashboard bot) : IClassFixture<BotWithDashboard>
{
    [Fact]
    public async Task Those_named_see_it_and_the_others_find_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await bot.Gets("/jobs", await bot.VisitsAs("lars"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bot.Gets("/jobs", await bot.VisitsAs("yuki"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bot.Gets("/jobs", "postmortems=made-up")).StatusCode);
    }
}
