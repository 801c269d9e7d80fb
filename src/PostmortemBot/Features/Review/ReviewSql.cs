using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Review;

public sealed partial class ReviewStore
{
    private const string RevisionSql = """
        -- ReviewStore.Revision
        select revision
        from postmortems
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        """;

    private const string RequestsSql = """
        -- ReviewStore.Requests
        select
            reviewer_id,
            revision,
            requested_by,
            requested_at,
            note,
            withdrawn_at,
            message_channel_id,
            message_ts,
            message_for
        from review_requests
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        order by requested_at, reviewer_id
        """;

    private const string SignOffColumns = """
            sign_off_id,
            postmortem_id,
            revision,
            reviewer_id,
            decision,
            comment,
            decided_at
        from sign_offs
        """;

    private const string SignOffsSql = $"""
        -- ReviewStore.SignOffs
        select
            {SignOffColumns}
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        order by decided_at, sign_off_id
        """;

    private const string FindSignOffSql = $"""
        -- ReviewStore.FindSignOff
        select
            {SignOffColumns}
        where workspace_id = @WorkspaceId
          and sign_off_id = @SignOffId
        """;

    // Who is still asked in the same round keeps the message they have; the thread tells them again.
    private const string RequestSql = $"""
        -- ReviewStore.Request
        with postmortem as (
            select
                p.workspace_id,
                p.postmortem_id
            from postmortems p
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.status in ('draft', 'in_review', 'approved')
              and {AccessRule.Readable}),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from postmortem
            on conflict do nothing
            returning workspace_id),
        opened as (
            update postmortems p
            set revision = case when p.status = 'approved' then p.revision + 1 else p.revision end,
                status = 'in_review',
                approved_at = null,
                review_requested_at = @Now,
                review_requested_by = @UserId,
                updated_at = @Now
            where p.workspace_id in (select workspace_id from receipt)
              and p.postmortem_id = @PostmortemId
            returning
                p.workspace_id,
                p.postmortem_id,
                p.revision),
        withdrawn as (
            update review_requests r
            set withdrawn_at = @Now
            from opened
            where r.workspace_id = opened.workspace_id
              and r.postmortem_id = opened.postmortem_id
              and r.withdrawn_at is null
              and r.reviewer_id <> all(@Reviewers)),
        asked as (
            insert into review_requests as r (
                workspace_id,
                postmortem_id,
                reviewer_id,
                revision,
                requested_by,
                requested_at,
                note)
            select
                workspace_id,
                postmortem_id,
                unnest(@Reviewers),
                revision,
                @UserId,
                @Now,
                @Note
            from opened
            on conflict (workspace_id, postmortem_id, reviewer_id) do update set
                revision = excluded.revision,
                requested_by = excluded.requested_by,
                requested_at = case
                    when r.withdrawn_at is null and r.revision = excluded.revision then r.requested_at
                    else excluded.requested_at
                end,
                note = excluded.note,
                withdrawn_at = null),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @UserId, 'review.requested', postmortem_id
            from opened)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, job, postmortem_id, '', @Now
        from opened, unnest(array['card.refresh', 'review.ask']) job
        union all
        select workspace_id, 'home.publish', postmortem_id, reviewer, @Now
        from opened, unnest(@Reviewers) reviewer
        """;

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

    private const string SetMessageSql = """
        -- ReviewStore.SetMessage
        update review_requests
        set message_channel_id = @ChannelId,
            message_ts = @Ts,
            message_for = @MessageFor
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and reviewer_id = @ReviewerId
        """;

    private const string WaitingSql = $"""
        -- ReviewStore.Waiting
        select
            {PostmortemStore.Columns}
        where p.workspace_id = @WorkspaceId
          and p.status = 'in_review'
          and {AccessRule.Readable}
          and exists (
            select 1
            from review_requests r
            where r.workspace_id = p.workspace_id
              and r.postmortem_id = p.postmortem_id
              and r.reviewer_id = @UserId
              and r.revision = p.revision
              and r.withdrawn_at is null)
        order by p.review_requested_at
        limit @Limit
        """;
}
