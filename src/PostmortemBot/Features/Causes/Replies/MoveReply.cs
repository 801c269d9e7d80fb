using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>Takes a reply as an answer to another why. Anybody in the channel may.</summary>
public sealed class MoveReply(RepliesStore store, ReplyAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.reply.move";
    private const string Field = "why";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(request, deciding: false, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (found.Reply.State != ReplyState.Proposed)
            return await slack.TellAsync(request, ReplyAccess.Decided, cancellationToken);

        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, Form(found), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(submission, deciding: false, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(Field, refused.Text);
        if (!Guid.TryParse(submission.View.State.GetOption(Field), out var effectId) || found.Graph.Find(effectId) is null)
            return ViewSubmissionResponse.Error(Field, "That why was taken out meanwhile. Choose another; the reply is kept.");
        return await store.MoveAsync(found.Reply, effectId, clock.GetUtcNow(), cancellationToken)
            ? ViewSubmissionResponse.Close
            : ViewSubmissionResponse.Error(Field, ReplyAccess.Decided.Text);
    }

    private static ModalViewDefinition Form(ReplyAtHand found)
    {
        var open = found.Graph.Open.Select(cause => cause.CauseId).ToHashSet();
        var options = found.Graph.Tree.Where(line => !line.IsRepeat && line.Cause.CauseId != found.Reply.EffectId)
            .Select(line => line.Cause)
            .OrderByDescending(cause => open.Contains(cause.CauseId))
            .Take(DetailsForm.MostOptions)
            .Select(cause => new Option(new PlainText(Mrkdwn.Cut($"{ReplyBlocks.Name(found.Graph, cause)}: {Said.Breaks().Replace(cause.Text, " ")}", 75)), cause.CauseId.ToString()))
            .ToList();
        Block choice = options.Count == 0
            ? new SectionBlock { Text = new Markdown("There is no other why yet.") }
            : new InputBlock { BlockId = Field, Label = "It answers", Element = new StaticSelectMenu { ActionId = "value", Options = options } };
        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Move to another why",
            Submit = options.Count == 0 ? null : "Move",
            Close = "Cancel",
            PrivateMetadata = ReplyTicket.Of(found.Reply).ToString(),
            Blocks = [new SectionBlock { Text = new Markdown(Said.Quoted(found.Reply.Text, 2000)) }, choice],
        };
    }
}
