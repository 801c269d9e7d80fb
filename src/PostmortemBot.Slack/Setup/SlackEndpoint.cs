using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PostmortemBot.Slack;

/// <summary>Opens the one door Slack knocks at.</summary>
public static class SlackEndpoint
{
    /// <summary>
    /// Takes commands, interactions, options and events at one address; enter it in all of the app's request URLs.
    /// Creates the handlers, so a missing secret or a wrong registration shows before the first request.
    /// </summary>
    public static IEndpointConventionBuilder MapSlack(this IEndpointRouteBuilder endpoints, string pattern) =>
        endpoints.MapPost(pattern, endpoints.ServiceProvider.GetRequiredService<SlackDoor>().Open).WithDisplayName("Slack");
}
