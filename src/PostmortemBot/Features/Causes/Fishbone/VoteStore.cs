using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>A dot that somebody has placed.</summary>
public sealed record Dot
{
    public required Guid DotId { get; init; }
    public required Guid NoteId { get; init; }
}

/// <summary>Dots: placed and withdrawn while the vote is on, then counted and forgotten.</summary>
public sealed partial class VoteStore(PostgresDatabase database)
{
    /// <summary>False: a vote is on already, or people are still writing.</summary>
    public async Task<bool> OpenAsync(Brainstorm brainstorm, int dotsEach, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.InTransactionAsync(async transaction =>
        {
            var arguments = new { brainstorm.WorkspaceId, brainstorm.BrainstormId, brainstorm.PostmortemId, DotsEach = dotsEach, Actor = actor, Act = "vote.opened", AuditId = Guid.CreateVersion7(now), Now = now };
            await transaction.ExecuteAsync(LockSql, new { Name = $"vote {brainstorm.PostmortemId}" });
            return await transaction.SingleOrDefaultAsync<int>(OpenSql, arguments) > 0;
        }, cancellationToken);

    /// <summary>Null: placed. Else why not.</summary>
    public Task<DotOutcome> PlaceAsync(Brainstorm brainstorm, Guid dotId, Guid noteId, string voter, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            var arguments = new { brainstorm.WorkspaceId, brainstorm.BrainstormId, brainstorm.PostmortemId, DotId = dotId, NoteId = noteId, Voter = voter, Now = now };
            await transaction.ExecuteAsync(LockSql, new { Name = $"dots {brainstorm.BrainstormId} {voter}" });
            return await transaction.SingleOrDefaultAsync<DotOutcome>(PlaceSql, arguments) ?? new DotOutcome { IsOn = false, Left = 0 };
        }, cancellationToken);

    /// <summary>Takes one dot of theirs back from that cause. False: the vote has ended.</summary>
    public async Task<bool> WithdrawAsync(Brainstorm brainstorm, Guid dotId, string voter, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(WithdrawSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId, DotId = dotId, Voter = voter, Now = now }, cancellationToken) > 0;

    public Task<IReadOnlyList<Dot>> OwnAsync(Brainstorm brainstorm, string voter, CancellationToken cancellationToken) =>
        database.QueryAsync<Dot>(OwnSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId, Voter = voter }, cancellationToken);

    /// <summary>How many have voted so far. How they voted is nobody's business.</summary>
    public Task<int> VotersAsync(Brainstorm brainstorm, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<int>(VotersSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId }, cancellationToken);

    private const string LockSql = """
        -- VoteStore.Lock
        select pg_advisory_xact_lock(hashtextextended(@Name, 0))
        """;

    private static readonly string OpenSql = $"""
        -- VoteStore.Open
        with changed as (
            update brainstorms b
            set state = 'voting',
                dots_each = @DotsEach,
                counted_at = null
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and state in ('revealed', 'done')
              and not exists (
                select 1
                from brainstorms other
                where other.workspace_id = b.workspace_id
                  and other.postmortem_id = b.postmortem_id
                  and other.state = 'voting')
            returning workspace_id, brainstorm_id),
        {Trails.Brainstorm}
        """;

    private const string PlaceSql = """
        -- VoteStore.Place
        with vote as (
            select workspace_id, brainstorm_id, dots_each
            from brainstorms
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and state = 'voting'
            for share),
        placed as (
            select count(*)::integer as dots
            from fishbone_dots
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and voter_id = @Voter
              and dot_id <> @DotId),
        added as (
            insert into fishbone_dots (workspace_id, dot_id, brainstorm_id, note_id, voter_id, placed_at)
            select vote.workspace_id, @DotId, vote.brainstorm_id, n.note_id, @Voter, @Now
            from vote, placed, fishbone_notes n
            where placed.dots < vote.dots_each
              and n.workspace_id = @WorkspaceId
              and n.postmortem_id = @PostmortemId
              and n.note_id = @NoteId
              and n.removed_at is null
            on conflict do nothing
            returning workspace_id, brainstorm_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from added)
        select
            true as is_on,
            vote.dots_each - placed.dots as left
        from vote, placed
        """;

    private const string WithdrawSql = """
        -- VoteStore.Withdraw
        with vote as (
            select workspace_id, brainstorm_id
            from brainstorms
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and state = 'voting'
            for share),
        withdrawn as (
            delete from fishbone_dots
            where workspace_id = @WorkspaceId
              and brainstorm_id in (select brainstorm_id from vote)
              and dot_id = @DotId
              and voter_id = @Voter
            returning workspace_id, brainstorm_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from withdrawn)
        select count(*)::integer
        from vote
        """;

    private const string OwnSql = """
        -- VoteStore.Own
        select
            dot_id,
            note_id
        from fishbone_dots
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
          and voter_id = @Voter
        order by placed_at
        """;

    private const string VotersSql = """
        -- VoteStore.Voters
        select count(distinct voter_id)::integer
        from fishbone_dots
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
        """;
}

/// <summary>What a press for a dot came to.</summary>
public sealed record DotOutcome
{
    /// <summary>Whether the vote is on.</summary>
    public required bool IsOn { get; init; }

    /// <summary>How many dots the person had left before. None: nothing was placed.</summary>
    public required int Left { get; init; }
}
