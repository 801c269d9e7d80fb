using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Links;

/// <summary>A link says what it is about where everybody may read it, and nothing anywhere else.</summary>
public sealed class LinkStories(StartedBot bot) : IClassFixture<StartedBot>
{
    private const string Page = "http://127.0.0.1:5000/postmortems/";

    [Fact]
    public async Task Under_a_pasted_link_stands_what_the_postmortem_is_about()
    {
        var (channel, key) = await Postmortem("Payments <failed> & came back");
        var form = await bot.As("maya").Types(channel, "/postmortem notes");
        Assert.True((await bot.As("maya").Submits(form.View!, new JsonObject { ["summary"] = "A certificate ran out." })).Closed);
        var elsewhere = await bot.NewChannel(isPrivate: false, withBot: true, "maya", "devon");

        var shown = await Pasted("devon", elsewhere, key);

        var unfurl = Assert.Single(shown)!.ToJsonString();
        Assert.Contains($"<{Page}{key}|{key} · Payments &lt;failed&gt; &amp; came back>", Text(shown), StringComparison.Ordinal);
        Assert.Contains("*SEV-1*  ·  Draft", Text(shown), StringComparison.Ordinal);
        Assert.Contains("A certificate ran out.", Text(shown), StringComparison.Ordinal);
        Assert.Contains("\"is_app_unfurl\":true", unfurl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_public_channel_the_bot_need_not_be_a_member()
    {
        var (_, key) = await Postmortem();
        Assert.Single(await Pasted("devon", await bot.NewChannel(isPrivate: false, withBot: false, "maya", "devon"), key));
    }

    [Fact]
    public async Task Where_a_guest_reads_along_nothing_is_shown()
    {
        var (_, key) = await Postmortem();
        Assert.Empty(await Pasted("devon", await bot.NewChannel(isPrivate: false, withBot: true, "maya", "devon", "ines"), key));
    }

    [Fact]
    public async Task What_belongs_to_a_private_channel_is_shown_there_and_nowhere_else()
    {
        var (channel, key) = await Postmortem("A secret outage", isPrivate: true);

        Assert.Contains("A secret outage", Text(await Pasted("maya", channel, key)), StringComparison.Ordinal);
        Assert.Empty(await Pasted("maya", await bot.NewChannel(isPrivate: false, withBot: true, "maya", "devon"), key));
        Assert.Empty(await Pasted("maya", await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya"), key));
    }

    [Fact]
    public async Task Who_may_not_read_it_learns_nothing_by_guessing_its_number()
    {
        var (_, key) = await Postmortem("A secret outage", isPrivate: true);
        Assert.Empty(await Pasted("lars", await bot.NewChannel(isPrivate: false, withBot: true, "lars"), key));
        Assert.Empty(await Pasted("lars", await bot.NewChannel(isPrivate: false, withBot: true, "lars"), "PM-999999"));
    }

    [Fact]
    public async Task Where_the_bot_cannot_look_nothing_is_shown()
    {
        var (_, key) = await Postmortem();
        Assert.Empty(await Pasted("maya", await bot.NewChannel(isPrivate: true, withBot: false, "maya", "devon"), key));
        Assert.Empty(await Pasted("maya", await bot.As("maya").OpensDirectMessage("devon"), key));
    }

    [Fact]
    public async Task Other_addresses_of_the_same_host_are_left_alone()
    {
        var (_, key) = await Postmortem();
        var channel = await bot.NewChannel();
        Assert.Empty(await Pasted("maya", channel, key + "/edit"));
        Assert.Empty(await Pasted("maya", channel, "PM-0" + key[3..]));
    }

    [Fact]
    public async Task When_Slack_will_not_show_it_the_work_is_over()
    {
        var (_, key) = await Postmortem();
        await bot.OrdersFault(new JsonObject { ["on"] = "chat.unfurl", ["kind"] = "error", ["error"] = "cannot_unfurl_message", ["times"] = 1 });
        Assert.Empty(await Pasted("maya", await bot.NewChannel(isPrivate: false, withBot: true, "maya", "devon"), key));
    }

    [Fact]
    public async Task A_link_of_somebody_whom_Slack_does_not_show_is_left_alone()
    {
        var (_, key) = await Postmortem();
        await bot.Stores($"insert into outbox (workspace_id, job, subject_id, argument, created_at) values ('T0SANDBOX01', 'links.explain', gen_random_uuid(), 'C0PAYMENTS1 1.2 U0NOBODY001 {key[3..]}', now())");
        await bot.Settles();
    }

    [Fact]
    public async Task A_link_that_no_person_wrote_is_left_alone()
    {
        var (_, key) = await Postmortem();
        using var request = SlackRequest.Signed(Encoding.UTF8.GetBytes($$$"""
            {"type":"event_callback","event_id":"Ev0NOBODYS1","team_id":"T0SANDBOX01","api_app_id":"A0POSTMORT1","event_time":1795428000,
             "event":{"type":"link_shared","channel":"C0PAYMENTS1","user":"","message_ts":"1.2","links":[{"domain":"127.0.0.1","url":"{{{Page}}}{{{key}}}"}]}}
            """), "application/json", bot.Clock.GetUtcNow());
        using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(0, await bot.Stored<long>("select count(*) from outbox where job = 'links.explain'"));
        await bot.Settles();
    }

    private async Task<(string Channel, string Key)> Postmortem(string title = "Payments failed", bool isPrivate = false)
    {
        var channel = isPrivate ? await bot.NewChannel(isPrivate: true, withBot: true, "maya", "priya") : await bot.NewChannel();
        var card = await bot.HasPostmortem(channel, "maya", ("title", title));
        return (channel, Reviews.Key(card.Text));
    }

    /// <summary>What stands under the link.</summary>
    private async Task<JsonArray> Pasted(string who, string channel, string key)
    {
        await bot.As(who).Says(channel, $"Compare {Page}{key}");
        await bot.Settles();
        return (await bot.As(who).Sees(channel, "Compare")).Raw["attachments"] as JsonArray ?? [];
    }

    private static string Text(JsonArray attachments) => attachments[0]!["blocks"]![0]!["text"]!["text"]!.ToString();
}
