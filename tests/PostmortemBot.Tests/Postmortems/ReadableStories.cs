using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Postmortems;

/// <summary>What people type in Slack is read outside it too: no ids, no codes, and no names of private channels.</summary>
public sealed class ReadableStories(StartedBot bot) : IClassFixture<StartedBot>
{
    [Fact]
    public async Task A_message_with_everything_Slack_can_hold_is_stored_as_people_read_it()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, "<@U0YUKI00001> see <https://status.example.com|the status page>, <!subteam^S0ONCALL001> <!here> :tada: at 10:30:45 <now>");

        await devon.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();

        Assert.Equal("@Yuki Tanaka see the status page (https://status.example.com), a group @here 🎉 at 10:30:45 <now>", await Entry(message.Ts));
    }

    [Fact]
    public async Task A_public_channel_has_its_name_in_stored_text_and_a_private_one_never()
    {
        var channel = await bot.NewChannel();
        var (open, secret, hidden) = (await bot.NewChannel(), await bot.NewChannel(isPrivate: true), await bot.NewChannel(isPrivate: true, withBot: false));
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, $"asked in <#{await Id(open)}> and <#{await Id(secret)}|{secret}> and <#{await Id(hidden)}|>");

        await devon.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();

        Assert.Equal($"asked in #{open} and a private channel and a private channel", await Entry(message.Ts));
    }

    [Fact]
    public async Task What_is_pasted_into_a_form_is_stored_as_words_and_what_is_typed_stays_as_typed()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel, facts: [("title", "Queue full :fire: says <@U0YUKI00001>"), ("impact", "if a < b && c > d then &amp; <unknown> 10:30:45")]);

        Assert.Equal(1, await bot.Stored<long>("select count(*) from incidents where title = 'Queue full 🔥 says @Yuki Tanaka' and impact = 'if a < b && c > d then &amp; <unknown> 10:30:45'"));
    }

    [Fact]
    public async Task A_field_that_names_would_make_too_long_stays_as_it_was_typed()
    {
        var channel = await bot.NewChannel();
        var mention = $"<#{await Id(channel)}>";
        var title = $"{Guid.CreateVersion7():N}".PadRight(200 - mention.Length, '-') + mention;
        await bot.HasPostmortem(channel, facts: [("title", title)]);

        Assert.Equal(1, await bot.Stored<long>($"select count(*) from incidents where title = '{title}'"));
    }

    [Fact]
    public async Task A_form_does_not_wait_long_for_names()
    {
        await Forgets("U0PRIYA0001");
        await bot.OrdersFault(new JsonObject { ["on"] = "users.info", ["kind"] = "slow", ["delay_ms"] = 2700, ["times"] = 1 });
        await bot.HasPostmortem(await bot.NewChannel(), facts: [("title", "Who waits for <@U0PRIYA0001>")]);

        Assert.Equal(1, await bot.Stored<long>("select count(*) from incidents where title = 'Who waits for somebody'"));
    }

    [Fact]
    public async Task A_job_asks_again_for_a_name_that_Slack_cannot_tell_now()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var devon = bot.As("devon");
        var message = await devon.Says(channel, $"<@U0LARS00001> looks at <#{await Id(channel)}>");
        await Forgets("U0LARS00001");
        await bot.Stores("delete from channels");
        await bot.OrdersFault(new JsonObject { ["on"] = "users.info", ["kind"] = "error", ["error"] = "internal_error", ["times"] = 4 });
        await bot.OrdersFault(new JsonObject { ["on"] = "conversations.info", ["kind"] = "error", ["error"] = "internal_error", ["times"] = 4 });

        bot.ExpectsFailures = true;
        await devon.Reacts(channel, message.Ts, "pushpin");
        await bot.Settles();
        bot.ExpectsFailures = false;

        Assert.Equal($"@Lars Brandt looks at #{channel}", await Entry(message.Ts));
    }

    [Fact]
    public async Task A_command_is_understood_with_its_mentions_and_emoji()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);

        await bot.As("devon").Types(channel, "/postmortem add 02:03 paged <@U0YUKI00001> :rotating_light:");

        Assert.Equal(1, await bot.Stored<long>("select count(*) from timeline_entries where text = 'paged @Yuki Tanaka 🚨'"));
    }

    [Fact]
    public async Task A_thousand_mentions_of_strangers_make_no_thousand_calls_and_show_no_ids()
    {
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var strangers = string.Concat(Enumerable.Range(0, 1000).Select(n => $"<@U0STRANGE{n:000}> <#C0STRANGE{n:000}> "));
        var before = await Calls();

        using var request = SlackRequest.Form(SlackRequest.Command($"add 02:03 <mailto:a@example.com|a@example.com> <!date^1700000000^{{date}}|14 Nov> <!date^1700000000^x> <!subteam^S0ONCALL001|@on-call> {strangers}", await Id(channel), "U0DEVON0001"), bot.Clock.GetUtcNow());
        using var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken);

        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("a@example.com 14 Nov 2023-11-14 22:13 UTC @on-call somebody a", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("STRANGE", answer, StringComparison.Ordinal);
        Assert.InRange(await Calls() - before, 0, 25);
    }

    [Fact]
    public async Task The_settings_still_take_the_name_of_an_emoji()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem settings")).View!;

        var saved = await maya.Submits(form, new JsonObject { ["reaction"] = ":eyes:" });

        Assert.True(saved.Closed, saved.ToString());
        Assert.Equal(1, await bot.Stored<long>("select count(*) from settings where timeline_reaction = 'eyes'"));
        await bot.Stores("update settings set timeline_reaction = 'pushpin'");
    }

    private async Task Forgets(string userId)
    {
        // The bot remembers people for ten minutes, those it was not told of too.
        bot.Clock.Advance(TimeSpan.FromMinutes(11));
        await bot.Stores($"delete from people where user_id = '{userId}'");
    }

    private async Task<string> Entry(string ts) => await bot.Stored<string>($"select text from timeline_entries where source_ts = '{ts}'");

    private async Task<string> Id(string channel)
    {
        var workspace = JsonNode.Parse(await bot.Sandbox.GetStringAsync("/sandbox/workspace"))!;
        return workspace["channels"]!.AsArray().Single(one => one!["name"]!.ToString() == channel)!["id"]!.ToString();
    }

    private async Task<int> Calls() => JsonNode.Parse(await bot.Sandbox.GetStringAsync("/sandbox/calls"))!["calls"]!.AsArray().Count;
}
