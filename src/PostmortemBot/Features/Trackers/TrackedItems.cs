using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers;

/// <summary>Whose items one may give an issue: those of every postmortem one may read, cancelled ones not.</summary>
public sealed class TrackedItems(TrackerStore store, PostmortemAccess access, IItemViews views, ISlackClients slack)
{
    public static readonly Problem NotFound = new("There is no such action item, or it belongs to a private channel you are not in.");

    public Task<Result<TrackedItem>> FindAsync(BlockActionRequest request, CancellationToken cancellationToken) =>
        FindAsync(new Reader(request.WorkspaceId, request.UserId), request.Action.ChosenValue, request.ChannelId, cancellationToken);

    public Task<Result<TrackedItem>> FindAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken) =>
        FindAsync(new Reader(request.WorkspaceId, request.UserId), actionItemId.ToString(), request.ChannelId, cancellationToken);

    public Task<Result<TrackedItem>> FindAsync(ViewSubmission submission, CancellationToken cancellationToken) =>
        FindAsync(new Reader(submission.WorkspaceId, submission.UserId), submission.View.PrivateMetadata.Split(' ')[0], standingIn: null, cancellationToken);

    /// <summary>What a form about an item remembers: the item, and the view it was opened from.</summary>
    public static string Remembered(TrackedItem item, BlockActionRequest request) =>
        request.View is { Type: "modal", PrivateMetadata: { Length: > 0 } under } ? $"{item.ActionItemId} {under}" : item.ActionItemId.ToString();

    /// <summary>Draws the view again that an issue was made or linked from.</summary>
    public Task FollowAsync(ViewSubmission submission, CancellationToken cancellationToken) =>
        submission.View.PrivateMetadata.Split(' ', 2) is [_, var under] ? views.FollowAsync(submission, under, cancellationToken) : Task.CompletedTask;

    public Task FollowAsync(BlockActionRequest request, CancellationToken cancellationToken) => views.FollowAsync(request, cancellationToken);

    /// <summary>Opens a form; on top of another one when the button was pressed there.</summary>
    public async Task<Ack> OpenAsync(BlockActionRequest request, ModalViewDefinition form, CancellationToken cancellationToken)
    {
        var client = slack.For(request.WorkspaceId).Views;
        await (request.View?.Type == "modal" ? client.Push(request.TriggerId, form, cancellationToken) : client.Open(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public Task<Ack> TellAsync(BlockActionRequest request, Problem problem, CancellationToken cancellationToken) =>
        slack.TellAsync(request, problem, cancellationToken);

    private async Task<Result<TrackedItem>> FindAsync(Reader reader, string? id, string? standingIn, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(id, out var actionItemId) || await store.FindAsync(reader.WorkspaceId, actionItemId, cancellationToken) is not { } item)
            return NotFound;
        var result = await access.ForReadingAsync(reader, item.PostmortemId, standingIn, cancellationToken);
        if (result.Failed(out _, out _))
            return NotFound;
        return item.IsCancelled
            ? new Problem($"{item.PostmortemKey} was cancelled, so its action items are no longer worked on.")
            : item;
    }
}
