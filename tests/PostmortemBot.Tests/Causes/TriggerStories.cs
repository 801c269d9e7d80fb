using System.Text.Json.Nodes;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Causes;

/// <summary>The words by which a workspace counts triggers and contributing factors.</summary>
public sealed class TriggerStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Theory]
    [InlineData("The TLS certificate of the gateway expired at midnight", "Expiry (certificate, credential, licence)")]
    [InlineData("Payments failed after the deploy of version 4.2", "Change or deploy")]
    [InlineData("A feature flag was switched on for everybody", "Configuration change")]
    [InlineData("The card provider's API was down", "Dependency failure")]
    [InlineData("Traffic tripled during the spring campaign", "Load")]
    [InlineData("A leap second stopped the schedulers", "Time or date")]
    [InlineData("Somebody stuffed credentials: an attack on the login", "Attack or abuse")]
    public void Words_suggest_a_trigger_with_its_reason(string text, string trigger)
    {
        var suggested = Suggestion.OfTrigger(text, Taxonomy.Triggers);
        Assert.Equal(trigger, suggested?.Name);
        Assert.NotEmpty(suggested!.Reason);
    }

    [Theory]
    [InlineData("No alert fired when the queue grew", "Monitoring and alerting")]
    [InlineData("The runbook was out of date", "Documentation and runbooks")]
    [InlineData("Nobody owned the service since the team was dissolved", "Ownership")]
    public void Words_suggest_a_contributing_factor(string text, string factor) =>
        Assert.Equal(factor, Suggestion.OfFactor(text, Taxonomy.Factors)?.Name);

    [Fact]
    public void Words_that_say_nothing_or_a_list_without_the_word_suggest_nothing()
    {
        Assert.Null(Suggestion.OfTrigger("It broke", Taxonomy.Triggers));
        Assert.Null(Suggestion.OfTrigger("The certificate expired", ["Change or deploy"]));
        Assert.Null(Suggestion.OfTrigger("", Taxonomy.Triggers));
        Assert.Null(Suggestion.OfTrigger(new string('x', 3000), Taxonomy.Triggers));
    }

    [Fact]
    public async Task The_trigger_is_suggested_confirmed_by_a_person_and_stored_to_be_counted()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel, "maya", ("title", "The certificate of the gateway expired"));
        var maya = bot.As("maya");
        Assert.Equal(0, await bot.Stored<long>("select count(*) from incidents where trigger is not null and title = 'The certificate of the gateway expired'"));

        var form = (await maya.Types(channel, "/postmortem trigger")).View!;
        Assert.Contains("Suggested: It speaks of something that ran out.", form.Text, StringComparison.Ordinal);
        Whys.Closed(await maya.Submits(form, []));

        Assert.Equal("Expiry (certificate, credential, licence)", await bot.Stored<string>("select trigger from incidents where title = 'The certificate of the gateway expired'"));
        Whys.Closed(await maya.Submits((await maya.Types(channel, "/postmortem trigger")).View!, new JsonObject { ["trigger"] = "Maintenance work" }));
        Assert.Equal("Maintenance work", await bot.Stored<string>("select trigger from incidents where title = 'The certificate of the gateway expired'"));
    }

    [Fact]
    public async Task A_factor_is_suggested_in_the_form_and_stored_only_when_chosen()
    {
        var (channel, thread) = await bot.Whying();
        await bot.Answers("devon", channel, thread, "No alert fired when the pool ran dry");

        var form = await bot.FromList("maya", channel, "edit", "No alert fired when the pool ran dry");
        Assert.Contains("Its words suggest “Monitoring and alerting”", form.Text, StringComparison.Ordinal);
        Whys.Closed(await bot.As("maya").Submits(form, []));
        Assert.Equal(0, await bot.Stored<long>("select count(*) from causes where category is not null and text like 'No alert fired%'"));

        Whys.Closed(await bot.As("maya").Submits(await bot.FromList("maya", channel, "edit", "No alert fired when the pool ran dry"), new JsonObject { ["category"] = "Monitoring and alerting" }));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from causes where category = 'Monitoring and alerting'"));
    }

    [Fact]
    public async Task A_workspace_writes_its_own_words_and_gets_the_built_in_ones_back_when_it_writes_none()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");

        var settings = (await maya.Types(channel, "/postmortem settings")).View!;
        Assert.Contains("Attack or abuse", settings.Text, StringComparison.Ordinal);
        Whys.Closed(await maya.Submits(settings, new JsonObject { ["triggers"] = " Sternschnuppe \nKabel  <weg> & \"ab\"\n\nSTERNSCHNUPPE\n🛰️ Satellit", ["factors"] = "Only one" }));
        Assert.Equal("Sternschnuppe|Kabel <weg> & \"ab\"|🛰️ Satellit", await bot.Stored<string>("select array_to_string(triggers, '|') from settings"));

        var form = (await maya.Types(channel, "/postmortem trigger")).View!;
        Whys.Closed(await maya.Submits(form, new JsonObject { ["trigger"] = "Kabel <weg> & \"ab\"" }));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from incidents where trigger = 'Kabel <weg> & \"ab\"'"));

        Whys.Closed(await maya.Submits((await maya.Types(channel, "/postmortem settings")).View!, new JsonObject { ["triggers"] = null, ["factors"] = " \n " }));
        Assert.Equal(1, await bot.Stored<long>("select count(*) from settings where triggers is null and cause_categories is null"));
        // What was chosen under the old words stays chosen.
        Assert.Contains("Kabel <weg>", (await maya.Types(channel, "/postmortem trigger")).View!.Text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_or_too_many_words_are_refused_at_their_field()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var settings = (await maya.Types(channel, "/postmortem settings")).View!;

        var refused = await maya.Submits(settings, new JsonObject { ["triggers"] = new string('x', 76), ["factors"] = string.Join('\n', Enumerable.Range(1, 41).Select(number => $"Factor {number}")) });

        Assert.Contains("has 76", refused.Errors["triggers"], StringComparison.Ordinal);
        Assert.Contains("these are 41", refused.Errors["factors"], StringComparison.Ordinal);
        Whys.Closed(await maya.Submits(settings, new JsonObject { ["triggers"] = new string('x', 75), ["factors"] = string.Join('\n', Enumerable.Range(1, 40).Select(number => $"Factor {number}")) }));
        Whys.Closed(await maya.Submits((await maya.Types(channel, "/postmortem settings")).View!, new JsonObject { ["triggers"] = null, ["factors"] = null }));
    }
}
