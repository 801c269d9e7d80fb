using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Edits the words and the kind of a cause, or the problem statement.</summary>
public sealed class EditCause(
    CausesStore store,
    CausesAccess access,
    ShowCauses list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.edit";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var form = new ModalViewDefinition
        {
            CallbackId = Id,
            Title = found.Cause.IsTop ? "Edit the problem" : "Edit the cause",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = new FormTarget(found.Cause.CauseId, Page: CausesPage.Parse(request.View?.PrivateMetadata)?.Page ?? 0).ToString(),
            Blocks = CauseForms.Edit(found.Cause),
        };
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(Answer.Field, refused.Text);
        var changed = CauseForms.Read(submission.View.State, found.Cause.Kind);
        if (changed.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        if (!await store.EditAsync(found.Cause, changed, submission.UserId, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Error(Answer.Field, CausesAccess.Late.Text);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
        {
            var page = new CausesPage(found.Postmortem.PostmortemId, FormTarget.Parse(submission.View.PrivateMetadata)!.Page);
            await list.FollowAsync(new Reader(submission.WorkspaceId, submission.UserId), listView, page, removed: null, cancellationToken);
        }

        return ViewSubmissionResponse.Close;
    }
}
