using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>What set an incident off, and the words that may suggest it.</summary>
public sealed record KnownTrigger
{
    public string? Trigger { get; init; }

    /// <summary>The problem, and what the timeline says of changes.</summary>
    public string Words { get; init; } = "";
}

public sealed class TriggerStore(PostgresDatabase database)
{
    public async Task<KnownTrigger> FindAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<KnownTrigger>(FindSql, new { postmortem.WorkspaceId, postmortem.IncidentId, postmortem.PostmortemId }, cancellationToken) ?? new KnownTrigger();

    /// <summary>False: the postmortem is closed; nothing changed.</summary>
    public async Task<bool> SetAsync(Postmortem postmortem, string? trigger, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(SetSql, new
        {
            postmortem.WorkspaceId,
            postmortem.IncidentId,
            postmortem.PostmortemId,
            Trigger = trigger,
            AuditId = Guid.CreateVersion7(now),
            Actor = actor,
            Now = now,
        }, cancellationToken) == 1;

    private const string FindSql = """
        -- TriggerStore.Find
        select
            i.trigger,
            concat_ws(' ', (
                select string_agg(c.text, ' ' order by c.created_at)
                from causes c
                where c.workspace_id = i.workspace_id
                  and c.postmortem_id = @PostmortemId
                  and c.is_top
                  and c.removed_at is null), (
                select string_agg(left(t.text, 300), ' ')
                from timeline_entries t
                where t.workspace_id = i.workspace_id
                  and t.postmortem_id = @PostmortemId
                  and t.kind = 'change'
                  and t.removed_at is null)) as words
        from incidents i
        where i.workspace_id = @WorkspaceId
          and i.incident_id = @IncidentId
        """;

    private const string SetSql = """
        -- TriggerStore.Set
        with changeable as (
            select
                workspace_id,
                postmortem_id,
                incident_id
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')),
        changed as (
            update incidents i
            set trigger = @Trigger::text
            from changeable
            where i.workspace_id = changeable.workspace_id
              and i.incident_id = changeable.incident_id
              and i.trigger is distinct from @Trigger::text
            returning i.workspace_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'incidents.trigger_set', @PostmortemId
            from changed),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, @PostmortemId, @Now
            from changed, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from changeable
        """;
}
