using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Tests.Sending;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

public sealed class FailureTests
{
    private const string Default = "This did not work and nothing was changed.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failed_command_tells_the_person_and_the_log_the_same_reference_and_gives_back_the_text()
    {
        await using var app = await Failing();

        using var response = await app.Command("/deploy", "something private");

        var text = JsonElement.Parse(await RunningApp.Body(response)).GetProperty("text").GetString()!;
        Assert.StartsWith(Default, text, StringComparison.Ordinal);
        var line = app.Log.Only("SlashCommand '/deploy' failed in Actor (workspace T1, user U1");
        var words = text.Split('\n');
        Assert.Contains($"reference {words[0].TrimEnd('.')[^8..]}", line, StringComparison.Ordinal);
        Assert.Equal(["You typed:", ">something private"], words[1..]);
        Assert.Contains("the reason", line, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Log.All, entry => entry.Contains("something private", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_submission_keeps_the_form_open_with_the_words_at_its_first_input()
    {
        await using var app = await Failing();

        using var response = await app.Interaction(SlackForms.Submission("form"));

        var answer = JsonElement.Parse(await RunningApp.Body(response));
        Assert.Equal("errors", answer.GetProperty("response_action").GetString());
        Assert.StartsWith(Default, answer.GetProperty("errors").GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_submission_without_inputs_is_replaced_by_the_words()
    {
        await using var app = await Failing();

        using var response = await app.Interaction(SlackForms.Submission("form", withInput: false));

        var answer = JsonElement.Parse(await RunningApp.Body(response));
        Assert.Equal("update", answer.GetProperty("response_action").GetString());
        Assert.StartsWith(Default, answer.GetProperty("view").GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_button_or_shortcut_is_acknowledged_and_explained_through_its_response_url(bool isButton)
    {
        await using var slack = await SlackStub.Start();
        slack.Says("/respond", "ok");
        await using var app = await Failing();
        var url = slack.Url + "/respond";

        using var response = await app.Interaction(isButton ? SlackForms.Action("approve", url) : SlackForms.OnMessage("keep", url));

        Assert.Equal("", await RunningApp.Body(response));
        await slack.Arrived.WaitAsync(Token);
        var told = Assert.Single(slack.Requests).Json;
        Assert.Equal("ephemeral", told.GetProperty("response_type").GetString());
        Assert.StartsWith(Default, told.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_said_a_failure_is_still_acknowledged_and_logged()
    {
        await using var app = await Failing();

        using var button = await app.Interaction(SlackForms.Action("approve"));
        using var shortcut = await app.Interaction(SlackForms.Anywhere("begin"));
        using var closed = await app.Interaction(SlackForms.Closed("form"));
        using var options = await app.Interaction(SlackForms.Suggestion("service", "x"));

        Assert.Equal("", await RunningApp.Body(button) + await RunningApp.Body(shortcut) + await RunningApp.Body(closed));
        Assert.Equal("""{"options":[]}""", await RunningApp.Body(options));
        app.Log.Only("BlockAction 'approve' failed");
        app.Log.Only("GlobalShortcut 'begin' failed");
        app.Log.Only("ViewClosed 'form' failed");
        app.Log.Only("BlockOptions 'service' failed");
    }

    [Fact]
    public async Task The_app_may_choose_the_words()
    {
        await using var app = await Failing(services => services.AddSingleton<IFailureWords, OwnWords>());

        using var response = await app.Command("/deploy");

        Assert.Equal("Sorry: the reason", JsonElement.Parse(await RunningApp.Body(response)).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_reply_that_Slack_would_refuse_is_a_failure_of_the_handler()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        app.Script.Does = (_, _) => Task.FromResult<object?>(SlashCommandResponse.Ephemeral("x", new HeaderBlock { Text = new string('x', 151) }));

        using var response = await app.Command("/deploy");

        Assert.StartsWith(Default, JsonElement.Parse(await RunningApp.Body(response)).GetProperty("text").GetString(), StringComparison.Ordinal);
        app.Log.Only(nameof(SlackBlockException));
    }

    [Fact]
    public async Task A_handler_is_stopped_shortly_before_Slack_stops_waiting_and_the_words_say_so()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var stopped = new TaskCompletionSource();
        app.Script.Does = async (_, cancellationToken) =>
        {
            await using var registration = cancellationToken.Register(stopped.SetResult);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        };

        var call = app.Command("/deploy");
        await app.Script.Started.WaitAsync(Token);
        while (!stopped.Task.IsCompleted && app.Clock.GetUtcNow() < new DateTimeOffset(2026, 11, 23, 9, 0, 2, 790, TimeSpan.Zero))
        {
            Assert.False(call.IsCompleted);
            app.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.False(stopped.Task.IsCompleted);
        // The door starts the clock's timer after the handler's first await, so the last step may be seen late.
        while (!call.IsCompleted)
        {
            app.Clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.WhenAny(call, Task.Delay(1, Token));
        }

        using var response = await call;
        Assert.StartsWith("This took too long", JsonElement.Parse(await RunningApp.Body(response)).GetProperty("text").GetString(), StringComparison.Ordinal);
        app.Log.Only("SlashCommand '/deploy' took too long in Actor");
    }

    [Fact]
    public async Task A_token_of_one_request_does_not_cancel_the_next()
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var tokens = new List<CancellationToken>();
        app.Script.Does = (_, cancellationToken) =>
        {
            tokens.Add(cancellationToken);
            return Task.FromResult<object?>(null);
        };

        for (var i = 0; i < 3; i++)
        {
            using var response = await app.Command("/deploy");
            app.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        Assert.All(tokens, token => Assert.False(token.IsCancellationRequested));
    }

    private static async Task<RunningApp> Failing(Action<IServiceCollection>? services = null)
    {
        var app = await RunningApp.Start(Actor.Everything, services);
        app.Script.Does = (_, _) => throw new InvalidOperationException("the reason");
        return app;
    }

    private sealed class OwnWords : IFailureWords
    {
        public string For(Exception failure, string reference) => $"Sorry: {failure.Message}";
    }
}
