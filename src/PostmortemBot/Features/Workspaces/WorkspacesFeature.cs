using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Workspaces.Installing;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Workspaces;

public static class WorkspacesFeature
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services) => services
        .AddSingleton<IEventReceipts, EventReceipts>()
        .AddSingleton<IFailureWords, FailureWords>()
        .AddSingleton<InstallationStore>()
        .AddSingleton<SealedTokens>()
        .AddSingleton<HomeWorkspace>()
        .AddSingleton<TokenRefresh>()
        .AddSingleton<TokenRevival>()
        .AddSingleton<InstallStates>()
        .AddSingleton<UnwantedTokens>()
        .AddSingleton<InstallFlow>()
        .AddSingleton<IJobParking, ParkedJobs>()
        .AddSingleton<ISlackTokens, WorkspaceTokens>()
        .AddSingleton<ISlackInstallations, Installed>()
        .AddSingleton<IViewSubmissionReader, ReadableForms>()
        .AddVerb<WorkspaceSettings>()
        .AddRecurringJob<RefreshTokens>()
        .AddRecurringJob<SyncMembersDaily>()
        .AddRecurringJob<Housekeeping>()
        .AddSlack(slack =>
        {
            slack.ViewSubmission<WorkspaceSettings>(WorkspaceSettings.CallbackId);
            slack.Event<AppMention, AnswerMention>();
            slack.Event<MemberJoinedChannel, KeepFresh>();
            slack.Event<MemberLeftChannel, KeepFresh>();
            slack.Event<ChannelRename, KeepFresh>();
            slack.Event<ChannelArchive, KeepFresh>();
            slack.Event<ChannelUnarchive, KeepFresh>();
            slack.Event<UserChange, KeepFresh>();
            slack.Event<AppUninstalled, Uninstalling>();
            slack.Event<TokensRevoked, Uninstalling>();
            slack.Event<TeamAccessGranted, Uninstalling>();
            slack.Event<TeamAccessRevoked, Uninstalling>();
            slack.Event<SubteamCreated, KeepFresh>();
            slack.Event<SubteamUpdated, KeepFresh>();
        });

    public static void MapWorkspaces(this WebApplication app)
    {
        app.MapGet(InstallFlow.StartPath, (HttpContext context, InstallFlow flow, CancellationToken cancellationToken) => flow.StartAsync(context, cancellationToken));
        app.MapGet(InstallFlow.CallbackPath, (HttpContext context, InstallFlow flow, CancellationToken cancellationToken) => flow.FinishAsync(context, cancellationToken));
    }
}
