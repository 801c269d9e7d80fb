using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Postmortems;

public static class PostmortemsFeature
{
    public static IServiceCollection AddPostmortems(this IServiceCollection services) => services
        .AddSingleton<PostmortemStore>()
        .AddSingleton<PostmortemAccess>()
        .AddSingleton<PeopleStore>()
        .AddSingleton<People>()
        .AddSingleton<ChannelStore>()
        .AddSingleton<Channels>()
        .AddSingleton<SettingsStore>()
        .AddSingleton<FollowUps>()
        .AddSingleton<ReportBuilder>()
        .AddJob<RefreshCardJob>(CardJobs.Refresh)
        .AddJob<SyncMembersJob>(CardJobs.SyncMembers);
}
