using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>Lets a reply count with a cause that says the same. What both said is kept.</summary>
public sealed class MergeReply(RepliesStore store, ReplyAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.reply.merge";
    private const string Field = "existing";

    private static readonly Problem NoCause = new("There is no cause yet that could say the same.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(request, deciding: true, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (found.Reply.State != ReplyState.Proposed)
            return await slack.TellAsync(request, ReplyAccess.Decided, cancellationToken);
        var candidates = Candidates(found);
        if (candidates.Count == 0)
            return await slack.TellAsync(request, NoCause, cancellationToken);

        await slack.For(request.WorkspaceId).Views.Open(request.TriggerId, Form(found, candidates), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(submission, deciding: true, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(Field, refused.Text);
        var words = new Answer(CauseKinds.Condition, submission.View.State.GetText(Answer.Field)?.Trim() ?? "");
        if (words.Text.Length > 0 && words.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);
        if (found.Reply.IsTooLong || !Guid.TryParse(submission.View.State.GetOption(Field), out var same))
            return ViewSubmissionResponse.Error(Field, RepliesStore.Changed.Text);

        var decision = new ReplyDecision(found.Reply, new Answer(CauseKinds.Condition, found.Reply.Text), same, words.Text);
        return await store.AcceptAsync(decision, submission.UserId, clock.GetUtcNow(), cancellationToken) is { } late
            ? ViewSubmissionResponse.Error(Field, late.Text)
            : ViewSubmissionResponse.Close;
    }

    /// <summary>The answers to the same why first.</summary>
    private static List<Cause> Candidates(ReplyAtHand found)
    {
        var beside = found.Graph.ReasonsOf(found.Reply.EffectId).Select(cause => cause.CauseId).ToHashSet();
        return [.. found.Graph.Found.Where(cause => cause.Branch is null && cause.CauseId != found.Reply.EffectId).OrderByDescending(cause => beside.Contains(cause.CauseId)).Take(DetailsForm.MostOptions)];
    }

    private static ModalViewDefinition Form(ReplyAtHand found, IReadOnlyList<Cause> candidates) => new()
    {
        CallbackId = Id,
        Title = "It says the same",
        Submit = "Count it with that",
        Close = "Cancel",
        PrivateMetadata = ReplyTicket.Of(found.Reply).ToString(),
        Blocks =
        [
            new SectionBlock { Text = new Markdown(Said.Quoted(found.Reply.Text, 2000)) },
            new InputBlock { BlockId = Field, Label = "Says the same as", Element = new StaticSelectMenu { ActionId = "value", Options = [.. candidates.Select(CauseForms.Candidate)] } },
            CauseForms.Text(known: null, "Said once, for both", "Left empty, that cause keeps its words. What both said is kept.", optional: true),
        ],
    };
}
