using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Review;

public static class ReviewFeature
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<ReviewStore>()
        .AddSingleton<ReviewersRule>()
        .AddSingleton<ReviewThread>()
        .AddVerb<RequestReview>()
        .AddSingleton<ICardStep, ReviewStep>()
        .AddSingleton<IReportSection, ReviewReport>()
        .AddSingleton<IHomeSection, ReviewHome>()
        .AddJob<AskReviewersJob>(AskReviewersJob.Name)
        .AddJob<DecidedJob>(DecidedJob.Name)
        .AddSlack(slack =>
        {
            slack.BlockAction<RequestReview>(RequestReview.Id);
            slack.ViewSubmission<RequestReview>(RequestReview.Id);
            slack.BlockAction<Approve>(Approve.ActionId);
            slack.BlockAction<SendBack>(SendBack.Id);
            slack.ViewSubmission<SendBack>(SendBack.Id);
        });
}
