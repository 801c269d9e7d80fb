using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

public static class ActionItemsFeature
{
    public static IServiceCollection AddActionItems(this IServiceCollection services) => services
        .AddSingleton<ActionItemStore>()
        .AddSingleton<ItemMessageStore>()
        .AddSingleton<ActionItemAccess>()
        .AddSingleton<Owners>()
        .AddVerb<AddActionItem>()
        .AddVerb<ShowActionItems>()
        // Also asked for by the menu of the list.
        .AddSingleton<MarkDone>()
        .AddSingleton<WontDo>()
        .AddSingleton<EditActionItem>()
        .AddSingleton<ICardStep, ActionItemsStep>()
        .AddSingleton<IReportSection, ActionItemsReport>()
        .AddSingleton<IHomeSection, ActionItemsHome>()
        .AddJob<ShowItemJob>(ShowItemJob.Name)
        .AddJob<RedrawItemsJob>(RedrawItemsJob.Name)
        .AddSlack(slack =>
        {
            slack.BlockAction<AddActionItem>(AddActionItem.Id);
            slack.ViewSubmission<AddActionItem>(AddActionItem.Id);
            slack.BlockAction<ShowActionItems>(ShowActionItems.ActionId);
            slack.BlockAction<ShowActionItems>(ShowActionItems.EarlierId);
            slack.BlockAction<ShowActionItems>(ShowActionItems.LaterId);
            slack.BlockAction<ActionItemMenu>(ActionItemMenu.Id);
            slack.BlockAction<MarkDone>(MarkDone.DoneId);
            slack.BlockAction<MarkDone>(MarkDone.ReopenId);
            slack.BlockAction<WontDo>(WontDo.Id);
            slack.ViewSubmission<WontDo>(WontDo.Id);
            slack.BlockAction<EditActionItem>(EditActionItem.Id);
            slack.ViewSubmission<EditActionItem>(EditActionItem.Id);
        });
}
