using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// Stores answers to a why. One postmortem's answers come one after the other, so that nobody overwrites anybody and
/// no circle can close between two writers.
/// </summary>
public sealed partial class AnswersStore(CauseChanges changes)
{
    public Task<AnswerOutcome> AddAsync(NewAnswer answer, DateTimeOffset now, CancellationToken cancellationToken) =>
        changes.RecordAsync(
            new ChangeIntent(answer.Author.WorkspaceId, answer.PostmortemId, answer.CauseId, CauseActs.Answered, answer.Actor, now),
            transaction => AddAsync(transaction, answer, now),
            cancellationToken);

    /// <summary>The same within a change.</summary>
    internal static async Task<AnswerOutcome> AddAsync(PostgresTransaction transaction, NewAnswer answer, DateTimeOffset now) =>
        await transaction.SingleOrDefaultAsync<AnswerOutcome>(AddSql, new
        {
            answer.Author.WorkspaceId,
            UserId = answer.Actor,
            AuthorId = answer.Author.UserId,
            answer.PostmortemId,
            answer.EffectId,
            Branch = answer.Standing?.Branch,
            BranchId = Guid.CreateVersion7(now),
            BranchKind = answer.Standing?.Kind,
            BranchText = answer.Standing?.Statement,
            answer.CauseId,
            answer.Answer.Kind,
            answer.Answer.Text,
            GateChoice.Read(answer.Gate)?.Gate,
            GateChoice.Read(answer.Gate)?.AtLeast,
            answer.RequestKey,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }) ?? throw new InvalidOperationException("The statement always answers with one row.");

    // Without a gate the effect keeps the one it has. The order of answers is the order of their times, so no two are
    // alike: PostgreSQL keeps microseconds, and a new branch comes before its first answer. An answer to a stopped branch opens it again.
    private const string AddSql = $"""
        -- AnswersStore.Add
        with effect as (
            select
                c.workspace_id,
                c.postmortem_id,
                c.cause_id
            from causes c
            join postmortems p
              on p.workspace_id = c.workspace_id
             and p.postmortem_id = c.postmortem_id
            where c.workspace_id = @WorkspaceId
              and c.cause_id = @EffectId
              and c.postmortem_id = @PostmortemId
              and c.removed_at is null
              and p.status in ('draft', 'in_review', 'approved')
              and {AccessRule.Readable}),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from effect
            on conflict do nothing
            returning workspace_id),
        moment as (
            select greatest(@Now, max(created_at) + interval '1 microsecond') as at
            from causes
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId),
        branch as (
            select cause_id
            from causes
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and branch = @Branch::text
              and removed_at is null),
        new_branch as (
            insert into causes (workspace_id, cause_id, postmortem_id, kind, text, branch, author_id, created_at, updated_at)
            select workspace_id, @BranchId, @PostmortemId, @BranchKind::text, @BranchText::text, @Branch::text, @AuthorId, at, at
            from receipt, moment
            where @Branch::text is not null
              and not exists (select 1 from branch)
            returning cause_id),
        parent as (
            select case when @Branch::text is null then @EffectId else coalesce((select cause_id from branch), (select cause_id from new_branch)) end as cause_id
            from receipt),
        siblings as (
            select
                l.cause_id,
                l.gate
            from cause_links l
            join causes c
              on c.workspace_id = l.workspace_id
             and c.cause_id = l.cause_id
            where l.workspace_id = @WorkspaceId
              and l.effect_id = (select cause_id from parent)
              and c.removed_at is null
              and c.confidence <> 'ruled_out'
              and c.branch is null),
        chosen as (
            select coalesce(@Gate::text, (select 'or' from siblings where gate = 'or' limit 1), 'and') as gate),
        answer as (
            insert into causes (workspace_id, cause_id, postmortem_id, kind, text, author_id, created_at, updated_at)
            select workspace_id, @CauseId, @PostmortemId, @Kind, @Text, @AuthorId, at + interval '1 microsecond', at + interval '1 microsecond'
            from receipt, moment
            returning workspace_id, postmortem_id, cause_id),
        linked as (
            insert into cause_links (workspace_id, effect_id, cause_id, gate)
            select @WorkspaceId, parent.cause_id, @CauseId, chosen.gate
            from parent, chosen
            union all
            select @WorkspaceId, @EffectId, cause_id, coalesce((
                select gate
                from cause_links
                where workspace_id = @WorkspaceId
                  and effect_id = @EffectId
                limit 1), 'and')
            from new_branch),
        regated as (
            update cause_links
            set gate = chosen.gate
            from chosen
            where workspace_id = @WorkspaceId
              and effect_id = (select cause_id from parent)),
        reopened as (
            update causes
            set stop_reason = null,
                at_least = case when @Gate::text is null then at_least else @AtLeast::integer end,
                gate_said_for = case when @Gate::text is null then gate_said_for else (select count(*) from siblings) + 1 end,
                version = version + 1
            where workspace_id = @WorkspaceId
              and cause_id = (select cause_id from parent)
              and (stop_reason is not null or @Gate::text is not null)),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @UserId, 'causes.answered', cause_id
            from answer),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from answer, unnest(array['whys.thread', 'card.refresh']) job)
        select
            exists (select 1 from effect) as may_change,
            exists (select 1 from answer) as stored,
            (select count(*)::integer from siblings) as others
        """;
}
