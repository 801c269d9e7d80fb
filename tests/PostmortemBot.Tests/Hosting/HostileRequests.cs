using System.Net;
using System.Text;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Hosting;

public sealed class HostileRequests(StartedBot bot) : IClassFixture<StartedBot>
{
    private const string Form = "application/x-www-form-urlencoded";

    private DateTimeOffset Now => bot.Clock.GetUtcNow();

    [Fact]
    public async Task Unsigned_wrongly_signed_and_stale_requests_are_turned_away()
    {
        var body = Encoding.ASCII.GetBytes("command=%2Fpostmortem&text=help");
        using var unsigned = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(body) };
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(unsigned));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(SlackRequest.Signed(body, Form, Now, "another secret")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(SlackRequest.Signed(body, Form, Now.AddSeconds(-301))));
        Assert.Equal(HttpStatusCode.Unauthorized, await Send(SlackRequest.Signed(body, Form, Now.AddSeconds(301))));
    }

    [Theory]
    [InlineData("application/json", "{\"type\":\"event_callback\",\"event\":")]
    [InlineData("application/json", "[]")]
    [InlineData("application/json", "null")]
    [InlineData("application/json", "{\"type\":\"event_callback\"}")]
    [InlineData("application/json", "{\"type\":\"event_callback\",\"team_id\":\"T1\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"reaction_added\"}}")]
    [InlineData("application/json", "{\"type\":\"event_callback\",\"team_id\":\"T0SANDBOX01\",\"event_id\":\"Ev2\",\"event\":{\"type\":\"user_change\"}}")]
    [InlineData("application/json", "{\"type\":\"something_new\"}")]
    [InlineData("application/x-www-form-urlencoded", "payload=%7B%22type%22%3A%22block_actions%22%7D")]
    [InlineData("application/x-www-form-urlencoded", "payload=%7B%22type%22%3A%22view_submission%22%2C%22view%22%3A%7B%7D%7D")]
    [InlineData("application/x-www-form-urlencoded", "payload=%7B%22type%22%3A%22brand_new%22%7D")]
    [InlineData("application/x-www-form-urlencoded", "payload=notjson")]
    [InlineData("application/x-www-form-urlencoded", "payload=%ZZ")]
    [InlineData("application/x-www-form-urlencoded", "command=%2Fpostmortem")]
    [InlineData("application/x-www-form-urlencoded", "command=%2Fpostmortem&text=%FF%FE")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("text/plain", "hello")]
    public async Task Malformed_but_signed_requests_get_an_answer_and_never_an_error(string contentType, string body)
    {
        var status = await Send(SlackRequest.Signed(Encoding.UTF8.GetBytes(body), contentType, Now));
        Assert.InRange((int)status, 200, 499);
    }

    [Fact]
    public async Task More_than_a_megabyte_is_too_much()
    {
        var status = await Send(SlackRequest.Signed(new byte[1_100_000], Form, Now));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
    }

    [Fact]
    public async Task A_verb_with_every_kind_of_odd_text_is_answered()
    {
        foreach (var text in new[] { "add <!channel> *b* `c` &lt; \u202E مرحبا 👩‍👩‍👧‍👦", new string('x', 4000), "search \"unbalanced", "search '; drop table postmortems; --", "search &|!():*", "\u0000", "add \u0000 zero", "card\n\n", "action \t" })
        {
            var status = await Send(SlackRequest.Form(SlackRequest.Command(text), Now));
            Assert.True(status == HttpStatusCode.OK, $"{(int)status} for {text}");
        }

        // The made-up trigger opens no form; nothing else may go wrong.
        Assert.DoesNotContain(bot.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && !line.Contains("trigger_id", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "zz")]
    [InlineData("multipart/form-data", "zz")]
    [InlineData("application/x-www-form-urlencoded", "token=%ZZ")]
    public async Task A_broken_sign_in_form_is_a_link_that_does_not_work(string contentType, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        Assert.Equal(HttpStatusCode.Gone, await Send(new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = content }));
    }

    private async Task<HttpStatusCode> Send(HttpRequestMessage request)
    {
        using (request)
        using (var response = await bot.Bot.SendAsync(request, TestContext.Current.CancellationToken))
            return response.StatusCode;
    }
}
