using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>A reply with what stands around it, for somebody who may do something about it.</summary>
public sealed record ReplyAtHand
{
    public required CauseReply Reply { get; init; }
    public required Postmortem Postmortem { get; init; }
    public required CauseGraph Graph { get; init; }

    /// <summary>The why it answers; null: it was taken out.</summary>
    public Cause? Effect => Graph.Find(Reply.EffectId);
}

/// <summary>Which reply a button or a form is about, and in which words: a change of them meanwhile is noticed.</summary>
public sealed record ReplyTicket(Guid ReplyId, string EditedTs)
{
    public override string ToString() => $"{ReplyId} {EditedTs}";

    public static ReplyTicket Of(CauseReply reply) => new(reply.ReplyId, reply.EditedTs);

    public static ReplyTicket? Parse(string? value) =>
        value?.Split(' ') is [var id, var edited] && Guid.TryParse(id, out var replyId) ? new ReplyTicket(replyId, edited) : null;
}

/// <summary>The door for every act on a reply.</summary>
public sealed class ReplyAccess(RepliesStore store, CausesStore causes, PostmortemAccess access, People people)
{
    public static readonly Problem Decided = new("That reply is decided already; its message says how.", Answer.Field);

    public Task<Result<ReplyAtHand>> FindAsync(BlockActionRequest request, bool deciding, CancellationToken cancellationToken) =>
        FindAsync(new Reader(request.WorkspaceId, request.UserId), ReplyTicket.Parse(request.Action.ChosenValue), request.ChannelId, deciding, cancellationToken);

    public Task<Result<ReplyAtHand>> FindAsync(ViewSubmission submission, bool deciding, CancellationToken cancellationToken) =>
        FindAsync(new Reader(submission.WorkspaceId, submission.UserId), ReplyTicket.Parse(submission.View.PrivateMetadata), standingIn: null, deciding, cancellationToken);

    /// <summary>Who leads the postmortem and so decides about answers; null: everybody may.</summary>
    public async Task<string?> DeciderAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        if (postmortem.FacilitatorId.Length == 0)
            return null;
        return (await people.GetAsync(postmortem.WorkspaceId, postmortem.FacilitatorId, cancellationToken)).CanOwn ? postmortem.FacilitatorId : null;
    }

    private async Task<Result<ReplyAtHand>> FindAsync(Reader reader, ReplyTicket? ticket, string? standingIn, bool deciding, CancellationToken cancellationToken)
    {
        if (ticket is null || await store.FindAsync(reader.WorkspaceId, ticket.ReplyId, cancellationToken) is not { } reply)
            return PostmortemAccess.NotFound;
        var result = await access.ForChangingAsync(reader, reply.PostmortemId, standingIn, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return problem;
        if (deciding && await DeciderAsync(postmortem, cancellationToken) is { } decider && decider != reader.UserId)
        {
            var name = await people.NameAsync(reader.WorkspaceId, decider, cancellationToken);
            return new Problem($"{name} leads {postmortem.Key} and decides which replies become causes. You can move the reply to another why, or say that it is no answer.", Answer.Field);
        }

        if (reply.EditedTs != ticket.EditedTs)
            return RepliesStore.Changed;
        return new ReplyAtHand { Reply = reply, Postmortem = postmortem, Graph = await causes.GraphAsync(reader.WorkspaceId, reply.PostmortemId, cancellationToken) };
    }
}
