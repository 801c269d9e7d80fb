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
