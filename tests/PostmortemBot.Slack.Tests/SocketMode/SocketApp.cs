using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PostmortemBot.Slack.Tests.Door;
using Xunit;

namespace PostmortemBot.Slack.Tests.SocketMode;

/// <summary>An app that Slack reaches by Socket Mode; the clock is the test's.</summary>
internal sealed class SocketApp : IAsyncDisposable
{
    public const string Token = "xapp-not-a-real-token";

    private readonly IHost host;

    private SocketApp(IHost host, FakeTimeProvider clock, LogLines log)
    {
        this.host = host;
        Clock = clock;
        Log = log;
    }

    public FakeTimeProvider Clock { get; }

    public LogLines Log { get; }

    public Script Script => host.Services.GetRequiredService<Script>();

    public ISlackSocketMode Sockets => host.Services.GetRequiredService<ISlackSocketMode>();

    public static async Task<SocketApp> Start(SocketSlack slack, int connections = 1)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<Script>().AddSingleton<IConfiguration>(builder.Configuration);
        builder.Services.AddSlack(Actor.Everything).Configure<SlackOptions>(options =>
        {
            options.SocketMode = true;
            options.AppToken = Token;
            options.SocketConnections = connections;
            options.ApiBaseUrl = slack.Api;
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new SocketApp(host, clock, log);
    }

    /// <summary>Waits until that many log lines hold those words.</summary>
    public async Task<IReadOnlyList<string>> Logs(string words, int times = 1)
    {
        while (true)
        {
            var lines = Log.All.Where(line => line.Contains(words, StringComparison.Ordinal)).ToList();
            if (lines.Count >= times) return lines;
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The pauses before the next attempts, in seconds, as the log tells them.</summary>
    public static double Pause(string line) =>
        double.Parse(line.Split("Trying again in ")[1].Split(' ')[0], CultureInfo.InvariantCulture);

    public Task Stop() => host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
