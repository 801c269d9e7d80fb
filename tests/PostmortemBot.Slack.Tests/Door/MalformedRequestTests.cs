using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

public sealed class MalformedRequestTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";

    public static TheoryData<string, string, string> Malformed { get; } = new()
    {
        { "half a percent sign", Form, "command=%2" },
        { "a wrong percent sign", Form, "command=%zz&user_id=U1&team_id=T1" },
        { "a wrong percent sign in a field nobody reads", Form, SlackForms.Command("/deploy", "") + "&user_name=%" },
        { "bytes that are not UTF-8 behind percent signs", Form, SlackForms.Command("/deploy", "") + "&channel_name=%ff%fe" },
        { "nothing", Form, "" },
        { "neither command nor payload", Form, "a=b" },
        { "a command without a user", Form, "command=%2Fdeploy&team_id=T1" },
        { "a command without a workspace", Form, "command=%2Fdeploy&user_id=U1" },
        { "a payload that is no JSON", Form, "payload=hello" },
        { "half a payload", Form, "payload=" + Uri.EscapeDataString(SlackForms.Action("approve")[..80]) },
        { "half a payload whose type comes first", Form, "payload=" + Uri.EscapeDataString(SlackForms.Submission("form")[..^1]) },
        { "a payload that is a list", Form, "payload=[]" },
        { "a payload without a type", Form, "payload={}" },
        { "a payload of an unknown type", Form, "payload=" + Uri.EscapeDataString("""{"type":"telepathy"}""") },
        { "an action without actions", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"block_actions",{{SlackForms.User}},"actions":[]}""") },
        { "an action that is null", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"block_actions",{{SlackForms.User}},"actions":[null]}""") },
        { "actions that are a text", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"block_actions",{{SlackForms.User}},"actions":"all"}""") },
        { "an action by nobody", Form, "payload=" + Uri.EscapeDataString("""{"type":"block_actions","team":{"id":"T1"},"actions":[{"type":"button","action_id":"approve"}]}""") },
        { "a submission without a view", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"view_submission",{{SlackForms.User}}}""") },
        { "a submission whose view is null", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"view_submission",{{SlackForms.User}},"view":null}""") },
        { "a shortcut without an id", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"shortcut",{{SlackForms.User}}}""") },
        { "half a surrogate pair", Form, "payload=" + Uri.EscapeDataString($$"""{"type":"shortcut",{{SlackForms.User}},"callback_id":"\ud800"}""") },
        { "an event that is no JSON", Json, "hello" },
        { "half an event", Json, SlackForms.Reaction()[..^2] },
        { "an empty event", Json, "" },
        { "an event that is null", Json, "null" },
        { "an event of an unknown type", Json, """{"type":"telepathy"}""" },
        { "an event without an id", Json, SlackForms.Reaction(id: "") },
        { "an event without an inner event", Json, """{"type":"event_callback","event_id":"Ev1","team_id":"T1"}""" },
        { "an event of the wrong shape", Json, SlackForms.Event("""{"type":"reaction_added","item":"a text"}""") },
        { "nesting without end", Json, string.Concat(Enumerable.Repeat("""{"event":""", 10_000)) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_malformed_is_a_bad_request_and_reaches_no_handler(string what, string type, string body)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(body, type);

        var reason = await RunningApp.Body(response, HttpStatusCode.BadRequest);
        Assert.True(reason.Length is > 0 and < 100, what);
        Assert.Empty(app.Script.Seen);
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_not_utf8_is_a_bad_request()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send([.. Encoding.UTF8.GetBytes(SlackForms.Command("/deploy", "")), 0xff], Form);

        Assert.Equal("The body is not UTF-8.", await RunningApp.Body(response, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Another_media_type_is_refused(string type)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(SlackForms.Command("/deploy", ""), type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("Application/X-WWW-Form-URLEncoded")]
    public async Task A_charset_behind_the_media_type_does_not_matter(string type)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(SlackForms.Command("/deploy", ""), type);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_a_megabyte_is_refused(bool saysItsLength)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(new string('a', (1024 * 1024) + 1), Form, request =>
        {
            if (!saysItsLength) request.Headers.TransferEncodingChunked = true;
        });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_within_the_limit_is_read_whole(bool saysItsLength)
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var text = new string('x', 900 * 1024);

        using var response = await app.Send(SlackForms.Command("/deploy", text), Form, request =>
        {
            if (!saysItsLength) request.Headers.TransferEncodingChunked = true;
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(text, app.Script.Only<SlashCommand>().Text);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_a_bad_request()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        var answer = await Raw(app, "Transfer-Encoding: chunked\r\n", "5\r\ncomma\r\nnot a length\r\n", hangUp: false);

        Assert.Equal("HTTP/1.1 400 Bad Request", answer);
        Assert.Empty(app.Script.Seen);
    }

    [Fact]
    public async Task A_caller_who_hangs_up_reaches_no_handler_and_makes_no_error()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        await Raw(app, "Content-Length: 500\r\n", "command=%2Fdeploy", hangUp: true);

        Assert.Empty(app.Script.Seen);
        Assert.DoesNotContain(app.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_posts_are_taken()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Http.GetAsync(new Uri("/slack/events", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    private static async Task<string?> Raw(RunningApp app, string lengthHeader, string body, bool hangUp)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(app.Http.BaseAddress!.Host, app.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        var request = $"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: {Form}\r\n{lengthHeader}X-Slack-Request-Timestamp: 1\r\n\r\n{body}";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        if (hangUp) connection.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        catch (IOException) when (hangUp)
        {
            return null;
        }
    }
}
