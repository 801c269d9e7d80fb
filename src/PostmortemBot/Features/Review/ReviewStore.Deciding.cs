using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Review;

public sealed partial class ReviewStore
{
    // The row is locked, so that of two signatures at the same moment one is the first.
    private const string Decided = $"""
        allowed as (
            select
                p.workspace_id,
                p.postmortem_id,
                p.revision
            from postmortems p
            join review_requests r
              on r.workspace_id = p.workspace_id
             and r.postmortem_id = p.postmortem_id
             and r.reviewer_id = @UserId
             and r.revision = p.revision
             and r.withdrawn_at is null
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.facilitator_id <> @UserId
              and {AccessRule.Readable}
              and p.status
        """;

    /// <summary>What shows a decision, and who is told of it.</summary>
    private const string Follows = """
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, 'card.refresh', postmortem_id, '', @Now
        from signed
        union all
        select workspace_id, 'review.decided', sign_off_id, '', @Now
        from signed
        union all
        select r.workspace_id, 'home.publish', r.postmortem_id, r.reviewer_id, @Now
        from review_requests r
        join signed
          on signed.workspace_id = r.workspace_id
         and signed.postmortem_id = r.postmortem_id
        """;

    private const string ApproveSql = $"""
        -- ReviewStore.Approve
        with {Decided} = 'in_review'
            for update of p),
        signed as (
            insert into sign_offs (
                workspace_id,
                sign_off_id,
                postmortem_id,
                revision,
                reviewer_id,
                decision,
                decided_at)
            select
                workspace_id,
                @SignOffId,
                postmortem_id,
                revision,
                @UserId,
                'approved',
                @Now
            from allowed
            on conflict do nothing
            returning workspace_id, postmortem_id, sign_off_id),
        approved as (
            update postmortems p
            set status = 'approved',
                approved_at = @Now,
                updated_at = @Now
            from signed
            where p.workspace_id = signed.workspace_id
              and p.postmortem_id = signed.postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @UserId, 'review.approved', postmortem_id
            from signed)
        {Follows}
        """;

    private const string SendBackSql = $"""
        -- ReviewStore.SendBack
        with {Decided} in ('in_review', 'approved')
            for update of p),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from allowed
            on conflict do nothing
            returning workspace_id),
        signed as (
            insert into sign_offs (
                workspace_id,
                sign_off_id,
                postmortem_id,
                revision,
                reviewer_id,
                decision,
                comment,
                decided_at)
            select
                allowed.workspace_id,
                @SignOffId,
                allowed.postmortem_id,
                allowed.revision,
                @UserId,
                'sent_back',
                @Comment,
                @Now
            from allowed
            join receipt on receipt.workspace_id = allowed.workspace_id
            returning workspace_id, postmortem_id, sign_off_id),
        reopened as (
            update postmortems p
            set status = 'draft',
                revision = p.revision + 1,
                approved_at = null,
                updated_at = @Now
            from signed
            where p.workspace_id = signed.workspace_id
              and p.postmortem_id = signed.postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @UserId, 'review.sent_back', postmortem_id
            from signed)
        {Follows}
        """;
}
