using System.Text.Json.Nodes;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Jobs;

/// <summary>When Slack asks to slow down, the queue waits and the workers do not.</summary>
public sealed class PauseStories : IAsyncLifetime
{
    private readonly BotFixture _bot = new();

    public ValueTask InitializeAsync() => _bot.StartAsync();

    [Fact]
    public async Task A_job_that_is_put_back_keeps_its_attempts_and_has_not_failed()
    {
        var channel = await _bot.NewChannel();
        await LimitsPosting(retryAfter: 2);

        var card = await _bot.HasPostmortem(channel);

        Assert.True(card.IsPinned);
        Assert.Equal(2, (await Calls("chat.postMessage")).Count);
        Assert.Equal(1, await _bot.Stored<long>("select count(*) from hangfire.state where reason like 'Put back%'"));
        Assert.Equal("0", await _bot.Stored<string>("select coalesce(string_agg(jobid || name || value, ','), '0') from hangfire.jobparameter where name = 'RetryCount' and value <> '0'"));
        Assert.Equal(0, await _bot.Stored<long>("select count(*) from hangfire.job where statename = 'Failed'"));
        Assert.DoesNotContain(_bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_workspace_in_a_long_pause_does_not_hold_up_another()
    {
        var (crowded, quiet) = (await _bot.NewChannel(), await _bot.NewChannel());
        var card = await _bot.HasPostmortem(crowded);
        await _bot.HasPostmortem(quiet);
        await HasCards("T0SANDBOX01", crowded, count: 300);
        await LimitsPosting(retryAfter: 120);
        await _bot.Stores("insert into outbox (workspace_id, job, subject_id, created_at) select workspace_id, 'card.refresh', postmortem_id, now() from postmortems where card_ts is null");
        while ((await Calls("chat.postMessage")).Count < 3)
            await Task.Yield();

        var begun = TimeProvider.System.GetTimestamp();
        await HasCards("T0QUIET0001", quiet, count: 1);
        await _bot.Stores("insert into outbox (workspace_id, job, subject_id, created_at) select workspace_id, 'card.refresh', postmortem_id, now() from postmortems where workspace_id = 'T0QUIET0001'");
        while (!(await _bot.As("maya").Reads(quiet)).Any(message => message.Text.Contains("PM-2001", StringComparison.Ordinal)))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(25), $"The quiet workspace still waits; {await PutBack()} jobs are put back.\n{_bot.Log}");
            await Task.Yield();
        }

        TestContext.Current.SendDiagnosticMessage("The quiet workspace's message took {0}", TimeProvider.System.GetElapsedTime(begun));
        // Two cards before, the one that Slack refused, three that were on their way by then, and the quiet one's.
        Assert.InRange((await Calls("chat.postMessage")).Count, 4, 7);
        while (await PutBack() < 297)
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(2), $"{await PutBack()} jobs are put back.\n{_bot.Log}");
        Assert.Equal(0, await _bot.Stored<long>("select count(*) from hangfire.job where statename = 'Failed'"));
        Assert.InRange((await Calls("chat.postMessage")).Count, 4, 7);
        Assert.Equal(card.Ts, (await _bot.As("maya").Sees(crowded, "PM-1 ")).Ts);
    }

    [Fact]
    public async Task A_job_that_is_put_back_returns_to_the_queue_it_came_from()
    {
        var channel = await _bot.NewChannel();
        await _bot.HasPostmortem(channel);
        await HasCards("T0SANDBOX01", channel, count: 40);
        await LimitsPosting(retryAfter: 120);
        await _bot.Stores("insert into outbox (workspace_id, job, subject_id, created_at) select workspace_id, 'card.refresh', postmortem_id, now() from postmortems where card_ts is null");
        while (await PutBack() < 35)
            await Task.Yield();

        // So Hangfire marks those that do not go back to the first queue.
        Assert.Equal("default later", await _bot.Stored<string>("select string_agg(distinct split_part(value, ':', 1), ' ') from hangfire.set where key = 'schedule'"));
    }

    [Fact]
    public async Task Whoever_meets_a_pause_hears_how_long_and_what_was_kept()
    {
        var channel = await _bot.NewChannel();
        await _bot.OrdersFault(new JsonObject { ["on"] = "views.open", ["kind"] = "rate_limited", ["retry_after"] = 30 });

        var told = await _bot.As("maya").Types(channel, "/postmortem");

        Assert.Contains("slow down for 30 seconds", told.Message!.Text, StringComparison.Ordinal);
        Assert.Contains("What was stored before stays", told.Message.Text, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    private Task<long> PutBack() => _bot.Stored<long>("select count(*) from hangfire.job where statename = 'Scheduled'");

    private Task LimitsPosting(int retryAfter) =>
        _bot.OrdersFault(new JsonObject { ["on"] = "chat.postMessage", ["kind"] = "rate_limited", ["times"] = 1, ["retry_after"] = retryAfter });

    /// <summary>Postmortems that have no card yet, of a workspace that may be another.</summary>
    private Task HasCards(string workspaceId, string channel, int count) => _bot.Stores($"""
        insert into workspaces (workspace_id, created_at) values ('{workspaceId}', now()) on conflict do nothing;
        insert into incidents (workspace_id, incident_id, title, kind, severity, created_at)
        select '{workspaceId}', gen_random_uuid(), 'Number ' || n, 'incident', 'SEV-3', now()
        from generate_series(1, {count}) n;
        insert into postmortems (workspace_id, postmortem_id, number, incident_id, channel_id, audience, status, facilitator_id, created_by, created_at, updated_at)
        select i.workspace_id, gen_random_uuid(), 2000 + row_number() over (), i.incident_id, c.channel_id, 'workspace', 'cancelled', 'U0MAYA00001', 'U0MAYA00001', now(), now()
        from incidents i
        join channels c on c.name = '{channel}'
        where i.workspace_id = '{workspaceId}' and i.title like 'Number %';
        """);

    private async Task<IReadOnlyList<JsonNode?>> Calls(string method)
    {
        var calls = JsonNode.Parse(await _bot.Sandbox.GetStringAsync("/sandbox/calls"))!["calls"]!.AsArray();
        return [.. calls.Where(call => call!["name"]!.ToString() == method)];
    }
}
