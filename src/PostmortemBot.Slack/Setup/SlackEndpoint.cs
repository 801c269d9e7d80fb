using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace PostmortemBot.Slack;

/// <summary>Opens the one door Slack knocks at.</summary>
public static class SlackEndpoint
{
    /// <summary>Takes commands, interactions, options and events at one address; enter it in all of the app's request URLs.</summary>
    public static IEndpointConventionBuilder MapSlack(this IEndpointRouteBuilder endpoints, string pattern) =>
        throw new NotSupportedException();
}
