using System.Text.Json;
using PostmortemBot.Slack.Events;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.SocketMode;

public sealed class EnvelopeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_read_whole_and_its_answer_goes_back_in_the_acknowledgement()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        app.Script.Does = (_, _) => Task.FromResult<object?>(SlashCommandResponse.Ephemeral("Deployed \"it\" – ünïcode"));
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Command("e-1", "now & <here>"));

        var ack = (await peer.Next())!.Value;
        Assert.Equal("e-1", ack.GetProperty("envelope_id").GetString());
        Assert.Equal("Deployed \"it\" – ünïcode", ack.GetProperty("payload").GetProperty("text").GetString());
        var command = app.Script.Only<SlashCommand>();
        Assert.Equal(
            ("/deploy", "now & <here>", "U1", "T1", "C1", "dev", "1.2.abc", "https://hooks.example.com/1", "example", null, false, "A1"),
            (command.Command, command.Text, command.UserId, command.TeamId, command.ChannelId, command.ChannelName, command.TriggerId, command.ResponseUrl, command.TeamDomain, command.EnterpriseId, command.IsEnterpriseInstall, command.ApiAppId));
    }

    [Fact]
    public async Task Every_kind_reaches_the_handler_it_has_by_HTTP()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        app.Script.Does = (request, _) => Task.FromResult<object?>(request is ViewSubmission ? ViewSubmissionResponse.Error("why", "Say more") : null);
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Envelope("interactive", "action", SlackForms.Action("approve")));
        await peer.Send(SocketPeer.Envelope("interactive", "options", SlackForms.Suggestion("service", "pay"), accepts: true));
        await peer.Send(SocketPeer.Envelope("interactive", "submission", SlackForms.Submission("form"), accepts: true));
        await peer.Send(SocketPeer.Envelope("events_api", "event", SlackForms.Reaction()));
        var acks = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        while (acks.Count < 4)
        {
            var ack = (await peer.Next())!.Value;
            acks[ack.GetProperty("envelope_id").GetString()!] = ack;
        }

        Assert.Equal("Say more", acks["submission"].GetProperty("payload").GetProperty("errors").GetProperty("why").GetString());
        Assert.Equal(0, acks["options"].GetProperty("payload").GetProperty("options").GetArrayLength());
        Assert.False(acks["action"].TryGetProperty("payload", out _));
        Assert.False(acks["event"].TryGetProperty("payload", out _));
        Assert.Equal(
            [typeof(BlockActionRequest), typeof(BlockOptionsRequest), typeof(EventCallback<ReactionAdded>), typeof(ViewSubmission)],
            app.Script.Seen.Select(request => request.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_not_sent_where_Slack_does_not_take_one()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        app.Script.Does = (_, _) => Task.FromResult<object?>(SlashCommandResponse.Ephemeral("Deployed"));
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Command("e-1", accepts: false));

        Assert.False((await peer.Next())!.Value.TryGetProperty("payload", out _));
    }

    [Fact]
    public async Task An_event_whose_handling_failed_is_left_to_come_again_and_then_handled()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        app.Script.Does = (_, _) => throw new InvalidOperationException("no");
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Envelope("events_api", "first", SlackForms.Reaction()));
        await app.Logs("Event 'reaction_added' failed in Actor");
        app.Script.Does = (_, _) => Task.FromResult<object?>(null);
        await peer.Send(SocketPeer.Envelope("events_api", "again", SlackForms.Reaction(), attempt: 1));

        Assert.Equal("again", await peer.Acknowledged());
        Assert.Equal(2, app.Script.Seen.Count);
        app.Log.Only("Slack sends an envelope again (Events, attempt 1, because of timeout)");
    }

    [Fact]
    public async Task A_failed_command_is_acknowledged_with_an_apology_because_Slack_does_not_send_it_again()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        app.Script.Does = (_, _) => throw new InvalidOperationException("no");
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Command("e-1", "something private"));

        Assert.Contains("something private", (await peer.Next())!.Value.GetProperty("payload").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, line => line.Contains("something private", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(70_000)]
    public async Task A_frame_may_come_in_pieces_and_be_larger_than_any_buffer(int size)
    {
        var text = new string('x', size == 1 ? 100 : 200_000);
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var peer = await slack.Connection();

        await peer.SendInPieces(SocketPeer.Command("e-1", text), size);
        await peer.Send(SocketPeer.Command("e-2", "short"));

        Assert.Equal(["e-1", "e-2"], new[] { await peer.Acknowledged(), await peer.Acknowledged() }.Order(StringComparer.Ordinal));
        Assert.Equal([text.Length, 5], app.Script.Seen.Cast<SlashCommand>().Select(command => command.Text.Length).OrderDescending());
    }

    [Fact]
    public async Task An_envelope_of_an_unknown_type_is_acknowledged_and_logged()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Envelope("newest_thing", "e-1", """{"secret":"words"}"""));

        Assert.Equal("e-1", await peer.Acknowledged());
        app.Log.Only("'newest_thing', which is not known here");
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"slash_commands"}""")]
    [InlineData("""{"type":17,"envelope_id":[]}""")]
    [InlineData("""{"type":"newest_thing"}""")]
    [InlineData("""{"envelope_id":"e-0","type":"slash_commands","payload":{"command":"/deploy"}""")]
    [InlineData("""{"envelope_id":"e-0","type":"slash_commands"} {}""")]
    public async Task Garbage_is_ignored_and_the_connection_goes_on(string frame)
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var peer = await slack.Connection();

        await peer.Send(frame);
        await peer.SendBinary([1, 2, 3]);
        await peer.SendInPieces(SocketPeer.Command("too-large", new string('x', 2_000_000)), 65_536);
        await peer.Send(SocketPeer.Command("e-1"));

        Assert.Equal("e-1", await peer.Acknowledged());
        Assert.Single(app.Script.Seen);
    }

    [Theory]
    [InlineData("slash_commands", "{}")]
    [InlineData("slash_commands", "17")]
    [InlineData("interactive", """{"type":"block_actions"}""")]
    [InlineData("interactive", "null")]
    [InlineData("events_api", """{"type":"event_callback"}""")]
    [InlineData("events_api", "[]")]
    public async Task A_payload_nobody_can_read_is_acknowledged_because_it_would_not_be_better_next_time(string type, string payload)
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Envelope(type, "e-1", payload, accepts: true));

        var ack = (await peer.Next())!.Value;
        Assert.Equal("e-1", ack.GetProperty("envelope_id").GetString());
        Assert.False(ack.TryGetProperty("payload", out _));
        app.Log.Only("is not what Slack documents");
    }

    [Fact]
    public async Task Reading_does_not_wait_for_a_handler()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var goesOn = new TaskCompletionSource<object?>();
        app.Script.Does = (request, _) => request is SlashCommand { Text: "slow" } ? goesOn.Task : Task.FromResult<object?>(null);
        var peer = await slack.Connection();

        await peer.Send(SocketPeer.Command("slow", "slow"));
        await peer.Send(SocketPeer.Command("quick", "quick"));

        Assert.Equal("quick", await peer.Acknowledged());
        goesOn.SetResult(null);
        Assert.Equal("slow", await peer.Acknowledged());
    }

    [Fact]
    public async Task Of_very_many_envelopes_all_are_handled_and_a_hundred_at_once()
    {
        await using var slack = await SocketSlack.Start();
        await using var app = await SocketApp.Start(slack);
        var (atOnce, most) = (0, 0);
        var goesOn = new TaskCompletionSource();
        using var inside = new SemaphoreSlim(0);
        app.Script.Does = async (_, _) =>
        {
            var now = Interlocked.Increment(ref atOnce);
            InterlockedMax(ref most, now);
            inside.Release();
            await goesOn.Task;
            Interlocked.Decrement(ref atOnce);
            return null;
        };
        var peer = await slack.Connection();

        for (var n = 0; n < 500; n++) await peer.Send(SocketPeer.Command($"e-{n}"));
        for (var n = 0; n < 100; n++) await inside.WaitAsync(Token);
        goesOn.SetResult();
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        while (acknowledged.Count < 500) acknowledged.Add(await peer.Acknowledged());

        Assert.Equal(500, app.Script.Seen.Count);
        Assert.Equal(100, most);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var before = Volatile.Read(ref most); now > before; before = Volatile.Read(ref most)) Interlocked.CompareExchange(ref most, now, before);
    }
}
