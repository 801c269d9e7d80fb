using System.Net;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Web;

public sealed class WebStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Theory]
    [InlineData("/postmortems")]
    [InlineData("/postmortems/PM-1")]
    public async Task Without_a_cookie_the_page_says_how_to_come_in(string path)
    {
        var answer = await bot.Bot.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("/postmortem web", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        AssertHardened(answer);
    }

    [Fact]
    public async Task A_link_signs_in_once_and_looking_at_it_does_not_use_it_up()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var link = await bot.LinkOf("devon", channel);

        Assert.Equal(HttpStatusCode.OK, (await bot.Bot.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bot.Bot.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        var entered = await bot.Enters(link);
        Assert.Equal(HttpStatusCode.SeeOther, entered.StatusCode);
        Assert.Equal($"/postmortems/{Key(card)}", entered.Headers.Location!.ToString());
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=43200", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires=", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.Gone, (await bot.Enters(link)).StatusCode);

        var page = await bot.Gets($"/postmortems/{Key(card)}", Visits.Cookie(entered));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        AssertHardened(page);
        Assert.Contains("Card payments failed for 45 minutes", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_and_a_visit_end()
    {
        var link = await bot.LinkOf("yuki");
        bot.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Gone, (await bot.Bot.GetAsync(link, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await bot.Enters(link)).StatusCode);

        var cookie = await bot.VisitsAs("yuki");
        Assert.Equal(HttpStatusCode.OK, (await bot.Gets("/postmortems", cookie)).StatusCode);
        bot.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Gets("/postmortems", cookie)).StatusCode);
    }

    [Fact]
    public async Task What_may_not_be_read_looks_like_what_does_not_exist()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        var card = await bot.HasPostmortem(channel, "maya", ("title", "Only for us"));
        var stranger = await bot.VisitsAs("lars");
        var member = await bot.VisitsAs("maya");

        var forbidden = await bot.Gets($"/postmortems/{Key(card)}", stranger);
        var missing = await bot.Gets("/postmortems/PM-99999", stranger);

        Assert.Equal(HttpStatusCode.NotFound, forbidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(await missing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await forbidden.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, (await bot.Gets($"/postmortems/{Key(card)}", member)).StatusCode);
        Assert.DoesNotContain("Only for us", await (await bot.Gets("/postmortems", stranger)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Only for us", await (await bot.Gets("/postmortems", member)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_deactivated_is_out_at_once()
    {
        var cookie = await bot.VisitsAs("devon");
        await bot.Stores("update people set is_deactivated = true where user_id = 'U0DEVON0001'");

        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Gets("/postmortems", cookie)).StatusCode);
        await bot.Stores("update people set is_deactivated = false where user_id = 'U0DEVON0001'");
    }

    [Fact]
    public async Task A_cookie_that_was_made_up_or_is_a_link_opens_nothing()
    {
        var link = await bot.LinkOf("yuki");
        var token = Uri.UnescapeDataString(link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Gets("/postmortems", $"postmortems={token}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bot.Gets("/postmortems", "postmortems=abc")).StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_sign_its_visitors_in()
    {
        var link = await bot.LinkOf("yuki");
        using var request = Visits.Entering(link);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Gone, (await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_jobs_dashboard_is_not_there()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await bot.Bot.GetAsync("/jobs", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bot.Bot.GetAsync("/jobs/recurring", TestContext.Current.CancellationToken)).StatusCode);
        var cookie = await bot.VisitsAs("yuki");
        Assert.Equal(HttpStatusCode.NotFound, (await bot.Gets("/jobs", cookie)).StatusCode);
    }

    private static string Key(SlackMessage card) => Reviews.Key(card.Text);

    private static void AssertHardened(HttpResponseMessage answer)
    {
        Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
