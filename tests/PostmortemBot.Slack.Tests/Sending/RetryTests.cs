using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.Sending;

public sealed class RetryTests
{
    private const string Posted = """{"ok":true,"channel":"C1","ts":"1.2"}""";
    private const string Limited = """{"ok":false,"error":"ratelimited"}""";
    private static readonly Message Hello = new() { Channel = "C1", Text = "hello" };
    private static readonly ModalViewDefinition Modal = new() { Title = "Form", Blocks = [new DividerBlock()] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_pause_that_Slack_asks_for_is_waited_for()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", Limited, 429, "1").Says("/api/chat.postMessage", Posted);
        var start = client.Clock.GetUtcNow();

        var call = client.Api.Chat.PostMessage(Hello, Token);
        Assert.Null(await client.Finish(call));

        Assert.Equal("1.2", (await call).Ts);
        Assert.True(client.Clock.GetUtcNow() - start >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_limit_said_in_the_body_counts_too()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", """{"ok":false,"error":"rate_limited"}""").Says("/api/chat.postMessage", Posted);

        Assert.Null(await client.Finish(client.Api.Chat.PostMessage(Hello, Token)));
    }

    [Fact]
    public async Task A_pause_longer_than_allowed_is_left_to_the_caller()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", Limited, 429, "30");

        var failure = Assert.IsType<SlackRateLimitException>(await client.Finish(client.Api.Chat.PostMessage(Hello, Token)));

        Assert.Equal(TimeSpan.FromSeconds(30), failure.RetryAfter);
        Assert.Single(client.Slack.Requests);
    }

    [Fact]
    public async Task After_three_repeats_Slacks_no_is_taken()
    {
        await using var client = await Client.Start();
        for (var i = 0; i < 5; i++) client.Slack.Says("/api/chat.postMessage", Limited, 429, "1");

        Assert.IsType<SlackRateLimitException>(await client.Finish(client.Api.Chat.PostMessage(Hello, Token)));

        Assert.Equal(4, client.Slack.Requests.Count);
    }

    [Fact]
    public async Task A_modal_does_not_wait_for_longer_than_its_trigger_lives()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/views.open", Limited, 429, "3");

        Assert.IsType<SlackRateLimitException>(await client.Finish(client.Api.Views.Open("1.2", Modal, Token)));

        Assert.Single(client.Slack.Requests);
    }

    public static TheoryData<string, int> Calls { get; } = new()
    {
        { "chat.postMessage", 1 },
        { "chat.postEphemeral", 1 },
        { "chat.delete", 1 },
        { "views.open", 1 },
        { "views.push", 1 },
        { "views.update", 1 },
        { "anything", 1 },
        { "response_url", 1 },
        { "chat.update", 2 },
        { "views.publish", 2 },
        { "pins.add", 2 },
        { "reactions.add", 2 },
        { "files.info", 2 },
        { "users.info", 2 },
        { "conversations.info", 2 },
        { "conversations.history", 2 },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task After_an_outage_only_what_does_no_harm_twice_is_sent_again(string method, int times)
    {
        await using var client = await Client.Start();
        var path = method is "response_url" ? "/respond" : "/api/" + method;
        client.Slack.Says(path, "<html>away</html>", 503).Says(path, """{"ok":true}""");

        var failure = await client.Finish(Call(client, method));

        Assert.Equal(times, client.Slack.Requests.Count);
        if (times > 1) Assert.Null(failure);
        else Assert.Equal("http_503", Assert.IsType<SlackApiException>(failure).Error);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task After_a_cut_connection_only_what_does_no_harm_twice_is_sent_again(string method, int times)
    {
        await using var client = await Client.Start();
        var path = method is "response_url" ? "/respond" : "/api/" + method;
        client.Slack.Cuts(path).Says(path, """{"ok":true}""");

        var failure = await client.Finish(Call(client, method));

        Assert.Equal(times, client.Slack.Requests.Count);
        if (times > 1) Assert.Null(failure);
        else Assert.Equal(SlackApiException.ConnectionFailed, Assert.IsType<SlackApiException>(failure).Error);
    }

    [Theory]
    [InlineData("chat.postMessage", 10)]
    [InlineData("views.open", 2)]
    [InlineData("views.push", 2)]
    public async Task A_call_without_an_answer_is_given_up_in_time(string method, int seconds)
    {
        await using var client = await Client.Start();
        client.Slack.Hangs("/api/" + method);
        var call = Call(client, method);
        await client.Slack.Arrived.WaitAsync(Token);

        client.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.False(call.IsCompleted);
        client.Clock.Advance(TimeSpan.FromMilliseconds(1));

        // A call that wrongly tries again waits for a clock that nobody moves; that must fail and not hang.
        var failure = await Assert.ThrowsAsync<SlackApiException>(() => call.WaitAsync(TimeSpan.FromSeconds(10), Token));
        Assert.Equal(SlackApiException.TimedOut, failure.Error);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_told_of_a_failure_of_Slack()
    {
        await using var client = await Client.Start();
        client.Slack.Hangs("/api/chat.postMessage");
        using var caller = new CancellationTokenSource();
        var call = client.Api.Chat.PostMessage(Hello, caller.Token);
        await client.Slack.Arrived.WaitAsync(Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task No_failure_and_no_log_line_holds_a_token_or_a_secret_address()
    {
        await using var client = await Client.Start();
        client.Slack.Says("/api/chat.postMessage", "{", 500).Cuts("/api/chat.postMessage").Says("/api/chat.postMessage", """{"ok":false,"error":"invalid_auth"}""").Says("/hooks/very-secret", "no_service", 404);
        var failures = new List<Exception?>();

        for (var i = 0; i < 3; i++) failures.Add(await client.Finish(client.Api.Chat.PostMessage(Hello, Token)));
        failures.Add(await client.Finish(client.Api.Respond(client.Slack.Url + "/hooks/very-secret", new MessageResponse { Text = "x" }, Token)));
        failures.Add(await client.Finish(client.Api.Respond("http://127.0.0.1:1/hooks/very-secret", new MessageResponse { Text = "x" }, Token)));
        failures.Add(await Record.ExceptionAsync(() => client.Api.Respond("very-secret", new MessageResponse { Text = "x" }, Token)));

        Assert.All(failures, failure => Assert.NotNull(failure));
        var said = string.Join('\n', failures) + string.Join('\n', client.Log.All);
        Assert.DoesNotContain(RunningApp.Token, said, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", said, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", said, StringComparison.Ordinal);
    }

    private static Task Call(Client client, string method)
    {
        var api = client.Api;
        return method switch
        {
            "chat.postMessage" => api.Chat.PostMessage(Hello, Token),
            "chat.postEphemeral" => api.Chat.PostEphemeral("U1", Hello, Token),
            "chat.delete" => api.Chat.Delete("1.2", "C1", Token),
            "chat.update" => api.Chat.Update(new MessageUpdate { ChannelId = "C1", Ts = "1.2", Text = "x" }, Token),
            "views.open" => api.Views.Open("1.2", Modal, Token),
            "views.push" => api.Views.Push("1.2", Modal, Token),
            "views.update" => api.Views.UpdateByViewId(Modal, "V1", null, Token),
            "views.publish" => api.Views.Publish("U1", new HomeViewDefinition { Blocks = Modal.Blocks }, null, Token),
            "pins.add" => api.Pins.AddMessage("C1", "1.2", Token),
            "reactions.add" => api.Reactions.Add("pushpin", "C1", "1.2", Token),
            "files.info" => api.Files.Info("F1", Token),
            "users.info" => api.Users.Info("U1", Token),
            "conversations.info" => api.Conversations.Info("C1", Token),
            "conversations.history" => api.Conversations.History("C1", cancellationToken: Token).ToListAsync(Token).AsTask(),
            "response_url" => api.Respond(client.Slack.Url + "/respond", new MessageResponse { Text = "x" }, Token),
            _ => api.Post(method, new { A = 1 }, Token),
        };
    }
}
