using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Timeline;

/// <summary>Edits an entry, takes it off, and puts it back.</summary>
public sealed class ChangeEntry(
    TimelineStore store,
    PostmortemAccess access,
    ShowTimeline list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string MenuId = "timeline.menu";
    public const string EditId = "timeline.edit";
    public const string RemoveId = "timeline.remove";
    public const string PutBackId = "timeline.put_back";

    private static readonly Problem Gone = new("Somebody took that entry off the timeline meanwhile. `/postmortem timeline` shows what is there.", "text");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var (verb, id) = Chosen(request.Action);
        if (verb == PutBackId)
            return await PutBackAsync(request, id, cancellationToken);
        if (await store.FindAsync(request.WorkspaceId, id, cancellationToken) is not { } entry)
            return await slack.TellAsync(request, Gone, cancellationToken);
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.ForChangingAsync(reader, entry.PostmortemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out _))
            return await slack.TellAsync(request, problem, cancellationToken);

        if (verb == RemoveId)
            return await RemoveAsync(request, entry, cancellationToken);

        var form = new ModalViewDefinition
        {
            CallbackId = EditId,
            Title = "Edit the entry",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = $"{entry.EntryId} {TimelinePage.Parse(request.View?.PrivateMetadata)?.Page ?? 0}",
            Blocks = EntryForm.Blocks(entry.OccurredAt, entry.Kind, entry.Text),
        };
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        if (TimelinePage.Parse(submission.View.PrivateMetadata) is not var (entryId, page)
            || await store.FindAsync(submission.WorkspaceId, entryId, cancellationToken) is not { } entry)
            return ViewSubmissionResponse.Error("text", Gone.Text);
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.ForChangingAsync(reader, entry.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out _))
            return ViewSubmissionResponse.Error("text", refused.Text);

        var now = clock.GetUtcNow();
        var changed = EntryForm.Read(submission.View.State, entry.Source, entry.SourceChannelId, entry.SourceTs, entry.OccurredAt);
        var problems = changed.Problems(now);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "text");

        await store.EditAsync(entry, changed, submission.UserId, now, cancellationToken);
        // The list underneath, when the form was opened from it.
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.RedrawAsync(reader, listView, new TimelinePage(entry.PostmortemId, page), removed: null, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<Ack> RemoveAsync(BlockActionRequest request, TimelineEntry entry, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(entry, request.UserId, clock.GetUtcNow(), cancellationToken);
        if (request.View is not { } view || TimelinePage.Parse(view.PrivateMetadata) is not { } shown)
            return await slack.TellAsync(request, new Problem("Taken off the timeline."), cancellationToken);

        await list.RedrawAsync(new Reader(request.WorkspaceId, request.UserId), view.Id, shown, entry.EntryId, cancellationToken);
        return Ack.Done;
    }

    private async Task<Ack> PutBackAsync(BlockActionRequest request, Guid entryId, CancellationToken cancellationToken)
    {
        if (request.View is not { } view || TimelinePage.Parse(view.PrivateMetadata) is not { } shown)
            return Ack.Done;
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.ForChangingAsync(reader, shown.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await store.PutBackAsync(postmortem.WorkspaceId, postmortem.PostmortemId, entryId, request.UserId, clock.GetUtcNow(), cancellationToken);
        await list.RedrawAsync(reader, view.Id, shown, removed: null, cancellationToken);
        return Ack.Done;
    }

    /// <summary>A button names the entry; the menu names what to do with it as well.</summary>
    private static (string Verb, Guid Id) Chosen(BlockAction action)
    {
        if (action.ActionId != MenuId)
            return (action.ActionId, Guid.TryParse(action.ChosenValue, out var id) ? id : default);
        return action.ChosenValue?.Split(' ') is [var verb, var chosen] && Guid.TryParse(chosen, out var entryId)
            ? (verb == "remove" ? RemoveId : EditId, entryId)
            : (EditId, default);
    }
}
