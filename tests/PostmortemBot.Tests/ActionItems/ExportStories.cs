using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Web;
using static PostmortemBot.Tests.ActionItems.Working;

namespace PostmortemBot.Tests.ActionItems;

/// <summary>The items outside Slack: files, and a calendar. Everybody gets what they may see.</summary>
public sealed class ExportStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_file_of_the_items_comes_by_direct_message()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Export the seventh queue", ("owner", Devon));

        var answer = await bot.As("devon").Types(channel, "/postmortem actions export json mine");
        await bot.Settles();

        Assert.Contains("JSON file", answer.Message!.Text, StringComparison.Ordinal);
        var file = (await bot.As("devon").ReadsDirectMessages()).SelectMany(message => message.Files).Last()!;
        Assert.EndsWith(".json", file["name"]!.ToString(), StringComparison.Ordinal);
        var json = JsonNode.Parse(await Downloads(file["url_private"]!.ToString()))!;
        Assert.Equal("postmortembot.action-items/1", json["schema"]!.ToString());
        var item = Assert.Single(json["items"]!.AsArray(), item => item!["title"]!.ToString() == "Export the seventh queue")!;
        Assert.Equal("open", item["state"]!.ToString());
        Assert.False(item["accepted"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_pages_give_a_table_in_which_nothing_is_a_formula()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Formula to come", ("owner", Maya));
        await bot.Stores($$"""update action_items set title = '=HYPERLINK("http://evil","x")', details = E'two\nlines, "quoted"' where action_item_id = '{{id}}'""");

        var answer = await bot.Gets("/action-items.csv", await bot.VisitsAs("maya"));

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith("key,title,details,state,", text, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\",\"two\nlines, \"\"quoted\"\"\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_items_than_a_page_holds_are_all_in_the_file_once()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Many to export", ("owner", Devon), ("due", bot.Day(3)));
        await bot.Stores("""
            insert into action_items (workspace_id, action_item_id, number, postmortem_id, title, owner_id, due_on, type, priority, created_by, created_at, content_changed_at, updated_at)
            select a.workspace_id, gen_random_uuid(), 500000 + n, a.postmortem_id, 'Many to export ' || n, a.owner_id, case when n % 3 > 0 then a.due_on + n % 50 end, a.type, a.priority, a.created_by, a.created_at, a.created_at, a.created_at
            from action_items a, generate_series(1, 1200) n
            where a.title = 'Many to export'
            """);

        var answer = await bot.Gets("/action-items.json?show=mine", await bot.VisitsAs("devon"));
        var titles = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["items"]!.AsArray()
            .Select(item => item!["title"]!.ToString()).Where(title => title.StartsWith("Many to export", StringComparison.Ordinal)).ToList();

        Assert.Equal(1201, titles.Count);
        Assert.Equal(1201, titles.Distinct().Count());
        await bot.Stores("delete from action_items where title like 'Many to export _%'");
    }

    [Fact]
    public async Task A_file_holds_nothing_of_a_private_channel_its_reader_is_not_in_and_needs_a_sign_in()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Seal the vault", ("owner", Priya));

        Assert.Contains("Seal the vault", await Text(await bot.Gets("/action-items.csv", await bot.VisitsAs("priya"))), StringComparison.Ordinal);
        Assert.DoesNotContain("Seal the vault", await Text(await bot.Gets("/action-items.csv", await bot.VisitsAs("lars"))), StringComparison.Ordinal);
        Assert.DoesNotContain("Seal the vault", await Text(await bot.Gets("/action-items.json", await bot.VisitsAs("lars"))), StringComparison.Ordinal);
        var stranger = await bot.Gets("/action-items.csv", "postmortems=made-up");
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        Assert.DoesNotContain("Seal", await Text(stranger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_follows_the_due_dates_until_its_address_is_taken_back()
    {
        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel);
        var id = await bot.HasItem(channel, "Rehearse the region failover", ("owner", Lars), ("due", bot.Day(5)));
        var lars = bot.As("lars");

        await lars.Presses("Make an address", (await lars.Types(channel, "/postmortem calendar")).View!);
        var address = Address((await bot.Shown("lars")).Text);
        var first = await Calendar(address);
        Assert.Equal("text/calendar", first.Content.Headers.ContentType!.MediaType);
        var text = await Text(first);
        Assert.Contains($"UID:{id}@postmortembot", text, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:0", text, StringComparison.Ordinal);
        Assert.Contains($"DTSTART;VALUE=DATE:{bot.Day(5).Replace("-", "", StringComparison.Ordinal)}", text, StringComparison.Ordinal);

        // Nothing changed: nothing is sent.
        var again = await Calendar(address, first.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        var form = (await lars.Presses("Move date", await bot.Opens("lars", channel, card.Ts, "Rehearse the region failover"))).View!;
        Assert.True((await lars.Submits(form, Fields(("due", bot.Day(6)), ("reason", "Freeze")))).Closed);
        await bot.Settles();
        text = await Text(await Calendar(address, first.Headers.ETag!.ToString()));
        Assert.Contains("SEQUENCE:1", text, StringComparison.Ordinal);

        // A new address ends the old one, and taking it back ends both.
        await lars.Presses("Make a new one", (await lars.Types(channel, "/postmortem calendar")).View!);
        var second = Address((await bot.Shown("lars")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await Calendar(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Calendar(second)).StatusCode);
        await lars.Presses("Take it back", await bot.Shown("lars"));
        Assert.Equal(HttpStatusCode.NotFound, (await Calendar(second)).StatusCode);
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains(second[^30..], StringComparison.Ordinal) || line.Contains(address[^30..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_calendar_forgets_what_its_owner_may_not_see_any_more_and_an_address_is_stored_nowhere()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya");
        await bot.HasPostmortem(channel);
        await bot.HasItem(channel, "Audit the break-glass account", ("owner", Priya), ("due", bot.Day(5)));
        var priya = bot.As("priya");
        await priya.OpensHome();
        await bot.Settles();
        await priya.Presses("Make an address", (await priya.Presses("Calendar", await priya.SeesHome())).View!);
        var address = Address((await bot.Shown("priya")).Text);
        Assert.Contains("Audit the break-glass account", await Text(await Calendar(address)), StringComparison.Ordinal);
        Assert.Equal(0, await bot.Stored<long>($"select count(*) from calendar_feeds where encode(token_hash, 'escape') like '%{address[^20..^4]}%'"));

        await priya.Leaves(channel);
        await bot.Settles();

        Assert.DoesNotContain("Audit the break-glass account", await Text(await Calendar(address)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calendar_that_is_read_without_end_is_asked_to_wait_and_an_old_address_says_what_to_do()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        await devon.Presses("Make an address", (await devon.Types(channel, "/postmortem calendar")).View!);
        var address = Address((await devon.OpenModals())[^1].Text);

        for (var visit = 0; visit < 60; visit++)
            Assert.Equal(HttpStatusCode.OK, (await Calendar(address)).StatusCode);
        var refused = await Calendar(address);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("3600", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains("once an hour", await Text(refused), StringComparison.Ordinal);
        bot.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.OK, (await Calendar(address)).StatusCode);

        await devon.Presses("Take it back", (await devon.Types(channel, "/postmortem calendar")).View!);
        var gone = await Calendar(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("/postmortem calendar", await Text(gone), StringComparison.Ordinal);
        Assert.DoesNotContain(address[^20..^4], bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/calendar/x.ics")]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")]
    [InlineData("/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("/calendar/..%2Fx.ics")]
    public async Task An_address_that_is_none_is_told_nothing(string path)
    {
        var answer = await bot.Bot.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no calendar at this address", await Text(answer), StringComparison.Ordinal);
    }

    private Task<string> Downloads(string url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("Authorization", $"Bearer {BotFixture.BotToken}");
        return Send(request);
    }

    private async Task<string> Send(HttpRequestMessage request)
    {
        using (request)
            return await Text(await bot.Sandbox.SendAsync(request, TestContext.Current.CancellationToken));
    }

    private async Task<HttpResponseMessage> Calendar(string path, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> Text(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string Address(string shown) => new Uri(Regex.Match(shown, @"http\S+?\.ics", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).PathAndQuery;
}
