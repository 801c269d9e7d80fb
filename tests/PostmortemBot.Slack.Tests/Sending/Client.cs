using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PostmortemBot.Slack.OAuth;
using PostmortemBot.Slack.Tests.Door;

namespace PostmortemBot.Slack.Tests.Sending;

/// <summary>A client that calls the stub.</summary>
internal sealed class Client : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private Client(SlackStub slack, ServiceProvider services, FakeTimeProvider clock, LogLines log)
    {
        Slack = slack;
        this.services = services;
        Clock = clock;
        Log = log;
    }

    public SlackStub Slack { get; }

    public FakeTimeProvider Clock { get; }

    public LogLines Log { get; }

    public ISlackApiClient Api => In("T1");

    public SlackPacer Pacer => services.GetRequiredService<SlackPacer>();

    public ISlackApiClient In(string workspaceId) => services.GetRequiredService<ISlackClients>().For(workspaceId);

    public WebApi.IOpenIdApi OpenId => services.GetRequiredService<WebApi.IOpenIdApi>();

    public ISlackOAuth OAuth => services.GetRequiredService<ISlackOAuth>();

    public static async Task<Client> Start(Action<SlackOptions>? change = null, ISlackTokens? tokens = null)
    {
        var slack = await SlackStub.Start();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var log = new LogLines();
        var collection = new ServiceCollection();
        if (tokens is not null) collection.AddSingleton(tokens);
        var provider = collection
            .AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace))
            .AddSingleton<TimeProvider>(clock)
            .AddKeyedSingleton<TimeProvider>(SlackServices.PaceClock, clock)
            .AddSlack()
            .Configure<SlackOptions>(options =>
            {
                options.SigningSecret = [RunningApp.Secret];
                options.BotToken = RunningApp.Token;
                options.ApiBaseUrl = new Uri(slack.Url + "/api");
                change?.Invoke(options);
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = false, ValidateScopes = true });
        return new Client(slack, provider, clock, log);
    }

    /// <summary>Moves the clock, a little at a time, until the call is over; a call that waits for anything but the clock ends the test by its own time-out.</summary>
    /// <param name="call">The call.</param>
    /// <param name="step">How long an answer on its way may take before the clock goes on, in milliseconds.</param>
    public async Task<Exception?> Finish(Task call, int step = 1)
    {
        while (!call.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(call, Task.Delay(step));
        }

        return await Xunit.Record.ExceptionAsync(() => call);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Slack.DisposeAsync();
    }
}
