namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>How statements about the fishbone end, once their part <c>changed</c> has changed something: who did it, and what is drawn again.</summary>
internal static class Trails
{
    /// <summary>After a change of a brainstorm or its vote.</summary>
    public const string Brainstorm = """
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, @Act, brainstorm_id
            from changed),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from changed)
        select count(*)::integer
        from changed
        """;

    /// <summary>After the end of a brainstorm or of its vote, which the card shows as well.</summary>
    public const string Ended = """
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, @Act, brainstorm_id
            from changed),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, subject, @Now
            from changed, lateral (values ('brainstorm.draw', brainstorm_id), ('card.refresh', postmortem_id)) as work (job, subject))
        select count(*)::integer
        from changed
        """;

    /// <summary>After a change of a note; it answers whether the note could be changed, not whether it was.</summary>
    public const string Note = """
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, @Act, note_id
            from changed),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'card.refresh', postmortem_id, @Now
            from changed)
        select count(*)::integer
        from changeable
        """;
}
