using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.SocketMode;

public sealed class ConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_counts_as_connected_only_after_hello()
    {
        await using var slack = await SocketSlack.Start();
        slack.GreetsAtOnce = false;
        await using var app = await SocketApp.Start(slack);
        var peer = await slack.Connection();

        Assert.Equal((0, 1), (app.Sockets.Connected, app.Sockets.Connections));
        await peer.Send(SocketSlack.Hello);

        await app.Logs("Connected to Slack by Socket Mode (connection 1 of 1)");
        Assert.Equal(1, app.Sockets.Connected);
    }

    [Fact]
    public async Task Without_hello_it_tries_another_connection()
    {
        await using var slack = await SocketSlack.Start();
        slack.GreetsAtOnce = false;
        await using var app = await SocketApp.Start(slack);
        var silent = await slack.Connection();

        var second = await NextConnection(app, slack);
        await second.Send(SocketSlack.Hello);

        await app.Logs("Connected to Slack");
        await silent.IsClosed();
    }

    [Fact]
    public async Task Connections_start_one_after_the_other()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack, connections: 2);
        await slack.Connection();
        await app.Logs("Connected to Slack by Socket Mode (connection 1 of 2)");
        Assert.False(slack.HasAnotherConnection);

        app.Clock.Advance(TimeSpan.FromSeconds(10));

        await slack.Connection();
        await app.Logs("Connected to Slack by Socket Mode (connection 2 of 2)");
        Assert.Equal(2, app.Sockets.Connected);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("some_later_reason")]
    public async Task Asked_to_leave_it_opens_the_next_connection_first_and_closes_the_old_one_when_its_work_is_done(string reason)
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (request, _) => request is SlashCommand { Text: "slow" } ? goesOn.Task : Task.FromResult<object?>(null);
        var old = await slack.Connection();
        await old.Send(SocketPeer.Command("slow", "slow"));
        await app.Script.Started.WaitAsync(Token);

        await old.Send($$"""{"type":"disconnect","reason":"{{reason}}","debug_info":{"host":"wss-111.slack.com"} }""");

        var next = await slack.Connection();
        await app.Logs("Connected to Slack", times: 2);
        await old.Send(SocketPeer.Command("late", "late"));
        Assert.Equal("late", await old.Acknowledged());
        await next.Send(SocketPeer.Command("new", "new"));
        Assert.Equal("new", await next.Acknowledged());
        goesOn.SetResult(null);
        Assert.Equal("slow", await old.Acknowledged());
        await old.IsClosed();
        Assert.Equal(1, app.Sockets.Connected);
    }

    [Fact]
    public async Task An_envelope_that_comes_again_after_its_connection_broke_is_handled_once_and_answered_where_it_can_be()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (_, _) => goesOn.Task;
        var old = await slack.Connection();
        await old.Send(SocketPeer.Command("e-1", "once"));
        await app.Script.Started.WaitAsync(Token);

        old.Abort();
        await app.Logs("it was lost");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await slack.Connection();
        await next.Send(SocketPeer.Command("e-1", "once"));
        goesOn.SetResult(SlashCommandResponse.Ephemeral("Deployed"));

        var ack = (await next.Next())!.Value;
        Assert.Equal("Deployed", ack.GetProperty("payload").GetProperty("text").GetString());
        await next.Send(SocketPeer.Command("e-1", "once"));
        Assert.Equal("Deployed", (await next.Next())!.Value.GetProperty("payload").GetProperty("text").GetString());
        Assert.Single(app.Script.Seen);
    }

    [Fact]
    public async Task An_answer_whose_connection_broke_is_said_by_the_response_url_once_Slack_has_stopped_waiting()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (_, _) => goesOn.Task;
        var old = await slack.Connection();
        await old.Send(SocketPeer.Command("e-1", "once", responseUrl: slack.ResponseUrl));
        await app.Script.Started.WaitAsync(Token);
        old.Abort();
        await app.Logs("it was lost");

        goesOn.SetResult(SlashCommandResponse.Ephemeral("Deployed"));
        await app.Logs("An envelope (SlashCommands) was handled");
        Assert.False(slack.Heard.Reader.TryPeek(out _));
        app.Clock.Advance(TimeSpan.FromSeconds(3));

        using var said = JsonDocument.Parse(await slack.Heard.Reader.ReadAsync(Token).AsTask().WaitAsync(SocketSlack.Patience, Token));
        Assert.Equal(("Deployed", "ephemeral", false), (said.RootElement.GetProperty("text").GetString(), said.RootElement.GetProperty("response_type").GetString(), said.RootElement.GetProperty("replace_original").GetBoolean()));
        Assert.Single(app.Script.Seen);
    }

    [Fact]
    public async Task An_answer_that_another_connection_took_is_not_said_twice()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        var later = new TaskCompletionSource<object?>();
        app.Script.Does = (request, _) => request is SlashCommand { Text: "slow" } ? goesOn.Task : later.Task;
        var old = await slack.Connection();
        await old.Send(SocketPeer.Command("e-1", "slow", responseUrl: slack.ResponseUrl));
        await app.Script.Started.WaitAsync(Token);
        old.Abort();
        await app.Logs("it was lost");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await slack.Connection();
        await next.Send(SocketPeer.Command("e-1", "slow", responseUrl: slack.ResponseUrl));
        goesOn.SetResult(SlashCommandResponse.Ephemeral("Deployed"));
        Assert.Equal("e-1", await next.Acknowledged());
        await app.Logs("An envelope (SlashCommands) was handled");

        // Another one does go that way, and what the first had to say would have come before it.
        await next.Send(SocketPeer.Command("e-2", "another", responseUrl: slack.ResponseUrl));
        while (app.Script.Seen.Count < 2) await app.Script.Started.WaitAsync(Token);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        next.Abort();
        await app.Logs("it was lost", times: 2);
        later.SetResult(SlashCommandResponse.Ephemeral("Later"));
        await app.Logs("An envelope (SlashCommands) was handled", times: 2);
        app.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("Later", await slack.Heard.Reader.ReadAsync(Token).AsTask().WaitAsync(SocketSlack.Patience, Token), StringComparison.Ordinal);
        Assert.Equal(2, app.Script.Seen.Count);
    }

    [Fact]
    public async Task An_answer_that_took_more_than_three_seconds_is_said_by_the_response_url_and_not_in_the_acknowledgement()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (_, _) => goesOn.Task;
        var peer = await slack.Connection();
        await peer.Send(SocketPeer.Command("e-1", "slow", responseUrl: slack.ResponseUrl));
        await app.Script.Started.WaitAsync(Token);

        app.Clock.Advance(TimeSpan.FromSeconds(4));
        goesOn.SetResult(SlashCommandResponse.Ephemeral("Deployed"));

        Assert.False((await peer.Next())!.Value.TryGetProperty("payload", out _));
        Assert.Contains("Deployed", await slack.Heard.Reader.ReadAsync(Token).AsTask().WaitAsync(SocketSlack.Patience, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_comes_over_two_connections_is_handled_once()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack, connections: 2);
        var first = await slack.Connection();
        await app.Logs("connection 1 of 2");
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = await slack.Connection();

        await first.Send(SocketPeer.Envelope("events_api", "e-1", SlackForms.Reaction()));
        await second.Send(SocketPeer.Envelope("events_api", "e-2", SlackForms.Reaction(), attempt: 1));

        Assert.Equal("e-1", await first.Acknowledged());
        Assert.Equal("e-2", await second.Acknowledged());
        Assert.Single(app.Script.Seen);
    }

    [Fact]
    public async Task When_Socket_Mode_is_switched_off_it_says_so_once_closes_and_tries_again_slowly()
    {
        await using var slack = await SocketSlack.Start();
        slack.GreetsAtOnce = false;
        await using var app = await SocketApp.Start(slack);
        for (var n = 0; n < 3; n++)
        {
            var peer = await NextConnection(app, slack);
            await peer.Send("""{"type":"disconnect","reason":"link_disabled"}""");
            await peer.IsClosed();
        }

        var before = app.Clock.GetUtcNow();
        await (await NextConnection(app, slack)).Send(SocketSlack.Hello);
        Assert.True(app.Clock.GetUtcNow() - before > TimeSpan.FromMinutes(2));

        await app.Logs("Connected to Slack");
        Assert.Contains("Socket Mode is switched off", app.Log.Only("Error: "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid_auth", "Slack:AppToken")]
    [InlineData("not_allowed_token_type", "(xapp-)")]
    [InlineData("missing_scope", "connections:write")]
    [InlineData("account_inactive", "deactivated")]
    public async Task What_somebody_must_mend_is_said_once_with_what_to_do_and_tried_again_slowly(string error, string advice)
    {
        await using var slack = await SocketSlack.Start();
        slack.Refusal = error;
        await using var app = await SocketApp.Start(slack, connections: 2);
        await app.Logs("Error: ");
        for (var attempt = 0; attempt < 4; attempt++) await Passes(app, slack.Asked.WaitAsync(Token), TimeSpan.FromSeconds(2));

        Assert.Contains(advice, app.Log.Only("Error: "), StringComparison.Ordinal);
        slack.Refusal = null;
        await NextConnection(app, slack);

        await app.Logs("Connected to Slack");
        Assert.DoesNotContain(app.Log.All, line => line.Contains(SocketApp.Token, StringComparison.Ordinal) || line.Contains("secret-ticket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attempts_come_at_longer_and_longer_pauses_up_to_a_minute()
    {
        await using var slack = await SocketSlack.Start();
        slack.Refusal = "internal_error";
        await using var app = await SocketApp.Start(slack);
        var pauses = new List<double>();
        for (var n = 1; n <= 9; n++)
        {
            pauses.Add(SocketApp.Pause((await app.Logs("Not connected to Slack", n))[^1]));
            app.Clock.Advance(TimeSpan.FromSeconds(pauses[^1] + 0.1));
        }

        for (var n = 0; n < pauses.Count; n++)
        {
            var longest = Math.Min(60, Math.Pow(2, n));
            Assert.InRange(pauses[n], (longest / 2) - 0.1, longest + 0.1);
        }
    }

    [Fact]
    public async Task A_pause_Slack_asks_for_is_kept()
    {
        await using var slack = await SocketSlack.Start();
        slack.RetryAfter = 42;
        await using var app = await SocketApp.Start(slack);

        Assert.Equal(42, SocketApp.Pause((await app.Logs("Not connected to Slack"))[0]));
    }

    [Fact]
    public async Task With_too_many_connections_it_closes_its_own_before_it_tries_again()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var peer = await slack.Connection();

        await peer.Send("""{"type":"disconnect","reason":"too_many_websockets","num_connections":11}""");

        await peer.IsClosed();
        Assert.Contains("Slack:SocketConnections", (await app.Logs("Not connected to Slack"))[0], StringComparison.Ordinal);
        Assert.Equal(0, app.Sockets.Connected);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await slack.Connection();
    }

    [Fact]
    public async Task Asked_to_leave_again_and_again_it_slows_down()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        for (var n = 0; n < 4; n++) await (await slack.Connection()).Send("""{"type":"disconnect","reason":"warning"}""");

        await app.Logs("Not connected to Slack");
        Assert.False(slack.HasAnotherConnection);
    }

    [Fact]
    public async Task On_shutdown_it_takes_nothing_more_finishes_what_it_has_and_closes()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (_, _) => goesOn.Task;
        var peer = await slack.Connection();
        await app.Logs("Connected to Slack");
        await peer.Send(SocketPeer.Command("e-1"));
        await app.Script.Started.WaitAsync(Token);

        var stopping = app.Stop();
        await app.Logs("Leaving Slack");
        await peer.Send(SocketPeer.Command("too-late"));
        goesOn.SetResult(null);

        Assert.Equal("e-1", await peer.Acknowledged());
        await peer.IsClosed();
        await stopping;
        Assert.Single(app.Script.Seen);
    }

    /// <summary>Lets the clock pass in steps until that has happened.</summary>
    private static async Task Passes(SocketApp app, Task until, TimeSpan step)
    {
        for (var steps = 0; steps < 2000 && !until.IsCompleted; steps++)
        {
            app.Clock.Advance(step);
            await Task.WhenAny(until, Task.Delay(3, Token));
        }

        await until;
    }

    private static async Task<SocketPeer> NextConnection(SocketApp app, SocketSlack slack)
    {
        var connection = slack.Connection();
        await Passes(app, connection, TimeSpan.FromSeconds(2));
        return await connection;
    }
}
