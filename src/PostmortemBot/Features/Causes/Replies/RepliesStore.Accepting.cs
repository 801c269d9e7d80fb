using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

/// <summary>What somebody decided to make of a reply.</summary>
/// <param name="Reply">The reply as they saw it.</param>
/// <param name="Answer">What becomes a cause.</param>
/// <param name="SameAs">The cause that says the same, if one does.</param>
/// <param name="Words">What that cause says from then on; empty: what it says now.</param>
public sealed record ReplyDecision(CauseReply Reply, Answer Answer, Guid? SameAs = null, string Words = "");

public sealed partial class RepliesStore
{
    public static readonly Problem Changed = new("That reply was changed, moved or decided a moment ago. Nothing was done; look at it again.", Answer.Field);
    public static readonly Problem EffectGone = new("The why it answers was taken out meanwhile. Move it to another why first; the reply is kept.", Answer.Field);
    private static readonly Problem SameGone = new("The cause that says the same was taken out meanwhile. Choose again; the reply is kept.", "existing");
    private static readonly Problem Circle = new("The why this reply answers is itself about what made that cause possible or the cause itself. Choose another, or accept the reply as a cause of its own.", "existing");

    /// <summary>Makes a cause of a reply, or lets it count as one that says the same. Null: done, or done before.</summary>
    public Task<Problem?> AcceptAsync(ReplyDecision decision, string actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var reply = decision.Reply;
        var causeId = Guid.CreateVersion7(now);
        var intent = new ChangeIntent(reply.WorkspaceId, reply.PostmortemId, decision.SameAs ?? causeId, decision.SameAs is null ? CauseActs.Answered : CauseActs.Merged, actor, now);
        return changes.RecordAsync(intent, async transaction =>
        {
            var current = await transaction.SingleOrDefaultAsync<CauseReply>(LockReplySql, new { reply.WorkspaceId, reply.ReplyId });
            if (current is null || current.State != ReplyState.Proposed || current.EditedTs != reply.EditedTs || current.EffectId != reply.EffectId)
                return Changed;
            var graph = await CausesStore.GraphAsync(transaction, reply.WorkspaceId, reply.PostmortemId);
            if (graph.Find(reply.EffectId) is null)
                return EffectGone;
            var same = decision.SameAs is { } id ? graph.Find(id) : null;
            if (decision.SameAs is not null && same is not { IsTop: false, Branch: null })
                return SameGone;
            if (same is not null && graph.LeadsTo(same.CauseId, reply.EffectId))
                return Circle;

            var outcome = await AnswersStore.AddAsync(transaction, new NewAnswer
            {
                Author = new Reader(reply.WorkspaceId, reply.AuthorId),
                AcceptedBy = actor,
                PostmortemId = reply.PostmortemId,
                EffectId = reply.EffectId,
                CauseId = causeId,
                Answer = decision.Answer,
                RequestKey = $"reply {reply.ReplyId}",
            }, now);
            if (!outcome.Stored)
                return outcome.MayChange ? Changed : CausesAccess.Late;
            if (same is not null)
                await MergeStore.MergeAsync(transaction, same, [causeId], decision.Words.Length > 0 ? decision.Words : same.Text, actor, now);
            await transaction.ExecuteAsync(AcceptSql, new { reply.WorkspaceId, reply.ReplyId, CauseId = same?.CauseId ?? causeId, State = same is null ? ReplyState.Accepted : ReplyState.Merged, Actor = actor, Now = now });
            return null;
        }, cancellationToken);
    }

    private const string LockReplySql = $"""
        -- RepliesStore.LockReply
        select
            {Columns}
        for update
        """;

    private const string AcceptSql = """
        -- RepliesStore.Accept
        with accepted as (
            update cause_replies
            set state = @State,
                cause_id = @CauseId,
                decided_by = @Actor,
                decided_at = @Now
            where workspace_id = @WorkspaceId
              and reply_id = @ReplyId
            returning workspace_id, reply_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'whys.reply', reply_id, @Now
        from accepted
        """;
}
