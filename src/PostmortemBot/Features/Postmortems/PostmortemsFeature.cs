using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Postmortems;

public static class PostmortemsFeature
{
    public static IServiceCollection AddPostmortems(this IServiceCollection services) => services
        .AddSingleton<PostmortemStore>()
        .AddSingleton<PostmortemAccess>()
        .AddSingleton<NamedPostmortem>()
        .AddSingleton<PeopleStore>()
        .AddSingleton<People>()
        .AddSingleton<ChannelStore>()
        .AddSingleton<Channels>()
        .AddSingleton<ChannelNames>()
        .AddSingleton<ChannelReaders>()
        .AddSingleton<UserGroups>()
        .AddSingleton<ReadableText>()
        .AddSingleton<SettingsStore>()
        .AddSingleton<DeliveryStore>()
        .AddSingleton<Deliveries>()
        .AddSingleton<FollowUps>()
        .AddSingleton<MessageLinks>()
        .AddSingleton<ReportBuilder>()
        // Slack takes about one message a second in a channel. https://docs.slack.dev/apis/web-api/rate-limits
        .AddJob<RefreshCardJob>(CardJobs.Refresh, rest: TimeSpan.FromSeconds(1))
        .AddJob<PinCardJob>(CardJobs.Pin)
        .AddJob<SyncMembersJob>(CardJobs.SyncMembers);
}
