using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>One press says that an item is done; another takes it back.</summary>
public sealed class MarkDone(
    ActionItemStore store,
    ActionItemAccess access,
    ShowActionItems list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string DoneId = "actions.done";
    public const string ReopenId = "actions.reopen";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, request.ItemId(), request.Action.ActionId == ReopenId ? ActionState.Open : ActionState.Done, cancellationToken);

    public async Task<Ack> ChangeAsync(BlockActionRequest request, Guid actionItemId, string state, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.FindAsync(reader, actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        var requestKey = $"{request.UserId} {item.ActionItemId} {request.Action.ActionTs}";
        await store.ChangeStateAsync(item, state, reason: null, request.UserId, requestKey, clock.GetUtcNow(), cancellationToken);
        if (request.List() is { } shown)
            await list.FollowAsync(reader, request.View!.Id, shown, cancellationToken);
        return Ack.Done;
    }
}
