using System.Security.Cryptography;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Starts, extends and ends brainstorms, and finds them.</summary>
public sealed class BrainstormStore(PostgresDatabase database)
{
    private const int SecretLength = 32;

    /// <summary>False: one is on already, or the postmortem was closed. The same request again finds its own: true.</summary>
    public async Task<bool> StartAsync(Postmortem postmortem, Guid brainstormId, bool isAnonymous, DateTimeOffset endsAt, string startedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(StartSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            BrainstormId = brainstormId,
            IsAnonymous = isAnonymous,
            AuthorSecret = isAnonymous ? RandomNumberGenerator.GetBytes(SecretLength) : null,
            StartedBy = startedBy,
            EndsAt = endsAt,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken) > 0 || await FindAsync(postmortem.WorkspaceId, brainstormId, cancellationToken) is not null;

    public Task<Brainstorm?> FindAsync(string workspaceId, Guid brainstormId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Brainstorm>(FindSql, new { WorkspaceId = workspaceId, BrainstormId = brainstormId }, cancellationToken);

    /// <summary>The one that is on, else the newest.</summary>
    public Task<Brainstorm?> NewestAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Brainstorm>(NewestSql, new { postmortem.WorkspaceId, postmortem.PostmortemId }, cancellationToken);

    /// <summary>False: it has ended meanwhile, or somebody else has extended it.</summary>
    public async Task<bool> ExtendAsync(Brainstorm brainstorm, DateTimeOffset endsAt, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(ExtendSql, new
        {
            brainstorm.WorkspaceId,
            brainstorm.BrainstormId,
            Before = brainstorm.EndsAt,
            EndsAt = endsAt,
            Actor = actor,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken) > 0;

    /// <summary>Shows all to all, and forgets who wrote what where nobody was to know. True for exactly one of those who end it.</summary>
    /// <param name="brainstorm">Which.</param>
    /// <param name="isEarly">Somebody ends it before its time.</param>
    /// <param name="actor">Who; the bot by its clock has no name.</param>
    /// <param name="now">Now.</param>
    /// <param name="cancellationToken">Stops.</param>
    public Task<bool> EndAsync(Brainstorm brainstorm, bool isEarly, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            var arguments = new { brainstorm.WorkspaceId, brainstorm.BrainstormId, IsEarly = isEarly, Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now };
            // Whoever is writing at this moment is waited for: what they store is shown, and their hashes go too.
            if (await transaction.SingleOrDefaultAsync<Guid?>(LockSql, arguments) is null)
                return false;
            return await transaction.SingleOrDefaultAsync<int>(EndSql, arguments) > 0;
        }, cancellationToken);

    /// <summary>Those whose time has come, in every workspace.</summary>
    public Task<IReadOnlyList<Brainstorm>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.QueryAsync<Brainstorm>(DueSql, new { Now = now }, cancellationToken);

    public Task DrawnAsync(Brainstorm brainstorm, string channelId, string ts, string hash, CancellationToken cancellationToken) =>
        database.ExecuteAsync(DrawnSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId, ChannelId = channelId, Ts = ts, Hash = hash }, cancellationToken);

    /// <summary>What was written in it, once all may see it.</summary>
    public Task<IReadOnlyList<Note>> RevealedAsync(Brainstorm brainstorm, CancellationToken cancellationToken) =>
        database.QueryAsync<Note>(RevealedSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId }, cancellationToken);

    public Task SaidAsync(Brainstorm brainstorm, string occasion, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaidSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId, Occasion = occasion }, cancellationToken);

    private const string Columns = """
            workspace_id,
            brainstorm_id,
            postmortem_id,
            is_anonymous,
            state,
            author_secret,
            started_by,
            started_at,
            ends_at,
            people,
            dots_each,
            voters,
            counted_at,
            channel_id,
            message_ts,
            drawn_hash,
            said
        from brainstorms
        """;

    private const string FindSql = $"""
        -- BrainstormStore.Find
        select
            {Columns}
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
        """;

    private const string NewestSql = $"""
        -- BrainstormStore.Newest
        select
            {Columns}
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
        order by state = 'writing' desc, started_at desc
        limit 1
        """;

    private const string DueSql = $"""
        -- BrainstormStore.Due
        select
            {Columns}
        where state = 'writing'
          and ends_at <= @Now
        """;

    private const string StartSql = """
        -- BrainstormStore.Start
        with started as (
            insert into brainstorms (workspace_id, brainstorm_id, postmortem_id, is_anonymous, author_secret, started_by, started_at, ends_at)
            select workspace_id, @BrainstormId, postmortem_id, @IsAnonymous, @AuthorSecret, @StartedBy, @Now, @EndsAt
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')
            on conflict do nothing
            returning workspace_id, brainstorm_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @StartedBy, 'brainstorm.started', brainstorm_id
            from started),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from started)
        select count(*)::integer
        from started
        """;

    private const string ExtendSql = """
        -- BrainstormStore.Extend
        with extended as (
            update brainstorms
            set ends_at = @EndsAt
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and state = 'writing'
              and ends_at = @Before
              and ends_at > @Now
            returning workspace_id, brainstorm_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'brainstorm.extended', brainstorm_id
            from extended),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from extended)
        select count(*)::integer
        from extended
        """;

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
    private const string EndSql = """
        -- BrainstormStore.End
        with ended as (
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
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'brainstorm.ended', brainstorm_id
            from ended),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, subject, @Now
            from ended, lateral (values ('brainstorm.draw', brainstorm_id), ('card.refresh', postmortem_id)) as work (job, subject))
        select count(*)::integer
        from ended
        """;

    private const string RevealedSql = $"""
        -- BrainstormStore.Revealed
        select
            {FishboneStore.Columns}
        where n.workspace_id = @WorkspaceId
          and n.brainstorm_id = @BrainstormId
          and b.state <> 'writing'
        order by n.created_at, n.note_id
        """;

    private const string SaidSql = """
        -- BrainstormStore.Said
        update brainstorms
        set said = array_append(said, @Occasion)
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
          and @Occasion <> all(said)
        """;

    private const string DrawnSql = """
        -- BrainstormStore.Drawn
        update brainstorms
        set channel_id = @ChannelId,
            message_ts = @Ts,
            drawn_hash = @Hash
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
        """;
}
