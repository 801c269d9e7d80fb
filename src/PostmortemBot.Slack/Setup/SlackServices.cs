using Microsoft.Extensions.DependencyInjection;

namespace PostmortemBot.Slack;

/// <summary>Adds Slack to an app.</summary>
public static class SlackServices
{
    /// <summary>Adds the client, the door and the handlers named; may be called once for each feature.</summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, Action<SlackBuilder>? configure = null)
    {
        configure?.Invoke(new SlackBuilder(services));
        return services;
    }
}
