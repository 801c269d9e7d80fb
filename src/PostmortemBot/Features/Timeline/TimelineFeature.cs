using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Timeline;

public static class TimelineFeature
{
    public static IServiceCollection AddTimeline(this IServiceCollection services) => services
        .AddSingleton<TimelineStore>()
        .AddVerb<AddVerb>()
        .AddVerb<ShowTimeline>()
        .AddSingleton<ICardStep, TimelineStep>()
        .AddSingleton<IReportSection, TimelineReport>()
        .AddJob<CaptureMessageJob>(CaptureMessageJob.Name)
        .AddJob<CapturedNoticeJob>(CapturedNoticeJob.Name)
        .AddJob<ReleaseMessageJob>(ReleaseMessageJob.Name)
        .AddJob<PermalinkJob>(PermalinkJob.Name)
        .AddSlack(slack =>
        {
            slack.BlockAction<AddEntry>(AddEntry.Id);
            slack.ViewSubmission<AddEntry>(AddEntry.Id);
            slack.MessageShortcut<AddMessage>(AddMessage.CallbackId);
            slack.ViewSubmission<AddMessage>(AddMessage.CallbackId);
            slack.Event<ReactionAdded, CaptureReaction>();
            slack.Event<ReactionRemoved, CaptureReaction>();
            slack.BlockAction<ShowTimeline>(ShowTimeline.ActionId);
            slack.BlockAction<ShowTimeline>(ShowTimeline.OlderId);
            slack.BlockAction<ShowTimeline>(ShowTimeline.NewerId);
            slack.BlockAction<ChangeEntry>(ChangeEntry.MenuId);
            slack.BlockAction<ChangeEntry>(ChangeEntry.EditId);
            slack.BlockAction<ChangeEntry>(ChangeEntry.RemoveId);
            slack.BlockAction<ChangeEntry>(ChangeEntry.PutBackId);
            slack.ViewSubmission<ChangeEntry>(ChangeEntry.EditId);
        });
}
