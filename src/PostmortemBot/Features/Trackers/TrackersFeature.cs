using Microsoft.Extensions.Options;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Trackers.GitHub;
using PostmortemBot.Features.Trackers.Incoming;
using PostmortemBot.Features.Trackers.Jira;
using PostmortemBot.Features.Trackers.Outgoing;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers;

public static class TrackersFeature
{
    public static IServiceCollection AddTrackers(this IServiceCollection services)
    {
        services.AddOptions<TrackerOptions>().BindConfiguration(TrackerOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<TrackerOptions>, TrackerOptionsCheck>()
            .AddSingleton<TrackerStore>()
            .AddSingleton<IncomingStore>()
            .AddSingleton<AnnouncementStore>()
            .AddSingleton<AnnouncementDoor>()
            .AddSingleton<Announcements>()
            .AddSingleton<TrackerSource>()
            .AddSingleton<TrackerList>()
            .AddSingleton<IItemTrackers>(provider => provider.GetRequiredService<TrackerList>())
            .AddSingleton<TrackedItems>()
            .AddSingleton<TrackerEndpoints>()
            .AddSingleton<GitHubTracker>()
            .AddSingleton<JiraApi>()
            .AddSingleton<JiraTracker>()
            .AddSingleton<IssueLinks>()
            .AddSingleton<CreateIssue>()
            .AddSingleton<IItemIssues>(provider => provider.GetRequiredService<CreateIssue>())
            .AddSingleton<TrackerAddition>()
            .AddSingleton<IItemAddition>(provider => provider.GetRequiredService<TrackerAddition>())
            .AddSingleton<IItemListener>(provider => provider.GetRequiredService<TrackerAddition>())
            .AddVerb<NamePeople>()
            .AddJob<SyncIssueJob>(SyncIssueJob.Name)
            .AddJob<AnnounceJob>(AnnounceJob.Name)
            .AddRecurringJob<PollTrackers>()
            .AddSlack(slack =>
            {
                slack.BlockAction<CreateIssue>(CreateIssue.Id);
                slack.ViewSubmission<CreateIssue>(CreateIssue.Id);
                slack.BlockAction<LinkIssue>(LinkIssue.Id);
                slack.ViewSubmission<LinkIssue>(LinkIssue.Id);
                slack.BlockAction<UnlinkIssue>(UnlinkIssue.Id);
                slack.BlockAction<UnlinkIssue>(UnlinkIssue.TryAgainId);
                slack.ViewSubmission<NamePeople>(NamePeople.Id);
            });
    }

    public static void MapTrackers(this WebApplication app)
    {
        app.MapPost(TrackerEndpoints.GitHubPath, (HttpContext context, TrackerEndpoints endpoints, CancellationToken cancellationToken) => endpoints.GitHubAsync(context, cancellationToken));
        app.MapPost(TrackerEndpoints.JiraPath, (HttpContext context, TrackerEndpoints endpoints, CancellationToken cancellationToken) => endpoints.JiraAsync(context, cancellationToken));
    }
}
