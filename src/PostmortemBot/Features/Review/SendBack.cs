using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Review;

/// <summary>Makes it a draft again, with words for what is missing.</summary>
public sealed class SendBack(
    ReviewStore store,
    PostmortemAccess access,
    ReadableText readable,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "review.send_back";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        if ((await store.StateAsync(postmortem, cancellationToken)).WhyNotDecide(request.UserId) is { } refused)
            return await slack.TellAsync(request, refused, cancellationToken);

        await slack.For(postmortem.WorkspaceId).Views.Open(request.TriggerId, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Send {postmortem.Key} back",
            Submit = "Send back",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks = ReviewForm.SendBackBlocks(postmortem),
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var comment = submission.View.State.GetText("comment")?.Trim() ?? "";
        if (comment.Length == 0)
            return ViewSubmissionResponse.Error("comment", "Say in a sentence what should be different, so that the others can act on it.");
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return ViewSubmissionResponse.Error("comment", problem.Text);

        var by = new Reader(submission.WorkspaceId, submission.UserId);
        var outcome = await store.SendBackAsync(by, postmortem.PostmortemId, comment, submission.View.Id, clock.GetUtcNow(), cancellationToken);
        if (outcome)
            return ViewSubmissionResponse.Close;

        var state = await store.StateAsync(postmortem, cancellationToken);
        // The same form received twice: the first time did it.
        if (state.SentBack is { } sentBack && sentBack.ReviewerId == submission.UserId && sentBack.Comment == comment)
            return ViewSubmissionResponse.Close;
        var why = state.WhyNotDecide(submission.UserId) ?? new Problem("It changed at that moment, and this was not stored. Send it once more.");
        return ViewSubmissionResponse.Error("comment", await readable.PlainlyAsync(submission.WorkspaceId, why, cancellationToken));
    }
}
