using Microsoft.Extensions.DependencyInjection.Extensions;
using PostmortemBot.Slack;

namespace PostmortemBot.Hosting.SandboxTime;

/// <summary>Setting <c>Sandbox:FollowClock</c>, which <c>./dev</c> sets when the bot talks to the Sandbox.</summary>
public static class SandboxTimeServices
{
    public const string Key = "Sandbox:FollowClock";

    /// <summary>Nothing happens unless it is asked for; and with Slack itself, which is never on this machine, the bot does not start.</summary>
    public static IServiceCollection FollowSandboxClock(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>(Key))
            return services;
        var machine = services.LastOrDefault(service => service.ServiceType == typeof(TimeProvider) && !service.IsKeyedService)?.ImplementationInstance as TimeProvider ?? TimeProvider.System;
        var clock = new SandboxClock(machine);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.AddSingleton(clock);
        // The Sandbox signs with the machine's time, so that moving its clock makes no request look old.
        services.AddKeyedSingleton(SlackServices.DoorClock, machine);
        services.AddSingleton<QuietQueue>();
        services.AddHttpClient();
        services.AddHostedService<FollowSandboxClock>();
        services.AddOptions<SlackOptions>().Validate(
            options => options.ApiBaseUrl.IsAbsoluteUri && options.ApiBaseUrl.IsLoopback,
            $"{Key} is true, and Slack:ApiBaseUrl is not on this machine. Only the Sandbox's clock can be moved: with Slack, remove {Key}.");
        return services;
    }
}
