using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PostmortemBot.Hosting.SandboxTime;
using PostmortemBot.Testing;

namespace PostmortemBot.Tests.Reminders;

/// <summary>Somebody tries the bot with the Sandbox and wants to see tomorrow.</summary>
public sealed class SandboxClockStories
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Moving_the_Sandboxs_clock_by_a_day_brings_what_the_day_brings()
    {
        await using var bot = new BotFixture();
        await bot.StartAsync(new Dictionary<string, string?> { [SandboxTimeServices.Key] = "true" });
        var channel = await bot.NewChannel();
        await bot.HasPostmortem(channel);
        var maya = bot.As("maya");
        var form = (await maya.Types(channel, "/postmortem action Alert when the queue grows")).View!;
        Assert.True((await maya.Submits(form, new JsonObject { ["owner"] = "U0DEVON0001", ["due"] = "2026-11-24" })).Closed);
        await bot.Settles();

        // Monday 10:00 to Tuesday 22:00: nine in New York is on the way, and so is five in the afternoon.
        await MovesOn(bot, TimeSpan.FromHours(36));
        await Sees(bot, "devon", "Due today");
        Assert.Single(await bot.As("devon").ReadsDirectMessages(), message => message.Text.Contains("of yours", StringComparison.Ordinal));

        // What the Sandbox asks is signed with the machine's time and is heard all the same.
        Assert.NotNull((await maya.Types(channel, "/postmortem action Test the failover")).View);
    }

    [Fact]
    public async Task A_bot_that_starts_later_has_the_Sandboxs_time_at_once_and_does_not_live_through_it()
    {
        await using var bot = new BotFixture();
        await bot.StartAsync();
        await bot.StopBotAsync();
        await MovesOn(bot, TimeSpan.FromDays(30));
        await bot.StartBotAsync(new Dictionary<string, string?> { [SandboxTimeServices.Key] = "true" });

        Assert.Contains("2026-12-23 10:00", bot.Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_Slack_itself_the_bot_does_not_start()
    {
        var settings = new Dictionary<string, string?>
        {
            [SandboxTimeServices.Key] = "true",
            ["ConnectionStrings:Postmortems"] = "Host=127.0.0.1;Database=none;Username=nobody",
            ["Slack:BotToken"] = "xoxb-some-token",
            ["Slack:SigningSecret"] = BotFixture.SigningSecret,
        };
        var refused = Assert.Throws<OptionsValidationException>(() => BotFixture.Assemble(settings));
        Assert.Contains(SandboxTimeServices.Key, refused.Message, StringComparison.Ordinal);

        settings["Slack:ApiBaseUrl"] = "http://127.0.0.1:5100/api/";
        await using var bot = BotFixture.Assemble(settings);
    }

    [Fact]
    public async Task Every_timetable_of_the_bot_can_be_kept()
    {
        await using var bot = BotFixture.Assemble(new Dictionary<string, string?>
        {
            [SandboxTimeServices.Key] = "true",
            ["ConnectionStrings:Postmortems"] = "Host=127.0.0.1;Database=none;Username=nobody",
            ["Slack:BotToken"] = "xoxb-some-token",
            ["Slack:SigningSecret"] = BotFixture.SigningSecret,
            ["Slack:ApiBaseUrl"] = "http://127.0.0.1:5100/api/",
        });
        Assert.Single(((IEnumerable<IHostedService>)bot.Services.GetService(typeof(IEnumerable<IHostedService>))!).OfType<FollowSandboxClock>());
    }

    private static async Task MovesOn(BotFixture bot, TimeSpan time) =>
        (await bot.Sandbox.PostAsJsonAsync("/sandbox/clock", new JsonObject { ["advance_seconds"] = time.TotalSeconds }, Token)).EnsureSuccessStatusCode();

    private static async Task Sees(BotFixture bot, string name, string words)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var before = (await bot.Sandbox.GetFromJsonAsync<JsonObject>("/sandbox/changes?timeout_ms=0", Token))!["version"]!;
            var messages = await bot.As(name).ReadsDirectMessages();
            if (messages.Any(message => message.Text.Contains(words, StringComparison.Ordinal)))
                return;
            if (TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromMinutes(3))
                throw new TimeoutException($"{name} does not see “{words}” but:\n{string.Join("\n---\n", messages.Select(message => message.Text))}\n{bot.Log}");
            await bot.Sandbox.GetStringAsync($"/sandbox/changes?after={before}&timeout_ms=500", Token);
        }
    }
}
