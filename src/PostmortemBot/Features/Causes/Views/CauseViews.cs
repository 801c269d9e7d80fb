using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.FaultTrees;
using PostmortemBot.Features.Causes.Maps;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Views;

/// <summary>Every way to look at the causes, registered.</summary>
public static class CauseViews
{
    public static IServiceCollection AddCauseViews(this IServiceCollection services) => services
        .AddSingleton<Graphviz>()
        .AddHostedService<GraphvizCheck>()
        .AddView<WhysView>()
        .AddView<FaultTreeView>()
        .AddView<MapView>()
        .AddSingleton<OpenView>()
        .AddVerb<ShowFaultTree>()
        .AddVerb<ShowMap>()
        .AddSingleton<IReportSection, FaultTreeReport>()
        .AddSingleton<IReportSection, MapReport>()
        .AddJob<SendPictureJob>(SendPictureJob.Name)
        .AddSlack(slack =>
        {
            slack.BlockAction<ChooseProblem>(ChooseProblem.ActionId);
            slack.BlockAction<ShowFaultTree>(ShowFaultTree.ActionId);
            slack.BlockAction<ShowMap>(ShowMap.ActionId);
            slack.BlockAction<ShowWhysPicture>(ShowWhysPicture.ActionId);
        });

    private static IServiceCollection AddView<TView>(this IServiceCollection services)
        where TView : CauseView => services.AddSingleton<TView>().AddSingleton<CauseView>(provider => provider.GetRequiredService<TView>());
}
