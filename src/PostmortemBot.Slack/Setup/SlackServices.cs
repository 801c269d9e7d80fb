using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PostmortemBot.Slack.OAuth;

namespace PostmortemBot.Slack;

/// <summary>Adds Slack to an app.</summary>
public static class SlackServices
{
    /// <summary>
    /// The key of the <see cref="TimeProvider"/> that calls are paced by: the machine's own, whatever the app's clock says.
    /// </summary>
    public const string PaceClock = "PostmortemBot.Slack.Pace";

    /// <summary>
    /// The key of the <see cref="TimeProvider"/> by which the age of requests is judged: the app's own, unless the app's clock is
    /// not that of whoever signs them.
    /// </summary>
    public const string DoorClock = "PostmortemBot.Slack.Door";

    /// <summary>Adds the client, the door and the handlers named; may be called once for each feature.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, Action<SlackBuilder>? configure = null)
    {
        if (!services.Any(service => service.ServiceType == typeof(SlackHandlers))) AddOnce(services);

        configure?.Invoke(new SlackBuilder(services));
        return services;
    }

    private static void AddSocketMode(this IServiceCollection services)
    {
        services.AddSingleton<SocketOpening>();
        services.AddSingleton<SocketDesk>();
        services.AddSingleton<SocketTroubles>();
        services.AddSingleton<SocketModeClient>();
        services.AddSingleton<ISlackSocketMode>(provider => provider.GetRequiredService<SocketModeClient>());
        services.AddHostedService(provider => provider.GetRequiredService<SocketModeClient>());
    }

    private static void AddOnce(IServiceCollection services)
    {
        services.AddOptions<SlackOptions>().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<SlackOptions>, SlackOptionsFromConfiguration>();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);

        services.TryAddSingleton<ISlackTokens, TokenFromOptions>();
        services.TryAddSingleton<ISlackInstallations, InstalledEverywhere>();
        services.TryAddSingleton<IEventReceipts, RecentEventReceipts>();
        services.TryAddSingleton<IFailureWords, DefaultFailureWords>();
        services.AddSingleton<ISlackClients, SlackClients>();
        services.TryAddKeyedSingleton(PaceClock, TimeProvider.System);
        services.TryAddKeyedSingleton(DoorClock, static (provider, _) => provider.GetRequiredService<TimeProvider>());
        services.AddSingleton<SlackPacer>();
        services.AddSingleton<WebApi.IOpenIdApi, WebApi.OpenIdApi>();
        services.AddSingleton<SlackHttp>();
        services.AddSingleton<ISlackOAuth, SlackOAuth>();
        services.AddHttpClient(SlackHttp.ClientName)
            // The addresses of response_url and of uploads are secrets, and the default logging writes addresses.
            .RemoveAllLoggers()
            .ConfigureHttpClient(static client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = SlackHttp.LargestAnswer;
            })
            .UseSocketsHttpHandler(static (handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.ConnectTimeout = TimeSpan.FromSeconds(5);
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.AutomaticDecompression = System.Net.DecompressionMethods.All;
            })
            // The handler renews its connections itself.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

        services.AddSingleton<SlackHandlers>();
        services.AddSingleton<HandlerTable>();
        services.AddSingleton<Deadlines>();
        services.AddSingleton<HandlerRunner>();
        services.AddSingleton<Unhandled>();
        services.AddSingleton<Explanations>();
        services.AddSingleton<UnheardAnswers>();
        services.AddSingleton<CommandDoor>();
        services.AddSingleton<ElementDoor>();
        services.AddSingleton<ViewDoor>();
        services.AddSingleton<ShortcutDoor>();
        services.AddSingleton<InteractionDoor>();
        services.AddSingleton<EventDoor>();
        services.AddSingleton<SlackDispatcher>();
        services.AddSingleton<SlackSignature>();
        services.AddSingleton<SlackDoor>();
        services.AddSocketMode();
    }
}
