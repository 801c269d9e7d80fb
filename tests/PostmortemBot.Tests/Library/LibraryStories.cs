using PostmortemBot.Jobs;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Library;

public sealed class LibraryStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Any_word_in_it_finds_a_postmortem_and_shows_where()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel, "maya", ("title", "Checkout was slow"));
        await bot.As("devon").Types(channel, "/postmortem add 02:03 the zookeeper quorum was lost");
        await bot.Settles();

        var found = await bot.As("yuki").Types("general", "/postmortem search zookeeper quorums");

        Assert.Contains("Checkout was slow", found.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("*zookeeper* *quorum*", found.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_in_a_private_channel_is_found_and_listed_by_its_members_only()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "devon");
        await bot.HasPostmortem(channel, "maya", ("title", "The acquisition data room leaked"), ("facilitator", "U0DEVON0001"));

        Assert.Contains("data room", (await bot.As("devon").Types("general", "/postmortem search acquisition")).Message!.Text, StringComparison.Ordinal);
        foreach (var words in new[] { "search acquisition", "search data room", "list", "mine", "search PM" })
        {
            var seen = await bot.As("yuki").Types("general", $"/postmortem {words}");
            Assert.DoesNotContain("data room leaked", seen.Message!.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_guest_reads_only_what_the_channels_they_are_in_hold()
    {
        var open = await bot.NewChannel();
        await bot.HasPostmortem(open, "maya", ("title", "A story for full members"));
        var shared = await bot.NewChannel(isPrivate: false, withBot: true, "maya", "ines");
        await bot.HasPostmortem(shared, "maya", ("title", "A story shared with the guest"));

        var seen = (await bot.As("ines").Types(shared, "/postmortem list")).Message!.Text;

        Assert.Contains("A story shared with the guest", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("A story for full members", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_a_private_channel_reads_it_no_more()
    {
        var channel = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "devon");
        await bot.HasPostmortem(channel, "maya", ("title", "Only while inside"), ("facilitator", "U0MAYA00001"));
        await bot.As("devon").Leaves(channel);
        await bot.Settles();

        Assert.DoesNotContain("Only while inside", (await bot.As("devon").Types("general", "/postmortem list")).Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mine_are_those_one_started_leads_or_reviews()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel, "lars", ("title", "Started by Lars"), ("facilitator", "U0YUKI00001"));

        Assert.Contains("Started by Lars", (await bot.As("lars").Types("general", "/postmortem mine")).Message!.Text, StringComparison.Ordinal);
        Assert.Contains("Started by Lars", (await bot.As("yuki").Types("general", "/postmortem mine")).Message!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Started by Lars", (await bot.As("devon").Types("general", "/postmortem mine")).Message!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_found_says_what_to_try()
    {
        var answer = await bot.As("maya").Types("general", "/postmortem search \"no <such> words\" -here");
        Assert.Contains("Try fewer words", answer.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("&lt;such&gt;", answer.Message.Text, StringComparison.Ordinal);
    }
}

public sealed class DigestStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task Once_a_month_the_knowledge_channel_gets_the_postmortem_of_the_month()
    {
        var form = (await bot.As("maya").Types("general", "/postmortem settings")).View!;
        Assert.True((await bot.As("maya").Submits(form, new() { ["knowledge"] = "C0RELIABLE1" })).Closed);
        await Published("A cosmetic one", "SEV-5");
        await Published("The severe one", "SEV-1");
        var secret = await bot.NewChannel(isPrivate: true, withBot: true, "maya", "devon");
        await Published("The confidential one", "SEV-1", secret);

        bot.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        await bot.Recurs(RecurringIds.Digest);
        await bot.Recurs(RecurringIds.Digest);

        var read = await bot.As("devon").Reads("reliability");
        var digest = Assert.Single(read, message => message.Text.Contains("Postmortem of the month · November 2026", StringComparison.Ordinal));
        Assert.Matches(@"The severe one[\s\S]+Also published[\s\S]+A cosmetic one", digest.Text);
        Assert.DoesNotContain("confidential", digest.Text, StringComparison.Ordinal);
    }

    private async Task Published(string title, string severity, string? channel = null)
    {
        channel ??= await bot.NewChannel();
        await bot.HasPostmortem(channel, "maya", ("title", title), ("severity", severity), ("facilitator", "U0MAYA00001"));
        var now = bot.Clock.GetUtcNow().UtcDateTime;
        await bot.Stores($"update postmortems set status = 'published', published_at = '{now:O}' where incident_id in (select incident_id from incidents where title = '{title}')");
    }
}
