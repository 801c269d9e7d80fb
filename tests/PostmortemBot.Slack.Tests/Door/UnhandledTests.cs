using System.Text.Json;
using PostmortemBot.Slack.Tests.Sending;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

public sealed class UnhandledTests
{
    [Fact]
    public async Task An_unknown_command_is_answered_politely_and_the_log_says_what_to_write()
    {
        await using var app = await RunningApp.Start();

        using var response = await app.Command("/later");

        var answer = JsonElement.Parse(await RunningApp.Body(response));
        Assert.Equal("ephemeral", answer.GetProperty("response_type").GetString());
        Assert.Contains("not connected", answer.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("write: class X : ISlashCommandHandler; register: slack.SlashCommand<X>(\"/later\")", app.Log.Only("Nobody handles SlashCommand '/later'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_button_is_explained_through_its_response_url()
    {
        await using var slack = await SlackStub.Start();
        slack.Says("/respond", "ok");
        await using var app = await RunningApp.Start();

        using var response = await app.Interaction(SlackForms.Action("gone", slack.Url + "/respond"));

        Assert.Equal("", await RunningApp.Body(response));
        await slack.Arrived.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("not connected", slack.Requests[0].Json.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("slack.BlockAction<X>(\"gone\")", app.Log.Only("Nobody handles BlockAction 'gone'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_that_opened_an_address_needs_no_handler()
    {
        await using var app = await RunningApp.Start();

        using var response = await app.Interaction(SlackForms.Action("link", action: """ "type":"button","url":"https://example.com" """));

        Assert.Equal("", await RunningApp.Body(response));
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_form_stays_open_and_says_why()
    {
        await using var app = await RunningApp.Start();

        using var response = await app.Interaction(SlackForms.Submission("gone"));

        Assert.Contains("not connected", JsonElement.Parse(await RunningApp.Body(response)).GetProperty("errors").GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Contains("class X : IViewSubmissionHandler", app.Log.Only("Nobody handles ViewSubmission 'gone'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_else_unknown_is_acknowledged_and_logged()
    {
        await using var app = await RunningApp.Start();

        using var options = await app.Interaction(SlackForms.Suggestion("menu", "x"));
        using var closed = await app.Interaction(SlackForms.Closed("form"));
        using var onMessage = await app.Interaction(SlackForms.OnMessage("keep"));
        using var anywhere = await app.Interaction(SlackForms.Anywhere("begin"));
        using var reaction = await app.Event(SlackForms.Reaction());

        Assert.Equal("""{"options":[]}""", await RunningApp.Body(options));
        Assert.Equal("", await RunningApp.Body(closed) + await RunningApp.Body(onMessage) + await RunningApp.Body(anywhere) + await RunningApp.Body(reaction));
        Assert.Contains("class X : IBlockOptionProvider", app.Log.Only("Nobody handles BlockOptions 'menu'"), StringComparison.Ordinal);
        app.Log.Only("Nobody handles ViewClosed 'form'");
        app.Log.Only("Nobody handles MessageShortcut 'keep'");
        app.Log.Only("Nobody handles GlobalShortcut 'begin'");
    }
}
