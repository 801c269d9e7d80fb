using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Timeline;

/// <summary>Adds an entry through a form: from the card's button.</summary>
public sealed class AddEntry(
    TimelineStore store,
    PostmortemAccess access,
    People people,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "timeline.add";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        await OpenAsync(postmortem, request.TriggerId, cancellationToken);
        return Ack.Done;
    }

    public Task OpenAsync(Postmortem postmortem, string triggerId, CancellationToken cancellationToken) =>
        slack.For(postmortem.WorkspaceId).Views.Open(triggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Add to the timeline",
            Submit = "Add",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = EntryForm.Blocks(clock.GetUtcNow(), EntryKinds.Note, text: null),
        }, cancellationToken);

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var entry = EntryForm.Read(submission.View.State, EntrySource.Modal, sourceChannelId: null, sourceTs: null, now);
        var problems = entry.Problems(now);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "text");
        if (!Guid.TryParse(submission.View.PrivateMetadata, out var postmortemId))
            return ViewSubmissionResponse.Error("text", PostmortemAccess.NotFound.Text);

        // The access rule looks at the author's row.
        await people.GetAsync(submission.WorkspaceId, submission.UserId, cancellationToken);
        var author = new Reader(submission.WorkspaceId, submission.UserId);
        var outcome = await store.AppendAsync(author, postmortemId, RequestIds.From(submission.WorkspaceId, submission.View.Id), entry, now, cancellationToken);
        if (outcome.MayChange)
            return ViewSubmissionResponse.Close;

        var result = await access.ForChangingAsync(submission, cancellationToken);
        return ViewSubmissionResponse.Error("text", (result.Problem ?? PostmortemAccess.NotFound).Text);
    }
}
