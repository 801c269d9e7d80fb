using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Publishing;

public static class PublishingFeature
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<PublishingStore>()
        .AddSingleton<ReportFiles>()
        .AddSingleton<PictureStore>()
        .AddVerb<WriteLearnings>()
        .AddVerb<PreviewReport>()
        .AddVerb<PublishReport>()
        .AddSingleton<ICardStep, LearningsStep>()
        .AddSingleton<ICardStep, PublishedStep>()
        .AddSingleton<IReportSection, SummaryChapter>()
        .AddSingleton<IReportSection, ImpactChapter>()
        .AddSingleton<IReportSection, LearningsChapter>()
        .AddSingleton<IReportSection, SharingChapter>()
        .AddSingleton<IReportSection, MetricsChapter>()
        .AddJob<PreviewJob>(PreviewJob.Name)
        .AddJob<PublishJob>(PublishJob.Name)
        .AddJob<ShowPicturesJob>(ShowPicturesJob.Name, ShowPicturesJob.Rest)
        .AddSlack(slack =>
        {
            slack.BlockAction<WriteLearnings>(WriteLearnings.Id);
            slack.ViewSubmission<WriteLearnings>(WriteLearnings.Id);
            slack.BlockAction<PreviewReport>(CardActions.PreviewReport);
            slack.BlockAction<PublishReport>(PublishReport.Id);
            slack.ViewSubmission<PublishReport>(PublishReport.Id);
        });
}
