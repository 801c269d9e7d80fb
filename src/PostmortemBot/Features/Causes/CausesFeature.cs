using PostmortemBot.Features.Causes.Fishbone;
using PostmortemBot.Features.Causes.Views;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

public static class CausesFeature
{
    public static IServiceCollection AddCauses(this IServiceCollection services) => services
        .AddSingleton<CausesStore>()
        .AddSingleton<AnswersStore>()
        .AddSingleton<ThreadStore>()
        .AddSingleton<CausesAccess>()
        .AddSingleton<AnswerWhy>()
        .AddSingleton<EditCause>()
        .AddSingleton<StopBranch>()
        .AddSingleton<RemoveCause>()
        .AddVerb<StartWhys>()
        .AddVerb<ShowCauses>()
        .AddSingleton<ICardStep, CausesStep>()
        .AddSingleton<IReportSection, CausesReport>()
        .AddCauseViews()
        .AddJob<DrawThreadJob>(DrawThreadJob.Name)
        .AddFishbone()
        .AddSlack(slack =>
        {
            slack.BlockAction<StartWhys>(StartWhys.Id);
            slack.ViewSubmission<StartWhys>(StartWhys.Id);
            slack.BlockAction<AnswerWhy>(AnswerWhy.AnswerId);
            slack.BlockAction<AnswerWhy>(AnswerWhy.UnderId);
            slack.BlockAction<AnswerWhy>(AnswerWhy.BesideId);
            foreach (var question in StandingQuestion.All)
                slack.BlockAction<AnswerWhy>(AnswerWhy.StandingId(question.Branch));
            slack.ViewSubmission<AnswerWhy>(AnswerWhy.AnswerId);
            slack.BlockAction<EditCause>(EditCause.Id);
            slack.ViewSubmission<EditCause>(EditCause.Id);
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
