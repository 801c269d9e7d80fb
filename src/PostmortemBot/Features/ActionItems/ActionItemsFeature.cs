using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

public static class ActionItemsFeature
{
    public static IServiceCollection AddActionItems(this IServiceCollection services) => services
        .AddSingleton<ActionItemStore>()
        .AddSingleton<ItemMessageStore>()
        .AddSingleton<ItemListStore>()
        .AddSingleton<ItemHistoryStore>()
        .AddSingleton<HomeListStore>()
        .AddSingleton<CalendarStore>()
        .AddSingleton<CalendarVisits>()
        .AddSingleton<CalendarPage>()
        .AddSingleton<ItemExport>()
        .AddSingleton<ExportItems>()
        .AddSingleton<ItemDownloads>()
        .AddSingleton<ActionItemAccess>()
        .AddSingleton<Owners>()
        .AddSingleton<IOutsideChanges, OutsideChanges>()
        .AddSingleton<NewItemForm>()
        .AddSingleton<ItemScreens>()
        .AddSingleton<IItemViews>(provider => provider.GetRequiredService<ItemScreens>())
        .AddVerb<AddTypedItem>()
        .AddSingleton<AddActionItem>()
        .AddSingleton<IActionForCause>(provider => provider.GetRequiredService<AddActionItem>())
        .AddVerb<ShowActionItems>()
        .AddVerb<CalendarLink>()
        // Also asked for by the menu of the list.
        .AddSingleton<MarkDone>()
        .AddSingleton<CloseWithReason>()
        .AddSingleton<EditActionItem>()
        .AddSingleton<ShowItem>()
        .AddSingleton<ICardStep, ActionItemsStep>()
        .AddSingleton<IReportSection, ActionItemsReport>()
        .AddSingleton<IHomeSection, ActionItemsHome>()
        .AddJob<ShowItemJob>(ShowItemJob.Name)
        .AddJob<RedrawItemsJob>(RedrawItemsJob.Name)
        .AddJob<ExportJob>(ExportJob.Name)
        .AddJob<AskEffectJob>(AskEffectJob.Name)
        .AddRecurringJob<EffectSweep>()
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
            slack.BlockAction<MarkDone>(MarkDone.StartId);
            slack.BlockAction<CloseWithReason>(CloseWithReason.WontDoId);
            slack.ViewSubmission<CloseWithReason>(CloseWithReason.WontDoId);
            slack.BlockAction<CloseWithReason>(CloseWithReason.BlockId);
            slack.ViewSubmission<CloseWithReason>(CloseWithReason.BlockId);
            slack.BlockAction<EditActionItem>(EditActionItem.Id);
            slack.ViewSubmission<EditActionItem>(EditActionItem.Id);
            AddMore(slack);
        });

    private static void AddMore(SlackBuilder slack)
    {
        slack.BlockAction<AddActionItem>(AddActionItem.FollowUpId);
        slack.BlockAction<AddActionItem>(CardActions.AddActionForCause);
        slack.MessageShortcut<AddFromMessage>(AddFromMessage.CallbackId);
        foreach (var id in new[] { ShowActionItems.ScopeId, ShowActionItems.StateId, ShowActionItems.PriorityId })
            slack.BlockAction<ShowActionItems>(id);
        foreach (var id in new[] { HomeLists.MineId, HomeLists.OverdueId, HomeLists.TeamId, HomeLists.EarlierId, HomeLists.LaterId })
            slack.BlockAction<HomeLists>(id);
        foreach (var id in new[] { HandOn.Id, HandOn.BackId, HandOn.AcceptId })
            slack.BlockAction<HandOn>(id);
        slack.ViewSubmission<HandOn>(HandOn.Id);
        foreach (var id in new[] { AnswerEffect.WorkedId, AnswerEffect.NotYetId, AnswerEffect.DidNotId })
            slack.BlockAction<AnswerEffect>(id);
        foreach (var id in new[] { CalendarLink.Id, CalendarLink.RenewId, CalendarLink.RevokeId })
            slack.BlockAction<CalendarLink>(id);
        slack.BlockAction<ShowItem>(ShowItem.Id);
        slack.BlockAction<ShowHistory>(ShowHistory.Id);
        slack.BlockAction<UndoState>(UndoState.Id);
        slack.BlockAction<MoveDate>(MoveDate.Id);
        slack.ViewSubmission<MoveDate>(MoveDate.Id);
        slack.BlockAction<SplitItem>(SplitItem.Id);
        slack.ViewSubmission<SplitItem>(SplitItem.Id);
        slack.BlockAction<AddEvidence>(AddEvidence.Id);
        slack.ViewSubmission<AddEvidence>(AddEvidence.Id);
        slack.BlockAction<ChangeMany>(ChangeMany.Id);
        slack.ViewSubmission<ChangeMany>(ChangeMany.Id);
    }

    public static void MapActionItems(this WebApplication app)
    {
        app.MapMethods($"{CalendarPage.Path}/{{name}}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context, CalendarPage page, string name, CancellationToken cancellationToken) =>
            page.ShowAsync(context, name, cancellationToken));
        app.MapGet("/action-items.csv", (HttpContext context, ItemDownloads downloads, CancellationToken cancellationToken) =>
            downloads.SendAsync(context, ItemExport.Csv, cancellationToken));
        app.MapGet("/action-items.json", (HttpContext context, ItemDownloads downloads, CancellationToken cancellationToken) =>
            downloads.SendAsync(context, ItemExport.Json, cancellationToken));
    }
}
