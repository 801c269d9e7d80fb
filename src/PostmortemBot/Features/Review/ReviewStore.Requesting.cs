using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Review;

public sealed partial class ReviewStore
{
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
}
