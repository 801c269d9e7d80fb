using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.SocketMode;

/// <summary>A bot that Slack reaches over sockets only.</summary>
public sealed class SocketBot : BotFixture, IAsyncLifetime
{
    public ValueTask InitializeAsync() => StartAsync(new Dictionary<string, string?> { ["Slack:SocketMode"] = "true", ["Slack:SocketConnections"] = "1" });
}

public sealed class SocketStories(SocketBot bot) : IClassFixture<SocketBot>
{
    [Fact]
    public async Task The_whole_first_story_goes_over_the_socket()
    {
        var channel = await bot.NewChannel();
        var maya = bot.As("maya");
        var form = await maya.Types(channel, "/postmortem");
        Assert.Equal("Start a postmortem", form.View?.Title);

        var started = bot.Clock.GetUtcNow().AddHours(-3).ToUnixTimeSeconds();
        var refused = await maya.Submits(form.View!, Testing.Postmortems.Facts(bot.Clock.GetUtcNow(), ("resolved", started - 60)));
        Assert.Equal(["resolved"], refused.Errors.Keys);
        var accepted = await maya.Submits(form.View!, new JsonObject { ["resolved"] = started + 2700 });
        Assert.True(accepted.Closed, accepted.ToString());
        await bot.Settles();

        var card = await bot.As("devon").Sees(channel, "Card payments failed for 45 minutes");
        Assert.True(card.IsPinned);
        var calls = (await bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/calls", TestContext.Current.CancellationToken))!["calls"]!.AsArray();
        Assert.All(calls.Where(call => $"{call!["direction"]}" == "to_app"), call => Assert.Equal("socket", $"{call!["via"]}"));
        Assert.Contains(calls, call => $"{call!["name"]}".StartsWith("view_submission", StringComparison.Ordinal));
        using var http = await bot.Bot.PostAsync("/slack/events", new StringContent(""), TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, http.StatusCode);
    }

    [Fact]
    public async Task A_connection_that_Slack_renews_while_a_command_is_at_work_costs_nobody_anything()
    {
        var channel = await bot.NewChannel();
        var before = await bot.SocketsAre(1);
        await bot.OrdersFault(new JsonObject { ["on"] = "views.open", ["kind"] = "slow", ["delay_ms"] = 500 });
        var typing = bot.As("devon").Types(channel, "/postmortem");
        await IsUnderWay();

        await bot.AsksToLeave("warning");

        var form = await typing;
        Assert.Null(form.Problem);
        Assert.Equal("Start a postmortem", form.View?.Title);
        var after = await bot.SocketsAre(1);
        Assert.NotEqual(before, after);
        Assert.Null((await bot.As("devon").Types(channel, "/postmortem help")).Problem);
    }

    [Fact]
    public async Task A_connection_that_breaks_while_a_handler_runs_is_replaced_and_the_person_still_answered_once()
    {
        var channel = await bot.NewChannel();
        await using var time = new RunningClock(bot.Clock);
        await bot.SocketsAre(1);
        await bot.OrdersFault(new JsonObject { ["on"] = "views.open", ["kind"] = "slow", ["delay_ms"] = 300 });
        var lastCall = (await Calls()).Count;
        var typing = bot.As("yuki").Types(channel, "/postmortem");
        await IsUnderWay();

        await bot.DropsSocket();

        var form = await typing;
        Assert.Null(form.Problem);
        Assert.Equal("Start a postmortem", form.View?.Title);
        Assert.Single((await Calls()).Skip(lastCall), call => $"{call!["name"]}" == "views.open");
        await bot.SocketsAre(1);
    }

    [Fact]
    public async Task A_command_that_was_done_but_whose_connection_broke_first_says_so_after_Slack_has_said_it_failed()
    {
        var channel = await bot.NewChannel();
        await bot.SocketsAre(1);
        var postmortem = await bot.HasPostmortem(channel);
        await using var database = NpgsqlDataSource.Create(bot.ConnectionString);
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var held = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("lock table timeline_entries in exclusive mode");
        var typing = bot.As("devon").Types(channel, "/postmortem add the second queue was full");
        await IsUnderWay();

        await bot.DropsSocket();
        await Logged("it was lost");
        await held.CommitAsync(TestContext.Current.CancellationToken);

        var told = await typing;
        Assert.Equal("operation_timeout", told.Problem);
        await Logged("An envelope (SlashCommands) was handled");
        Assert.DoesNotContain(await bot.As("devon").Reads(channel), message => message.Text.Contains("second queue", StringComparison.Ordinal));
        bot.Clock.Advance(TimeSpan.FromSeconds(3));
        await Logged("was said by its response_url");
        var said = await bot.As("devon").Sees(channel, "second queue was full");
        Assert.True(said.IsEphemeral);
        Assert.Equal(1, await bot.Stored<long>($"select count(*) from timeline_entries where text like '%second queue%'"));
        bot.Clock.Advance(TimeSpan.FromMinutes(1));
        await bot.SocketsAre(1);
    }

    private async Task Logged(string words)
    {
        while (!bot.Log.Lines.Any(line => line.Contains(words, StringComparison.Ordinal))) await Task.Yield();
    }

    private async Task IsUnderWay()
    {
        while (true)
        {
            var sockets = (await bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/sockets", TestContext.Current.CancellationToken))!["sockets"]!.AsArray();
            if (sockets.Any(socket => socket!["in_flight"]!.GetValue<int>() > 0))
                return;
        }
    }

    private async Task<JsonArray> Calls() =>
        (await bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/calls", TestContext.Current.CancellationToken))!["calls"]!.AsArray();
}

public sealed class OtherSocketStories : IAsyncLifetime
{
    private readonly BotFixture _bot = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task With_two_connections_a_repeated_event_is_handled_once()
    {
        await _bot.StartAsync(new Dictionary<string, string?> { ["Slack:SocketMode"] = "true" });
        _bot.Clock.Advance(TimeSpan.FromSeconds(10));
        await _bot.SocketsAre(2);
        var channel = await _bot.NewChannel();
        await _bot.HasPostmortem(channel);
        var said = await _bot.As("devon").Says(channel, "The second replica was promoted");
        await _bot.OrdersFault(new JsonObject { ["on"] = "event:reaction_added", ["kind"] = "repeat_event" });

        await _bot.As("maya").Reacts(channel, said.Ts, "pushpin");
        await _bot.Settles();

        Assert.Equal(1, await _bot.Stored<long>("select count(*) from timeline_entries where text like '%replica%'"));
        Assert.Contains(_bot.Log.Lines, line => line.Contains("attempt 1, because of timeout", StringComparison.Ordinal));
        using var ready = await _bot.Bot.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal("ready, 2 of 2 connections to Slack", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Switched_off_it_says_so_and_is_not_ready_and_switched_on_again_it_comes_back()
    {
        await _bot.StartAsync(new Dictionary<string, string?> { ["Slack:SocketMode"] = "true", ["Slack:SocketConnections"] = "1" });

        await _bot.SwitchesSocketMode(isOn: false);
        await _bot.SocketsAre(0);
        using var away = await _bot.Bot.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, away.StatusCode);
        await _bot.SwitchesSocketMode(isOn: true);
        while ((await _bot.As("maya").Types("incident-payments", "/postmortem help")).Problem is not null)
            _bot.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(_bot.Log.Lines, line => line.Contains("Socket Mode is switched off for this app", StringComparison.Ordinal));
        await _bot.SocketsAre(1);
    }

    [Fact]
    public async Task A_wrong_app_token_is_named_and_not_shown()
    {
        await _bot.StartAsync(new Dictionary<string, string?> { ["Slack:SocketMode"] = "true", ["Slack:AppToken"] = "xapp-wrong" });
        while (!_bot.Log.Lines.Any(line => line.Contains("Cannot connect to Slack", StringComparison.Ordinal)))
            await Task.Yield();

        using var ready = await _bot.Bot.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains(_bot.Log.Lines, line => line.Contains("invalid_auth", StringComparison.Ordinal) && line.Contains("Slack:AppToken", StringComparison.Ordinal));
        Assert.DoesNotContain(_bot.Log.Lines, line => line.Contains("xapp-wrong", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => _bot.DisposeAsync();
}
