using System.Text.Json.Nodes;
using Npgsql;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Hosting;

public sealed class DatabaseAway : IAsyncLifetime
{
    private readonly BotFixture _bot = new();
    private DatabaseGate _gate = null!;

    public async ValueTask InitializeAsync()
    {
        await _bot.StartAsync();
        var settings = new NpgsqlConnectionStringBuilder(_bot.ConnectionString);
        _gate = new DatabaseGate(settings.Host!, settings.Port);
        settings.Port = _gate.Port;
        settings.Host = "127.0.0.1";
        await _bot.StopBotAsync();
        await _bot.StartBotAsync(new Dictionary<string, string?> { ["ConnectionStrings:Postmortems"] = settings.ConnectionString });
    }

    [Fact]
    public async Task A_person_is_told_at_once_and_the_form_keeps_the_text()
    {
        var channel = await _bot.NewChannel();
        var maya = _bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem")).View!;

        _gate.Close();
        var failed = await maya.Submits(form, Testing.Postmortems.Facts(_bot.Clock.GetUtcNow()));
        var told = await _bot.As("devon").Types(channel, "/postmortem search what I typed & <lost>");

        Assert.Null(failed.Problem);
        Assert.Contains("database cannot be reached", Assert.Single(failed.Errors).Value, StringComparison.Ordinal);
        Assert.Single(await maya.OpenModals());
        Assert.Contains("database cannot be reached", told.Message!.Text, StringComparison.Ordinal);
        Assert.Contains(">search what I typed &amp; &lt;lost&gt;", told.Message.Text, StringComparison.Ordinal);
        using var ready = await _bot.Bot.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);

        _gate.Reopen();
        var again = await maya.Submits(form, []);
        Assert.True(again.Closed, again.ToString());
        await _bot.Settles();
        await maya.Sees(channel, "Card payments failed for 45 minutes");
    }

    [Fact]
    public async Task Requests_that_Slack_did_not_sign_are_turned_away_without_the_database()
    {
        _gate.Close();
        var body = System.Text.Encoding.ASCII.GetBytes("command=%2Fpostmortem&text=list&team_id=T0SANDBOX01&user_id=U0MAYA00001");
        var logged = _bot.Log.Lines.Count;

        foreach (var type in new[] { "application/x-www-form-urlencoded", "application/json" })
        {
            using var unsigned = new HttpRequestMessage(HttpMethod.Post, "/slack/events") { Content = new ByteArrayContent(body) };
            unsigned.Content.Headers.ContentType = new(type);
            using var forged = SlackRequest.Signed(body, type, _bot.Clock.GetUtcNow(), "another secret");
            using var first = await _bot.Bot.SendAsync(unsigned, TestContext.Current.CancellationToken);
            using var second = await _bot.Bot.SendAsync(forged, TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, first.StatusCode);
            Assert.Equal(System.Net.HttpStatusCode.Unauthorized, second.StatusCode);
        }

        Assert.DoesNotContain(_bot.Log.Lines.Skip(logged), line => line.Contains("PostmortemBot.Slack", StringComparison.Ordinal) && line.StartsWith("Error", StringComparison.Ordinal));
        _gate.Reopen();
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _gate.DisposeAsync();
    }
}
