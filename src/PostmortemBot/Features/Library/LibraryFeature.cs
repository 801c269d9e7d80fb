using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Library;

public static class LibraryFeature
{
    public static IServiceCollection AddLibrary(this IServiceCollection services) => services
        .AddSingleton<LibraryStore>()
        .AddSingleton<LibraryLists>()
        .AddSingleton<DigestStore>()
        .AddVerb<SearchWords>()
        .AddVerb<ListAll>()
        .AddVerb<ListMine>()
        .AddJob<SearchIndex>(SearchIndex.JobName, SearchIndex.Rest)
        .AddSingleton<IChangeListener>(provider => provider.GetRequiredService<SearchIndex>())
        .AddRecurringJob<MonthlyDigest>()
        .AddJob<PostDigestJob>(PostDigestJob.Name)
        .AddSlack(slack =>
        {
            slack.BlockAction<TurnPage>(ListVerb.BackId);
            slack.BlockAction<TurnPage>(ListVerb.OnId);
        });
}
