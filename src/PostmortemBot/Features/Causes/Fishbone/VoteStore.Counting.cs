namespace PostmortemBot.Features.Causes.Fishbone;

public sealed partial class VoteStore
{
    /// <summary>Counts the dots and forgets who placed them. True for exactly one of those who end it.</summary>
    public Task<bool> CountAsync(Brainstorm brainstorm, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            var arguments = new { brainstorm.WorkspaceId, brainstorm.BrainstormId, brainstorm.PostmortemId, Actor = actor, Act = "vote.counted", AuditId = Guid.CreateVersion7(now), Now = now };
            // Whoever places a dot at this moment is waited for.
            if (await transaction.SingleOrDefaultAsync<Guid?>(LockVoteSql, arguments) is null)
                return false;
            return await transaction.SingleOrDefaultAsync<int>(CountSql, arguments) > 0;
        }, cancellationToken);

    private const string LockVoteSql = """
        -- VoteStore.LockVote
        select brainstorm_id
        from brainstorms
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
          and state = 'voting'
        for update
        """;

    private static readonly string CountSql = $"""
        -- VoteStore.Count
        with changed as (
            update brainstorms b
            set state = 'done',
                counted_at = @Now,
                voters = (
                    select count(distinct voter_id)
                    from fishbone_dots d
                    where d.workspace_id = b.workspace_id
                      and d.brainstorm_id = b.brainstorm_id)
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
            returning workspace_id, brainstorm_id, postmortem_id),
        counted as (
            update fishbone_notes n
            set dots = (
                    select count(*)
                    from fishbone_dots d
                    where d.workspace_id = n.workspace_id
                      and d.brainstorm_id = @BrainstormId
                      and d.note_id = n.note_id),
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId),
        forgotten as (
            delete from fishbone_dots
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId),
        {Trails.Ended}
        """;
}
