using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Workspaces;

public static class WorkspacesFeature
{
    public static IServiceCollection AddWorkspaces(this IServiceCollection services) => services
        .AddSingleton<IEventReceipts, EventReceipts>()
        .AddSingleton<IFailureWords, FailureWords>()
        .AddSingleton<IViewSubmissionReader, ReadableForms>()
        .AddVerb<WorkspaceSettings>()
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
            slack.Event<UnknownEvent, KeepFresh>("subteam_created");
            slack.Event<UnknownEvent, KeepFresh>("subteam_updated");
        });
}
