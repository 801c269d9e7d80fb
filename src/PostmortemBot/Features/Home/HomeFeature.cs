using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Home;

public static class HomeFeature
{
    public static IServiceCollection AddHome(this IServiceCollection services) => services
        .AddSingleton<HomeStore>()
        .AddJob<PublishHomeJob>(HomeJobs.Publish)
        .AddSlack(slack => slack.Event<AppHomeOpened, OpenHome>());
}
