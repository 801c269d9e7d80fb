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

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await _gate.DisposeAsync();
    }
}
