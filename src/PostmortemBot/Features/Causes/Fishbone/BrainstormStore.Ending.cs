namespace PostmortemBot.Features.Causes.Fishbone;

public sealed partial class BrainstormStore
{
    /// <summary>Shows all to all, and forgets who wrote what where nobody was to know. True for exactly one of those who end it.</summary>
    /// <param name="brainstorm">Which.</param>
    /// <param name="isEarly">Somebody ends it before its time.</param>
    /// <param name="actor">Who; the bot by its clock has no name.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<bool> EndAsync(Brainstorm brainstorm, bool isEarly, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            var arguments = new { brainstorm.WorkspaceId, brainstorm.BrainstormId, IsEarly = isEarly, Actor = actor, Act = "brainstorm.ended", AuditId = Guid.CreateVersion7(now), Now = now };
            // Whoever is writing at this moment is waited for: what they store is shown, and their hashes go too.
            if (await transaction.SingleOrDefaultAsync<Guid?>(LockSql, arguments) is null)
                return false;
            return await transaction.SingleOrDefaultAsync<int>(EndSql, arguments) > 0;
        }, cancellationToken);

    private const string LockSql = """
        -- BrainstormStore.Lock
        select brainstorm_id
        from brainstorms
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
          and state = 'writing'
          and (@IsEarly or ends_at <= @Now)
        for update
        """;

    // What its author took back is nobody's any more. The moment of writing would tell who wrote together.
    private static readonly string EndSql = $"""
        -- BrainstormStore.End
        with changed as (
            update brainstorms b
            set state = 'revealed',
                revealed_at = @Now,
                ends_at = least(ends_at, @Now),
                author_secret = null,
                people = (
                    select count(distinct coalesce(author_id, encode(author_key, 'hex')))
                    from fishbone_notes n
                    where n.workspace_id = b.workspace_id
                      and n.brainstorm_id = b.brainstorm_id
                      and n.removed_at is null)
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and state = 'writing'
            returning workspace_id, brainstorm_id, postmortem_id),
        dropped as (
            delete from fishbone_notes
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and removed_at is not null),
        opened as (
            update fishbone_notes
            set author_key = null,
                previous_text = null,
                created_at = case when author_id is null then @Now else created_at end,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and removed_at is null),
        {Trails.Ended}
        """;
}
