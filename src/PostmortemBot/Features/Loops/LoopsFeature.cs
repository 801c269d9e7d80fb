using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Loops;

public static class LoopsFeature
{
    public static IServiceCollection AddLoops(this IServiceCollection services) => services
        .AddSingleton<LoopStore>()
        .AddVerb<ShowLoops>()
        .AddSingleton<IReportSection, LoopsReport>()
        .AddSingleton<IChangeListener, HearOfIncidents>()
        .AddJob<AskLoopJob>(AskLoopJob.Name)
        .AddSingleton(new JobRegistration(AskLoopJob.RedrawName, typeof(AskLoopJob), TimeSpan.Zero))
        .AddJob<ShowRunbooksJob>(ShowRunbooksJob.Name)
        .AddRecurringJob<LoopsSweep>()
        .AddSlack(slack =>
        {
            slack.BlockAction<ShowLoops>(ShowLoops.AddId);
            slack.BlockAction<ShowLoops>(ShowLoops.EditId);
            slack.ViewSubmission<ShowLoops>(ShowLoops.AddId);
            slack.ViewSubmission<ShowLoops>(ShowLoops.EditId);
            slack.BlockAction<AnswerLoop>(AnswerLoop.TrueId);
            slack.BlockAction<AnswerLoop>(AnswerLoop.NotTrueId);
            slack.BlockAction<AnswerLoop>(AnswerLoop.LaterId);
        });
}
