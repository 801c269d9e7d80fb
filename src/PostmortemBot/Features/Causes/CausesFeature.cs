using PostmortemBot.Features.Causes.Fishbone;
using PostmortemBot.Features.Causes.Views;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Causes;

public static class CausesFeature
{
    public static IServiceCollection AddCauses(this IServiceCollection services) => services
        .AddSingleton<CausesStore>()
        .AddSingleton<AnswersStore>()
        .AddSingleton<CauseChanges>()
        .AddSingleton<DetailsStore>()
        .AddSingleton<MergeStore>()
        .AddSingleton<MergeCauses>()
        .AddSingleton<ShowHistory>()
        .AddSingleton<RepliesStore>()
        .AddSingleton<ReplyAccess>()
        .AddSingleton<TriggerStore>()
        .AddSingleton<ThreadStore>()
        .AddSingleton<CausesAccess>()
        .AddSingleton<AnswerWhy>()
        .AddSingleton<EditCause>()
        .AddSingleton<StopBranch>()
        .AddSingleton<RemoveCause>()
        .AddVerb<StartWhys>()
        .AddVerb<ShowCauses>()
        .AddVerb<SetTrigger>()
        .AddSingleton<ICardStep, CausesStep>()
        .AddSingleton<IReportSection, CausesReport>()
        .AddCauseViews()
        .AddJob<DrawThreadJob>(DrawThreadJob.Name)
        .AddJob<DrawReplyJob>(DrawReplyJob.Name)
        .AddFishbone()
        .AddSlack(slack =>
        {
            slack.BlockAction<StartWhys>(StartWhys.Id);
            slack.ViewSubmission<StartWhys>(StartWhys.Id);
            slack.BlockAction<StateAnother>(StateAnother.Id);
            slack.ViewSubmission<StateAnother>(StateAnother.Id);
            slack.BlockAction<AnswerWhy>(AnswerWhy.AnswerId);
            slack.BlockAction<AnswerWhy>(AnswerWhy.UnderId);
            slack.BlockAction<AnswerWhy>(AnswerWhy.BesideId);
            foreach (var question in StandingQuestion.All)
                slack.BlockAction<AnswerWhy>(AnswerWhy.StandingId(question.Branch));
            slack.ViewSubmission<AnswerWhy>(AnswerWhy.AnswerId);
            slack.BlockAction<EditCause>(EditCause.Id);
            slack.ViewSubmission<EditCause>(EditCause.Id);
            foreach (var choice in SetGate.Choices)
                slack.BlockAction<SetGate>(SetGate.ActionId(choice));
            slack.BlockAction<MergeCauses>(MergeCauses.Id);
            slack.ViewSubmission<MergeCauses>(MergeCauses.Id);
            slack.BlockAction<ShowHistory>(ShowHistory.Id);
            slack.BlockAction<UndoChange>(UndoChange.Id);
            slack.BlockAction<SetTrigger>(SetTrigger.Id);
            slack.ViewSubmission<SetTrigger>(SetTrigger.Id);
            slack.Event<MessageEvent, HearReplies>();
            slack.BlockAction<DecideReply>(DecideReply.AcceptId);
            slack.BlockAction<DecideReply>(DecideReply.DropId);
            slack.BlockAction<DecideReply>(DecideReply.RestoreId);
            slack.BlockAction<EditReply>(EditReply.Id);
            slack.ViewSubmission<EditReply>(EditReply.Id);
            slack.BlockAction<MergeReply>(MergeReply.Id);
            slack.ViewSubmission<MergeReply>(MergeReply.Id);
            slack.BlockAction<MoveReply>(MoveReply.Id);
            slack.ViewSubmission<MoveReply>(MoveReply.Id);
            slack.BlockAction<StopBranch>(StopBranch.Id);
            slack.BlockAction<StopBranch>(StopBranch.ReopenId);
            slack.ViewSubmission<StopBranch>(StopBranch.Id);
            slack.BlockAction<RemoveCause>(RemoveCause.Id);
            slack.BlockAction<RemoveCause>(RemoveCause.PutBackId);
            slack.BlockAction<ShowCauses>(ShowCauses.ActionId);
            slack.BlockAction<ShowCauses>(ShowCauses.BackId);
            slack.BlockAction<ShowCauses>(ShowCauses.OnId);
            slack.BlockAction<CauseMenu>(ShowCauses.MenuId);
        });
}
