using PostmortemBot.Jobs;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// After something happened to a postmortem as a whole, has every message about its items drawn again, and the Home tabs
/// of their owners.
/// </summary>
public sealed class RedrawItemsJob(ItemMessageStore store, TimeProvider clock) : IJob
{
    public const string Name = "action-items.redraw";

    /// <param name="subject">The postmortem.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        store.RedrawAllAsync(subject.WorkspaceId, subject.Id, clock.GetUtcNow(), cancellationToken);
}
