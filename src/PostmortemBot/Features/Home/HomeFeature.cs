using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Home;

public static class HomeFeature
{
    public static IServiceCollection AddHome(this IServiceCollection services) => services
        .AddSingleton<HomeStore>()
        .AddSingleton<LeadingStore>()
        .AddSingleton<Leading>()
        .AddSingleton<IHomeSection>(provider => provider.GetRequiredService<Leading>())
        .AddSingleton<IChangeListener>(provider => provider.GetRequiredService<Leading>())
        .AddJob<PublishHomeJob>(HomeJobs.Publish)
        .AddSlack(slack => slack.Event<AppHomeOpened, OpenHome>());
}
