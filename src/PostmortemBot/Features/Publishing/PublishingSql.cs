using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Publishing;

public sealed partial class PublishingStore
{
    // The facts carry no time of their own; the audit says when they were last edited.
    private const string LearningsSql = """
        -- PublishingStore.Learnings
        select
            p.summary,
            p.went_well,
            p.went_badly,
            p.got_lucky,
            p.sharing_plan,
            p.metrics_to_watch,
            p.notes_changed_at,
            (
                select max(a.at)
                from audit a
                where a.workspace_id = p.workspace_id
                  and a.subject_id = p.postmortem_id
                  and a.act = 'postmortem.facts_edited') as facts_changed_at
        from postmortems p
        where p.workspace_id = @WorkspaceId
          and p.postmortem_id = @PostmortemId
        """;

    // Saving what is there already changes nothing, so that looking does not undo a sign-off.
    private const string WriteSql = $"""
        -- PublishingStore.Write
        with postmortem as (
            select
                p.workspace_id,
                p.postmortem_id
            from postmortems p
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.status in ('draft', 'in_review', 'approved')
              and p.notes_changed_at is not distinct from @KnownChangedAt::timestamptz
              and {AccessRule.Readable}
            for update of p),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from postmortem
            on conflict do nothing
            returning workspace_id),
        written as (
            update postmortems p
            set summary = @Summary,
                went_well = @WentWell,
                went_badly = @WentBadly,
                got_lucky = @GotLucky,
                sharing_plan = @SharingPlan,
                metrics_to_watch = @MetricsToWatch,
                notes_changed_at = @Now,
                updated_at = @Now
            where p.workspace_id in (select workspace_id from receipt)
              and p.postmortem_id = @PostmortemId
              and (p.summary, p.went_well, p.went_badly, p.got_lucky, p.sharing_plan, p.metrics_to_watch)
                  is distinct from (@Summary, @WentWell, @WentBadly, @GotLucky, @SharingPlan, @MetricsToWatch)
            returning
                p.workspace_id,
                p.postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @UserId, 'publishing.learnings_written', postmortem_id
            from written),
        followed as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'card.refresh', postmortem_id, @Now
            from written)
        select exists (
            select 1
            from postmortem)
        """;

    private const string NotesChangedBySql = """
        -- PublishingStore.NotesChangedBy
        select actor_id
        from audit
        where workspace_id = @WorkspaceId
          and subject_id = @PostmortemId
          and act = 'publishing.learnings_written'
        order by at desc
        limit 1
        """;

    private const string ApprovedBySql = """
        -- PublishingStore.ApprovedBy
        select s.reviewer_id
        from sign_offs s
        join postmortems p
          on p.workspace_id = s.workspace_id
         and p.postmortem_id = s.postmortem_id
         and p.revision = s.revision
        where s.workspace_id = @WorkspaceId
          and s.postmortem_id = @PostmortemId
          and s.decision = 'approved'
        order by s.decided_at
        limit 1
        """;

    private const string PublishSql = $"""
        -- PublishingStore.Publish
        with approved as (
            select
                p.workspace_id,
                p.postmortem_id
            from postmortems p
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.status = 'approved'
              and p.approved_at = @ApprovedAt
              and (p.audience = @SeenAudience or @SeenAudience = 'channel')
              and {AccessRule.Readable}
            for update of p),
        receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            select workspace_id, @RequestKey, @Now, @Now
            from approved
            on conflict do nothing
            returning workspace_id),
        published as (
            update postmortems p
            set status = 'published',
                audience = @Audience,
                published_at = @Now,
                updated_at = @Now
            where p.workspace_id in (select workspace_id from receipt)
              and p.postmortem_id = @PostmortemId
            returning
                p.workspace_id,
                p.postmortem_id,
                p.audience),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id, details)
            select workspace_id, @AuditId, @Now, @UserId, 'publishing.published', postmortem_id, jsonb_build_object('audience', audience)
            from published)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, job, postmortem_id, @Now
        from published, unnest(array['card.refresh', 'publishing.publish', 'whys.thread']) job
        """;

    private const string WasPublishedBySql = """
        -- PublishingStore.WasPublishedBy
        select exists (
            select 1
            from postmortems p
            join receipts r
              on r.workspace_id = p.workspace_id
             and r.request_key = @RequestKey
            where p.workspace_id = @WorkspaceId
              and p.postmortem_id = @PostmortemId
              and p.status = 'published')
        """;

    private const string ClaimSql = """
        -- PublishingStore.Claim
        insert into publications (workspace_id, postmortem_id, channel_id, claimed_at)
        values (@WorkspaceId, @PostmortemId, @ChannelId, @Now)
        on conflict do nothing
        """;

    private const string PublicationSql = """
        -- PublishingStore.Publication
        select
            channel_id,
            message_ts,
            files,
            completed_at
        from publications
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and channel_id = @ChannelId
        """;

    private const string SetMessageSql = """
        -- PublishingStore.SetMessage
        update publications
        set message_ts = @Ts
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and channel_id = @ChannelId
        """;

    private const string AddFileSql = """
        -- PublishingStore.AddFile
        update publications
        set files = array_append(files, @File)
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and channel_id = @ChannelId
        """;

    private const string CompleteSql = """
        -- PublishingStore.Complete
        update publications
        set completed_at = @Now
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and channel_id = @ChannelId
        """;
}
