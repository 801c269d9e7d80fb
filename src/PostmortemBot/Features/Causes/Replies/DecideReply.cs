using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Accepts a reply as it stands, says that it is no answer, or that it is one after all.</summary>
public sealed class DecideReply(RepliesStore store, ReplyAccess access, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    public const string AcceptId = "whys.reply.accept";
    public const string DropId = "whys.reply.drop";
    public const string RestoreId = "whys.reply.restore";

    private static readonly Problem TooLong = new($"It is longer than {Answer.TextLength:N0} characters. Press “Edit and accept”, or ask its author to shorten it.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var accepting = request.Action.ActionId == AcceptId;
        var result = await access.FindAsync(request, accepting, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        var refused = accepting ? await AcceptAsync(request, found, cancellationToken) : await SetAsync(request, found.Reply, cancellationToken);
        return refused is null ? Ack.Done : await slack.TellAsync(request, refused, cancellationToken);
    }

    private async Task<Problem?> AcceptAsync(BlockActionRequest request, ReplyAtHand found, CancellationToken cancellationToken)
    {
        // Pressed twice, or by two people at once: it is what they wanted.
        if (found.Reply.State == ReplyState.Accepted)
            return null;
        if (found.Reply.State != ReplyState.Proposed)
            return ReplyAccess.Decided;
        if (found.Reply.IsTooLong)
            return TooLong;
        var decision = new ReplyDecision(found.Reply, new Answer(CauseKinds.Condition, found.Reply.Text));
        return await store.AcceptAsync(decision, request.UserId, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<Problem?> SetAsync(BlockActionRequest request, CauseReply reply, CancellationToken cancellationToken)
    {
        var (from, to) = request.Action.ActionId == DropId ? (ReplyState.Proposed, ReplyState.NotAnAnswer) : (ReplyState.NotAnAnswer, ReplyState.Proposed);
        return reply.State == to || await store.SetStateAsync(reply, from, to, request.UserId, clock.GetUtcNow(), cancellationToken) ? null : ReplyAccess.Decided;
    }
}
