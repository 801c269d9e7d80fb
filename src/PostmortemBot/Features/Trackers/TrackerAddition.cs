using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Trackers;

/// <summary>What stands of an issue on the messages of its item, and tells the trackers that the item has changed.</summary>
public sealed class TrackerAddition(TrackerStore store, TrackerList trackers, Announcements announcements, TimeProvider clock) : IItemAddition, IItemListener
{
    public async Task<ItemAddition?> DescribeAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken)
    {
        var usable = trackers.For(workspaceId);
        if (await store.FindAsync(workspaceId, actionItemId, cancellationToken) is not { } item || (usable.Count == 0 && !item.IsLinked))
            return null;
        return TrackerBlocks.Addition(item, trackers.Find(workspaceId, item.Tracker));
    }

    public async Task ChangedAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken)
    {
        if (trackers.For(workspaceId).Count > 0)
            await store.FollowAsync(workspaceId, actionItemId, clock.GetUtcNow(), cancellationToken);
        await announcements.AskAsync(workspaceId, actionItemId, cancellationToken);
    }
}
