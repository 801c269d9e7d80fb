namespace PostmortemBot.Features.Postmortems;

/// <summary>What many statements end with, over the rows that they have changed: a line in the audit, and the jobs that must follow.</summary>
internal static class Afterwards
{
    /// <summary>A part of a <c>with</c>, called audited. Reads @AuditId, @Now and @Actor.</summary>
    /// <param name="rows">The part that returns what was changed.</param>
    /// <param name="act">What was done, as SQL.</param>
    /// <param name="subject">The column of what it was done to.</param>
    public static string Audited(string rows, string act, string subject) => $"""
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, {act}, {subject}
            from {rows})
        """;

    /// <summary>The insert into the outbox; more rows may follow it with a union. Reads @Now.</summary>
    /// <param name="rows">The part that returns what was changed.</param>
    /// <param name="jobs">Each job's name, and the column of its subject.</param>
    public static string Asks(string rows, params (string Job, string Subject)[] jobs) => $"""
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        {string.Join("\nunion all\n", jobs.Select(job => $"select workspace_id, '{job.Job}', {job.Subject}, '', @Now from {rows}"))}
        """;
}
