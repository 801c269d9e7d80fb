using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Shows who changed what in the graph.</summary>
public sealed class ShowHistory(CausesStore store, CauseChanges changes, PostmortemAccess access, ISlackClients slack) : IBlockActionHandler
{
    public const string Id = "causes.history";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var form = await ViewAsync(postmortem, cancellationToken);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ModalViewDefinition> ViewAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return HistoryBlocks.View(postmortem, graph, await changes.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken));
    }
}

/// <summary>Takes the last change back, unless somebody has changed the same thing since.</summary>
public sealed class UndoChange(CausesStore store, CauseChanges changes, PostmortemAccess access, ShowHistory history, ShowCauses list, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "causes.undo";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        if (request.Action.ChosenValue?.Split(' ') is not [var change, var cause] || !Guid.TryParse(change, out var changeId) || !Guid.TryParse(cause, out var causeId)
            || await store.PostmortemOfAsync(request.WorkspaceId, causeId, cancellationToken) is not { } postmortemId)
            return await slack.TellAsync(request, CauseChanges.NothingToUndo, cancellationToken);
        var result = await access.ForChangingAsync(reader, postmortemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var intent = new ChangeIntent(request.WorkspaceId, postmortemId, causeId, CauseActs.Undone, request.UserId, clock.GetUtcNow());
        var refused = await changes.UndoAsync(intent, changeId, cancellationToken);
        if (request.View is { } view)
        {
            await list.DrawAgainAsync(reader.WorkspaceId, view.Id, await history.ViewAsync(postmortem, cancellationToken), cancellationToken);
            if (view.PreviousViewId is { Length: > 0 } listView)
                await list.FollowAsync(reader, listView, new CausesPage(postmortemId, 0), removed: null, cancellationToken);
        }

        return refused is null ? Ack.Done : await slack.TellAsync(request, refused, cancellationToken);
    }
}
