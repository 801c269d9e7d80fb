using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers;

/// <summary>Parts an item from its issue; both stay. Or has a hindered one looked at again.</summary>
public sealed class UnlinkIssue(TrackedItems items, TrackerStore store, FollowUps followUps, TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "trackers.unlink";
    public const string TryAgainId = "trackers.try_again";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await items.FindAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await items.TellAsync(request, problem, cancellationToken);

        if (request.Action.ActionId == TryAgainId)
            await followUps.AddAsync(new FollowUp(item.WorkspaceId, SyncIssueJob.Name, item.ActionItemId), cancellationToken);
        else if (item.IsLinked)
            await store.UnlinkAsync(item, request.UserId, clock.GetUtcNow(), cancellationToken);
        await items.FollowAsync(request, cancellationToken);
        return Ack.Done;
    }
}
