using Npgsql;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Intake;

public sealed class IntakeStore(PostgresDatabase database)
{
    /// <summary>Stores the incident, its postmortem and the jobs that follow. The same request again changes nothing.</summary>
    public async Task<Problem?> StartAsync(
        IncidentFacts facts, Channel channel, string startedBy, string requestKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync(StartSql, new
            {
                channel.WorkspaceId,
                channel.ChannelId,
                channel.Audience,
                IncidentId = Guid.CreateVersion7(now),
                PostmortemId = Guid.CreateVersion7(now),
                AuditId = Guid.CreateVersion7(now),
                facts.Title,
                facts.Kind,
                facts.Severity,
                facts.Services,
                facts.Impact,
                facts.Slo,
                facts.StartedAt,
                facts.DetectedAt,
                facts.MitigatedAt,
                facts.ResolvedAt,
                facts.FacilitatorId,
                StartedBy = startedBy,
                RequestKey = requestKey,
                Now = now,
            }, cancellationToken);
            return null;
        }
        catch (PostgresException taken) when (taken is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "one_open_postmortem_per_channel" })
        {
            return new Problem("Somebody started a postmortem in this channel a moment ago. Close this form and type /postmortem to see it; what you typed stays here until then.", "title");
        }
    }

    public Task EditAsync(Postmortem postmortem, IncidentFacts facts, string editedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(EditSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            postmortem.IncidentId,
            AuditId = Guid.CreateVersion7(now),
            facts.Title,
            facts.Kind,
            facts.Severity,
            facts.Services,
            facts.Impact,
            facts.Slo,
            facts.StartedAt,
            facts.DetectedAt,
            facts.MitigatedAt,
            facts.ResolvedAt,
            facts.FacilitatorId,
            EditedBy = editedBy,
            Now = now,
        }, cancellationToken);

    public Task CancelAsync(Postmortem postmortem, string cancelledBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(CancelSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            AuditId = Guid.CreateVersion7(now),
            CancelledBy = cancelledBy,
            Now = now,
        }, cancellationToken);

    private const string StartSql = """
        -- IntakeStore.Start
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            values (@WorkspaceId, @RequestKey, @Now, @Now)
            on conflict do nothing
            returning workspace_id),
        numbered as (
            update workspaces
            set next_number = next_number + 1
            where workspace_id in (select workspace_id from receipt)
            returning next_number - 1 as number),
        incident as (
            insert into incidents (
                workspace_id,
                incident_id,
                title,
                kind,
                severity,
                services,
                impact,
                slo,
                started_at,
                detected_at,
                mitigated_at,
                resolved_at,
                created_at)
            select
                @WorkspaceId,
                @IncidentId,
                @Title,
                @Kind,
                @Severity,
                @Services,
                @Impact,
                @Slo,
                @StartedAt,
                @DetectedAt,
                @MitigatedAt,
                @ResolvedAt,
                @Now
            from receipt
            returning incident_id),
        started as (
            insert into postmortems (
                workspace_id,
                postmortem_id,
                number,
                incident_id,
                channel_id,
                audience,
                facilitator_id,
                created_by,
                created_at,
                updated_at)
            select
                @WorkspaceId,
                @PostmortemId,
                number,
                @IncidentId,
                @ChannelId,
                @Audience,
                @FacilitatorId,
                @StartedBy,
                @Now,
                @Now
            from numbered, incident
            returning workspace_id, postmortem_id),
        member as (
            insert into channel_members (workspace_id, channel_id, user_id)
            select workspace_id, @ChannelId, @StartedBy
            from started
            on conflict do nothing),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @StartedBy, 'postmortem.started', postmortem_id
            from started)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, job, postmortem_id, @Now
        from started, unnest(array['channel.members', 'card.refresh']) job
        """;

    private const string EditSql = """
        -- IntakeStore.Edit
        with edited as (
            update incidents
            set title = @Title,
                kind = @Kind,
                severity = @Severity,
                services = @Services,
                impact = @Impact,
                slo = @Slo,
                started_at = @StartedAt,
                detected_at = @DetectedAt,
                mitigated_at = @MitigatedAt,
                resolved_at = @ResolvedAt
            where workspace_id = @WorkspaceId
              and incident_id = @IncidentId),
        touched as (
            update postmortems
            set facilitator_id = @FacilitatorId,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            values (@WorkspaceId, @AuditId, @Now, @EditedBy, 'postmortem.facts_edited', @PostmortemId))
        insert into outbox (workspace_id, job, subject_id, created_at)
        values (@WorkspaceId, 'card.refresh', @PostmortemId, @Now)
        """;

    private const string CancelSql = """
        -- IntakeStore.Cancel
        with cancelled as (
            update postmortems
            set status = 'cancelled',
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')
            returning workspace_id, postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @CancelledBy, 'postmortem.cancelled', postmortem_id
            from cancelled)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, job, postmortem_id, @Now
        from cancelled, unnest(array['card.refresh', 'action-items.redraw', 'whys.thread', 'review.ask']) job
        """;
}
