using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Loops;

public sealed class LoopStories(StartedBot bot) : IClassFixture<StartedBot>
{
    private const string Devon = "U0DEVON0001";

    [Fact]
    public async Task A_finding_becomes_a_runbook_that_is_listed_edited_and_reported()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        await maya.Submits((await maya.Types(channel, "/postmortem action Write the failover runbook")).View!, []);
        await bot.Settles();
        var item = await bot.Stored<string>("select action_item_id::text from action_items where title = 'Write the failover runbook'");

        await Adds(maya, channel, "Fail over | the <database>", ("service", "list-db"), ("url", "https://wiki.example.com/a(b)|c"), ("finding", item));

        var list = (await maya.Types(channel, "/postmortem loop")).View!;
        Assert.Contains("Fail over | the &lt;database&gt;", list.Text, StringComparison.Ordinal);
        Assert.Contains("asked again on ", list.Text, StringComparison.Ordinal);
        var form = (await maya.Presses("Edit", list)).View!;
        var saved = await maya.Submits(form, new JsonObject { ["kind"] = "alert", ["state"] = "proposed" });
        Assert.True(saved.Closed, saved.ToString());
        Assert.Contains("Alert · ", (await maya.OpenModals()).Single().Text, StringComparison.Ordinal);

        await bot.Settles();
        // The index holds what every report section says.
        Assert.Contains("Fail over", await bot.Stored<string>("select body from search_documents d join loops l using (workspace_id, postmortem_id) where l.title like 'Fail over%'"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("url", "javascript:alert(1)")]
    [InlineData("url", "https://user:secret@example.com/")]
    [InlineData("service", "")]
    [InlineData("verify", "2020-01-01")]
    public async Task What_cannot_be_is_refused_at_its_field(string field, string value)
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem loop add Rotate keys")).View!;

        var refused = await maya.Submits(form, new JsonObject { [field] = value.Length == 0 ? null : value });

        Assert.Equal([field], refused.Errors.Keys);
    }

    [Fact]
    public async Task After_four_weeks_who_looks_after_it_is_asked_once_and_the_answer_stands()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var (maya, devon) = (bot.As("maya"), bot.As("devon"));
        await Adds(maya, channel, "Ask me in four weeks", ("service", "asked"), ("owner", Devon));

        await bot.Recurs("loops.verify");
        Assert.DoesNotContain(await devon.ReadsDirectMessages(), message => message.Text.Contains("Ask me in four weeks", StringComparison.Ordinal));

        bot.Clock.Advance(TimeSpan.FromDays(28) + TimeSpan.FromHours(8));
        await bot.Recurs("loops.verify");
        await bot.Recurs("loops.verify");
        var question = Assert.Single(await devon.ReadsDirectMessages(), message => message.Text.Contains("Ask me in four weeks", StringComparison.Ordinal));

        await devon.Presses("Later", question, await devon.OpensDirectMessage());
        await bot.Settles();
        Assert.Contains("Put off", await Newest(devon), StringComparison.Ordinal);

        bot.Clock.Advance(TimeSpan.FromDays(7));
        await bot.Recurs("loops.verify");
        question = (await devon.ReadsDirectMessages()).Last(message => message.Text.Contains("Ask me in four weeks", StringComparison.Ordinal));
        Assert.NotNull(question.Button("Still true"));
        await devon.Presses("Still true", question, await devon.OpensDirectMessage());
        await bot.Settles();
        Assert.Contains("Verified", await Newest(devon), StringComparison.Ordinal);
        Assert.Equal("verified", await StateOf("Ask me in four weeks"));

        bot.Clock.Advance(TimeSpan.FromDays(28));
        await bot.Recurs("loops.verify");
        question = (await devon.ReadsDirectMessages()).Last(message => message.Text.Contains("Ask me in four weeks", StringComparison.Ordinal));
        await devon.Presses("Not any more", question, await devon.OpensDirectMessage());
        await bot.Settles();
        Assert.Equal("not_true", await StateOf("Ask me in four weeks"));

        bot.Clock.Advance(TimeSpan.FromDays(60));
        await bot.Recurs("loops.verify");
        Assert.Null((await devon.ReadsDirectMessages()).Last(message => message.Text.Contains("Ask me in four weeks", StringComparison.Ordinal)).Button("Still true"));
    }

    [Fact]
    public async Task The_next_incident_of_a_service_shows_its_runbooks_under_the_card_once()
    {
        var first = await bot.NewChannel();
        await bot.HasPostmortem(first, facts: ("services", "ledger"));
        await Adds(bot.As("maya"), first, "When the ledger stalls", ("service", "Ledger"), ("url", "https://wiki.example.com/ledger"));
        await Adds(bot.As("maya"), first, "Only an idea", ("service", "ledger"), ("state", "proposed"));

        var second = await bot.NewChannel();
        var card = await bot.HasPostmortem(second, facts: ("services", "ledger, web"));
        var third = await bot.NewChannel();
        var byTitle = await bot.HasPostmortem(third, facts: [("title", "The ledger, again: slow"), ("services", "web")]);
        var fourth = await bot.NewChannel();
        var other = await bot.HasPostmortem(fourth, facts: [("title", "Ledgerline was slow"), ("services", "web")]);

        var shown = await bot.As("devon").Sees(second, "When the ledger stalls", card.Ts);
        Assert.DoesNotContain("Only an idea", shown.Text, StringComparison.Ordinal);
        await bot.As("devon").Sees(third, "When the ledger stalls", byTitle.Ts);
        Assert.DoesNotContain(await bot.As("devon").Reads(fourth, other.Ts), message => message.Text.Contains("When the ledger stalls", StringComparison.Ordinal));

        await bot.As("maya").Types(second, "/postmortem");
        await bot.Settles();
        Assert.Single(await bot.As("devon").Reads(second, card.Ts), message => message.Text.Contains("When the ledger stalls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_runbook_of_a_private_channel_stays_there_unless_it_is_for_everybody()
    {
        var secret = await bot.NewChannel(isPrivate: true);
        await bot.HasPostmortem(secret, facts: ("services", "vault"));
        await Adds(bot.As("maya"), secret, "Stays inside", ("service", "vault"));
        await Adds(bot.As("maya"), secret, "Goes outside", ("service", "vault"), ("everybody", new JsonArray("everybody")));

        var channel = await bot.NewChannel();
        var card = await bot.HasPostmortem(channel, facts: ("services", "vault"));

        var shown = await bot.As("lars").Sees(channel, "Goes outside", card.Ts);
        Assert.DoesNotContain("Stays inside", shown.Text, StringComparison.Ordinal);
    }

    private async Task Adds(SlackUser person, string channel, string title, params (string Block, JsonNode? Value)[] values)
    {
        var form = (await person.Types(channel, $"/postmortem loop add {title}")).View ?? throw new InvalidOperationException("No form opened.");
        var typed = new JsonObject { ["title"] = title };
        foreach (var (block, value) in values)
            typed[block] = value;
        var submitted = await person.Submits(form, typed);
        Assert.True(submitted.Closed, submitted.ToString());
        await bot.Settles();
    }

    private static async Task<string> Newest(SlackUser person) =>
        (await person.ReadsDirectMessages()).Last(message => message.Text.Contains("Ask me in four weeks", StringComparison.Ordinal)).Text;

    private Task<string> StateOf(string title) => bot.Stored<string>($"select state from loops where title = '{title}'");
}
