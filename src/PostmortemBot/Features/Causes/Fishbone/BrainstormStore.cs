using System.Security.Cryptography;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Starts, extends and ends brainstorms, and finds them.</summary>
public sealed partial class BrainstormStore(PostgresDatabase database)
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
            Actor = startedBy,
            Act = "brainstorm.started",
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
            Act = "brainstorm.extended",
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken) > 0;

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

    private static readonly string StartSql = $"""
        -- BrainstormStore.Start
        with changed as (
            insert into brainstorms (workspace_id, brainstorm_id, postmortem_id, is_anonymous, author_secret, started_by, started_at, ends_at)
            select workspace_id, @BrainstormId, postmortem_id, @IsAnonymous, @AuthorSecret, @StartedBy, @Now, @EndsAt
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')
            on conflict do nothing
            returning workspace_id, brainstorm_id),
        {Trails.Brainstorm}
        """;

    private static readonly string ExtendSql = $"""
        -- BrainstormStore.Extend
        with changed as (
            update brainstorms
            set ends_at = @EndsAt
            where workspace_id = @WorkspaceId
              and brainstorm_id = @BrainstormId
              and state = 'writing'
              and ends_at = @Before
              and ends_at > @Now
            returning workspace_id, brainstorm_id),
        {Trails.Brainstorm}
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
