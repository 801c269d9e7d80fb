using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Edits an item, and gives it to somebody.</summary>
public sealed class EditActionItem(
    ActionItemStore store,
    ActionItemAccess access,
    Owners owners,
    PostmortemStore postmortems,
    ShowActionItems list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.edit";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, request.ItemId(), cancellationToken);

    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Edit {item.Key}",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = new FormSubject(item.ActionItemId, request.List()?.Page ?? 0).ToString(),
            Blocks = ActionItemForm.Blocks(ActionItemForm.Of(item)),
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("title", ActionItemAccess.NotFound.Text);
        var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var item)
            || await postmortems.FindAsync(writer, item.PostmortemId, cancellationToken) is not { } postmortem)
            return ViewSubmissionResponse.Error("title", (refused ?? ActionItemAccess.NotFound).Text);

        var now = clock.GetUtcNow();
        var draft = ActionItemForm.Merge(ActionItemForm.Read(submission.View.State), new ShownForm(submission.View), ActionItemForm.Of(item));
        var today = await owners.TodayAsync(writer.WorkspaceId, draft.OwnerId, writer.UserId, now, cancellationToken);
        var problems = draft.Problems(today, item.DueOn).ToList();
        // Who owned it before stays its owner until somebody chooses another.
        if (draft.OwnerId != item.OwnerId && await owners.ProblemAsync(postmortem, draft.OwnerId, cancellationToken) is { } unsuitable)
            problems.Add(unsuitable);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "title");

        await store.EditAsync(item, draft, writer.UserId, now, cancellationToken);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(writer, listView, new ListPage(item.PostmortemId, subject.Page), cancellationToken);
        return ViewSubmissionResponse.Close;
    }
}
