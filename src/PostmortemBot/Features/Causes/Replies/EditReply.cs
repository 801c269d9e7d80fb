using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>Accepts a reply in other words, or as another kind of cause. What its author wrote stays in the thread.</summary>
public sealed class EditReply(RepliesStore store, ReplyAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.reply.edit";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(request, deciding: true, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (found.Reply.State != ReplyState.Proposed)
            return await slack.TellAsync(request, ReplyAccess.Decided, cancellationToken);
        if (found.Effect is not { } effect)
            return await slack.TellAsync(request, RepliesStore.EffectGone, cancellationToken);

        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, Form(found, effect), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(submission, deciding: true, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(Answer.Field, refused.Text);
        var answer = CauseForms.Read(submission.View.State, CauseKinds.Condition);
        if (answer.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        return await store.AcceptAsync(new ReplyDecision(found.Reply, answer), submission.UserId, clock.GetUtcNow(), cancellationToken) is { } late
            ? ViewSubmissionResponse.Error(Answer.Field, late.Text)
            : ViewSubmissionResponse.Close;
    }

    private static ModalViewDefinition Form(ReplyAtHand found, Cause effect) => new()
    {
        CallbackId = Id,
        Title = "Accept the answer",
        Submit = "Accept",
        Close = "Cancel",
        PrivateMetadata = ReplyTicket.Of(found.Reply).ToString(),
        Blocks =
        [
            new SectionBlock { Text = new Markdown(Why.Asked(found.Graph, effect)) },
            CauseForms.Text(found.Reply.Text, "What made it possible?", found.Reply.IsTooLong ? "It was longer than fits and is cut here; the whole reply stays in the thread." : Why.Hint, optional: false),
            CauseForms.Kind(CauseKinds.Condition),
        ],
    };
}
