using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Links;

public static class LinksFeature
{
    public static IServiceCollection AddLinks(this IServiceCollection services) => services
        .AddSingleton<LinksStore>()
        .AddSingleton<PageAddress>()
        .AddJob<ExplainLinksJob>(ExplainLinksJob.Name)
        .AddSlack(slack => slack.Event<LinkShared, HearLinks>());
}
