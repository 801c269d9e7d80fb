using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace PostmortemBot.Slack.Tests.Door;

public sealed class SignatureTests
{
    private const string Form = "application/x-www-form-urlencoded";

    // https://docs.slack.dev/authentication/verifying-requests-from-slack
    private const string PublishedBody = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private const string PublishedSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    [Theory]
    [InlineData(PublishedBody, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", HttpStatusCode.OK)]
    [InlineData(PublishedBody, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b504", HttpStatusCode.Unauthorized)]
    [InlineData(PublishedBody + "&a=b", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503", HttpStatusCode.Unauthorized)]
    public async Task Slacks_published_example_is_let_in_and_any_change_of_it_is_not(string body, string signature, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(
            slack => slack.SlashCommand<Actor>("/webhook-collect"),
            services => services.Configure<SlackOptions>(options => options.SigningSecret = [PublishedSecret]),
            DateTimeOffset.FromUnixTimeSeconds(1531420618));

        using var response = await app.Send(body, Form, request =>
        {
            request.Headers.Remove("X-Slack-Signature");
            request.Headers.Add("X-Slack-Signature", signature);
        });

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, app.Script.Seen.Count);
    }

    [Theory]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    [InlineData(-300, HttpStatusCode.OK)]
    [InlineData(300, HttpStatusCode.OK)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    public async Task A_signed_request_counts_for_five_minutes_in_both_directions(int seconds, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var body = Encoding.UTF8.GetBytes(SlackForms.Command("/deploy", ""));

        using var request = RunningApp.Signed(body, Form, app.Clock.GetUtcNow().AddSeconds(seconds), RunningApp.Secret);
        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, app.Script.Seen.Count);
    }

    [Theory]
    [InlineData("an older secret", HttpStatusCode.OK)]
    [InlineData(RunningApp.Secret, HttpStatusCode.OK)]
    [InlineData("somebody else's secret", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Every_listed_secret_opens_the_door_and_no_other(string secret, HttpStatusCode expected)
    {
        await using var app = await RunningApp.Start(Actor.Everything);
        var body = Encoding.UTF8.GetBytes(SlackForms.Command("/deploy", ""));

        using var request = RunningApp.Signed(body, Form, app.Clock.GetUtcNow(), secret);
        using var response = await app.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Slack-Signature", null)]
    [InlineData("X-Slack-Signature", "")]
    [InlineData("X-Slack-Signature", "v0=")]
    [InlineData("X-Slack-Signature", "v0=zz114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("X-Slack-Signature", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("X-Slack-Request-Timestamp", null)]
    [InlineData("X-Slack-Request-Timestamp", "now")]
    [InlineData("X-Slack-Request-Timestamp", "-1")]
    [InlineData("X-Slack-Request-Timestamp", "99999999999999999999999999")]
    public async Task A_request_without_a_whole_signature_is_refused(string header, string? value)
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(SlackForms.Command("/deploy", ""), Form, request =>
        {
            request.Headers.Remove(header);
            if (value is not null) request.Headers.TryAddWithoutValidation(header, value);
        });

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(app.Script.Seen);
    }

    [Fact]
    public async Task Two_signatures_are_none()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        using var response = await app.Send(SlackForms.Command("/deploy", ""), Form, request => request.Headers.Add("X-Slack-Signature", "v0=00"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Many_forged_requests_make_one_line_in_the_log()
    {
        await using var app = await RunningApp.Start(Actor.Everything);

        for (var i = 0; i < 20; i++)
        {
            using var response = await app.Send("forged=1", Form, request => request.Headers.Remove("X-Slack-Signature"));
        }

        Assert.Contains("Slack:SigningSecret", app.Log.Only("Refused a request"), StringComparison.Ordinal);
    }
}
