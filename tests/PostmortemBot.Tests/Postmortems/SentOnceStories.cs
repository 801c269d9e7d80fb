using System.Text.Json.Nodes;
using PostmortemBot.Jobs;
using PostmortemBot.Testing;
using PostmortemBot.Tests.Review;

namespace PostmortemBot.Tests.Postmortems;

/// <summary>What breaks between Slack's taking a message and our knowing it never makes two of it.</summary>
public sealed class SentOnceStories : IAsyncLifetime
{
    private readonly BotFixture _bot = new();

    public async ValueTask InitializeAsync()
    {
        await _bot.StartAsync(new Dictionary<string, string?> { ["Slack:CallTimeout"] = "00:00:00.700" });
        _bot.ExpectsFailures = true;
    }

    [Theory]
    [InlineData("drop", null)]
    [InlineData("server_error", null)]
    [InlineData("error", "internal_error")]
    [InlineData("error", "fatal_error")]
    [InlineData("slow", null)]
    public async Task A_card_whose_answer_was_lost_is_found_and_not_posted_again(string kind, string? error)
    {
        var channel = await _bot.NewChannel();
        await Loses("chat.postMessage", kind, error);

        await using var passing = new RunningClock(_bot.Clock);
        var card = await _bot.HasPostmortem(channel);

        Assert.True(card.IsPinned);
        Assert.Single(await _bot.As("maya").Reads(channel), message => message.Text.Contains("PM-", StringComparison.Ordinal));
        Assert.Equal(card.Ts, await _bot.Stored<string>("select card_ts from postmortems"));
        Assert.Equal(card.Ts, await _bot.Stored<string>("select ts from deliveries where delivery_key like 'card:%' and delivered_at is not null"));
        // The Sandbox does not count a call that the caller hung up on.
        Assert.Equal(kind is "slow" ? 0 : 1, await Calls("chat.postMessage"));
    }

    [Fact]
    public async Task A_card_is_found_when_the_database_refused_after_Slack_had_answered()
    {
        var channel = await _bot.NewChannel();
        await DatabaseRefusesTimestamps(3);

        var card = await _bot.HasPostmortem(channel);

        Assert.Single(await _bot.As("maya").Reads(channel), message => message.Text.Contains("PM-", StringComparison.Ordinal));
        Assert.Equal(card.Ts, await _bot.Stored<string>("select card_ts from postmortems"));
        Assert.Equal(1, await Calls("chat.postMessage"));
        Assert.Contains(_bot.Log.Lines, line => line.Contains("refused on purpose", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_card_is_found_by_the_next_process_when_this_one_dies_before_the_answer()
    {
        var channel = await _bot.NewChannel();
        await _bot.StopBotAsync();
        await _bot.StartBotAsync(new Dictionary<string, string?> { ["Slack:CallTimeout"] = "00:01:00" });
        await _bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "slow", ["delay_ms"] = 60_000, ["after_effect"] = true });
        var maya = _bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem")).View!;
        Assert.True((await maya.Submits(form, Testing.Postmortems.Facts(_bot.Clock.GetUtcNow()))).Closed);
        while (!(await maya.Reads(channel)).Any(message => message.Text.Contains("PM-", StringComparison.Ordinal)))
            await Task.Yield();

        await _bot.StopBotAsync();
        await _bot.StartBotAsync();
        await _bot.Settles();

        var card = Assert.Single(await maya.Reads(channel), message => message.Text.Contains("PM-", StringComparison.Ordinal));
        Assert.True(card.IsPinned);
        Assert.Equal(card.Ts, await _bot.Stored<string>("select card_ts from postmortems"));
    }

    [Fact]
    public async Task After_a_long_rest_the_channel_is_not_looked_through_from_its_beginning()
    {
        var channel = await _bot.NewChannel();
        await _bot.HasPostmortem(channel);
        await _bot.Stores("""
            update postmortems set card_ts = null;
            update deliveries set delivered_at = null, ts = null, attempted_at = attempted_at - interval '30 days' where delivery_key like 'card:%';
            insert into outbox (workspace_id, job, subject_id, created_at) select workspace_id, 'card.refresh', postmortem_id, now() from postmortems;
            """);

        await Loses("chat.postMessage");
        await _bot.Settles();

        // What was posted a month after the first attempt was not looked for, and what the second attempt posted is found.
        Assert.Equal(2, (await _bot.As("maya").Reads(channel)).Count(message => message.Text.Contains("PM-", StringComparison.Ordinal)));
        Assert.Equal(0, await _bot.Stored<long>("select count(*) from deliveries where ts is null"));
    }

    [Fact]
    public async Task A_first_attempt_looks_for_nothing_and_a_refusal_leaves_nothing_to_look_for()
    {
        var channel = await _bot.NewChannel();
        await _bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "rate_limited", ["retry_after"] = 2 });

        await _bot.HasPostmortem(channel);

        Assert.Equal(0, await Calls("conversations.history"));
    }

    [Fact]
    public async Task Prompts_items_and_their_owners_requests_are_sent_once()
    {
        var channel = await _bot.NewChannel();
        await _bot.HasPostmortem(channel);
        var (maya, lars) = (_bot.As("maya"), _bot.As("lars"));

        await Loses("chat.postMessage", times: 2);
        var whys = (await maya.Types(channel, "/postmortem whys")).View!;
        Assert.True((await maya.Submits(whys, new JsonObject { ["answer"] = "Card payments failed" })).Closed);
        await _bot.Settles();
        var root = await maya.Sees(channel, "Five Whys of");
        Assert.Single(await maya.Reads(channel), message => message.Text.Contains("Five Whys of", StringComparison.Ordinal));
        Assert.Single(await maya.Reads(channel, root.Ts), message => message.Text.Contains("Why 1", StringComparison.Ordinal));

        await Loses("chat.postMessage", times: 2);
        var form = (await maya.Types(channel, "/postmortem action Test the failover")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["owner"] = "U0LARS00001" })).Closed);
        await _bot.Settles();
        var card = await _bot.Stored<string>("select card_ts from postmortems");
        Assert.Single(await maya.Reads(channel, card), message => message.Text.Contains("Test the failover", StringComparison.Ordinal));
        Assert.Single(await lars.ReadsDirectMessages(), message => message.Text.Contains("Test the failover", StringComparison.Ordinal));

        await _bot.Stores("update action_items set due_on = '2026-11-24'");
        await Loses("chat.postMessage");
        _bot.Clock.SetUtcNow(BotFixture.Monday.AddDays(1).AddHours(-1).AddMinutes(5));
        await _bot.Recurs(RecurringIds.Reminders);
        Assert.Single(await lars.ReadsDirectMessages(), message => message.Text.Contains("Due today", StringComparison.Ordinal));
        Assert.Equal(0, await _bot.Stored<long>("select count(*) from deliveries where ts is null"));
    }

    [Fact]
    public async Task A_review_and_a_report_with_its_files_are_sent_once()
    {
        var channel = await _bot.NewChannel();
        var card = await _bot.HasPostmortem(channel);
        var (maya, yuki) = (_bot.As("maya"), _bot.As("yuki"));

        await Loses("chat.postMessage", times: 2);
        await _bot.AsksForReview(channel, card, "Please read", "U0YUKI00001");
        Assert.Single(await yuki.ReadsDirectMessages(), message => message.Text.Contains("Please read", StringComparison.Ordinal));
        Assert.Single(await maya.Reads(channel, card.Ts), message => message.Text.Contains("<@U0YUKI00001>", StringComparison.Ordinal) && message.Ts != card.Ts);

        await Loses("chat.postMessage");
        await yuki.Presses("Approve", await yuki.Sees(channel, "*Timeline*"), channel);
        await _bot.Settles();
        Assert.Single(await maya.Reads(channel, card.Ts), message => message.Text.Contains("approved", StringComparison.OrdinalIgnoreCase) && message.Ts != card.Ts);

        await Loses("chat.postMessage");
        await Loses("files.completeUploadExternal", times: 2);
        var form = (await maya.Presses("Publish", await maya.Sees(channel, "*Timeline*"), channel)).View!;
        Assert.True((await maya.Submits(form, [])).Closed);
        await _bot.Settles();
        var announced = Assert.Single(await maya.Reads(channel), message => message.Text.Contains("the postmortem is published", StringComparison.Ordinal));
        var files = (await maya.Reads(channel, announced.Ts)).SelectMany(message => message.Files).Select(file => file!["name"]!.ToString()).ToList();
        Assert.True(files.Count >= 2, string.Join(", ", files));
        Assert.Equal(files.Distinct(), files);

        await Loses("chat.postMessage");
        await Loses("files.completeUploadExternal");
        await _bot.As("lars").Types(channel, "/postmortem report");
        await _bot.Settles();
        var sent = await _bot.As("lars").ReadsDirectMessages();
        Assert.Single(sent, message => message.Files.Count == 0);
        var previews = sent.SelectMany(message => message.Files).Select(file => file!["name"]!.ToString()).ToList();
        Assert.Equal(previews.Distinct(), previews);
        Assert.True(previews.Count >= 2, string.Join(", ", previews));
    }

    [Fact]
    public async Task A_digest_is_posted_once()
    {
        await _bot.HasPostmortem(await _bot.NewChannel());
        await _bot.Stores("update postmortems set status = 'published', published_at = '2026-11-23T10:00:00Z'");
        var form = (await _bot.As("maya").Types("general", "/postmortem settings")).View!;
        Assert.True((await _bot.As("maya").Submits(form, new() { ["knowledge"] = "C0RELIABLE1" })).Closed);
        _bot.Clock.SetUtcNow(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

        await Loses("chat.postMessage");
        await _bot.Recurs(RecurringIds.Digest);

        Assert.Single(await _bot.As("maya").Reads("reliability"), message => message.Text.Contains("Postmortem of the month", StringComparison.Ordinal));
        Assert.Equal(1, await _bot.Stored<long>("select count(*) from digests"));
    }

    [Fact]
    public async Task Deliveries_are_forgotten_after_a_season_and_not_before()
    {
        await _bot.HasPostmortem(await _bot.NewChannel());
        await _bot.Recurs(RecurringIds.Housekeeping);
        Assert.Equal(1, await _bot.Stored<long>("select count(*) from deliveries"));

        _bot.Clock.Advance(TimeSpan.FromDays(91));
        await _bot.Recurs(RecurringIds.Housekeeping);
        Assert.Equal(0, await _bot.Stored<long>("select count(*) from deliveries"));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    /// <summary>Slack does it, and the answer does not arrive.</summary>
    private async Task Loses(string method, string kind = "drop", string? error = null, int times = 1)
    {
        // Every other call, else the repeat would be lost as well.
        for (var i = 0; i < times; i++)
        {
            var fault = new JsonObject { ["on"] = method, ["kind"] = kind, ["after_effect"] = true, ["times"] = 1, ["delay_ms"] = 3000 };
            if (error is not null)
                fault["error"] = error;
            await _bot.OrdersFault(fault);
        }
    }

    /// <summary>The database keeps everything but what Slack has answered.</summary>
    private Task DatabaseRefusesTimestamps(int times) => _bot.Stores($$"""
        create sequence refusals;
        create function refuse() returns trigger language plpgsql as $body$
        begin
            if nextval('refusals') <= {{times}} then raise exception 'refused on purpose'; end if;
            return new;
        end $body$;
        create trigger refusing before update on deliveries for each row execute function refuse();
        """);

    private async Task<int> Calls(string method)
    {
        var calls = JsonNode.Parse(await _bot.Sandbox.GetStringAsync("/sandbox/calls"))!["calls"]!.AsArray();
        return calls.Count(call => call!["name"]!.ToString() == method);
    }
}
