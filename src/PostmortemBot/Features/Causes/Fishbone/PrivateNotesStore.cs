using PostmortemBot.Database;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>How a brainstorm stands, as everybody may know it: never who.</summary>
public sealed record Tally
{
    public required int People { get; init; }
    public required int Causes { get; init; }
}

/// <summary>
/// What people write during a brainstorm: each sees, changes and takes back only their own. Nothing here is audited,
/// and an anonymous cause is stored without its author, its moment, or an order that would tell.
/// </summary>
public sealed class PrivateNotesStore(PostgresDatabase database)
{
    /// <summary>False: the brainstorm has ended meanwhile; nothing was stored.</summary>
    public async Task<bool> AddAsync(Brainstorm brainstorm, IReadOnlyList<TypedCause> causes, string userId, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(AddSql, new
        {
            brainstorm.WorkspaceId,
            brainstorm.BrainstormId,
            Ids = causes.Select((_, index) => NotesStore.IdOf(brainstorm.WorkspaceId, requestKey, index)).ToArray(),
            Texts = causes.Select(cause => cause.Text).ToArray(),
            Categories = causes.Select(cause => cause.Category).ToArray(),
            UserId = userId,
            AuthorKey = brainstorm.KeyOf(userId),
            Now = now,
        }, cancellationToken) > 0;

    public Task<IReadOnlyList<Note>> OwnAsync(Brainstorm brainstorm, string userId, CancellationToken cancellationToken) =>
        database.QueryAsync<Note>(OwnSql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId, UserId = userId, AuthorKey = brainstorm.KeyOf(userId) }, cancellationToken);

    /// <summary>False: it is not theirs, or the brainstorm has ended meanwhile.</summary>
    public async Task<bool> EditAsync(Brainstorm brainstorm, Guid noteId, string text, string? category, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(EditSql, Arguments(brainstorm, noteId, text, category, isRemoved: false, userId, now), cancellationToken) > 0;

    /// <inheritdoc cref="EditAsync"/>
    public async Task<bool> RemoveAsync(Brainstorm brainstorm, Guid noteId, bool isRemoved, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(RemoveSql, Arguments(brainstorm, noteId, "", null, isRemoved, userId, now), cancellationToken) > 0;

    public async Task<Tally> TallyAsync(Brainstorm brainstorm, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<Tally>(TallySql, new { brainstorm.WorkspaceId, brainstorm.BrainstormId }, cancellationToken) ?? new Tally { People = 0, Causes = 0 };

    private static object Arguments(Brainstorm brainstorm, Guid noteId, string text, string? category, bool isRemoved, string userId, DateTimeOffset now) => new
    {
        brainstorm.WorkspaceId,
        brainstorm.BrainstormId,
        NoteId = noteId,
        Text = text,
        Category = category,
        IsRemoved = isRemoved,
        UserId = userId,
        AuthorKey = brainstorm.KeyOf(userId),
        Now = now,
    };

    // Shared with others who write, and not with whoever ends it.
    private const string Running = """
        running as (
            select
                b.workspace_id,
                b.brainstorm_id,
                b.postmortem_id,
                b.is_anonymous,
                b.started_at
            from brainstorms b
            join postmortems p
              on p.workspace_id = b.workspace_id
             and p.postmortem_id = b.postmortem_id
            where b.workspace_id = @WorkspaceId
              and b.brainstorm_id = @BrainstormId
              and b.state = 'writing'
              and b.ends_at > @Now
              and p.status in ('draft', 'in_review', 'approved')
            for share of b)
        """;

    private const string AddSql = $"""
        -- PrivateNotesStore.Add
        with {Running},
        added as (
            insert into fishbone_notes (workspace_id, note_id, postmortem_id, brainstorm_id, category, text, author_id, author_key, created_at, updated_at)
            select
                running.workspace_id,
                typed.note_id,
                running.postmortem_id,
                running.brainstorm_id,
                typed.category,
                typed.text,
                case when running.is_anonymous then null else @UserId end,
                case when running.is_anonymous then @AuthorKey::bytea end,
                case when running.is_anonymous then running.started_at else @Now::timestamptz + typed.place * interval '1 microsecond' end,
                running.started_at
            from running, unnest(@Ids::uuid[], @Texts::text[], @Categories::text[]) with ordinality as typed(note_id, text, category, place)
            on conflict do nothing
            returning workspace_id, brainstorm_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from added
            limit 1)
        select count(*)::integer
        from running
        """;

    private const string OwnSql = """
        -- PrivateNotesStore.Own
        select
            workspace_id,
            note_id,
            postmortem_id,
            brainstorm_id,
            category,
            text,
            created_at,
            updated_at,
            removed_at
        from fishbone_notes
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
          and (author_id = @UserId or author_key = @AuthorKey::bytea)
        order by created_at, note_id
        """;

    private const string EditSql = $"""
        -- PrivateNotesStore.Edit
        with {Running},
        edited as (
            update fishbone_notes
            set text = @Text,
                category = @Category::text
            where workspace_id = @WorkspaceId
              and brainstorm_id in (select brainstorm_id from running)
              and note_id = @NoteId
              and removed_at is null
              and (author_id = @UserId or author_key = @AuthorKey::bytea)
            returning note_id)
        select count(*)::integer
        from edited
        """;

    private const string RemoveSql = $"""
        -- PrivateNotesStore.Remove
        with {Running},
        removed as (
            update fishbone_notes
            set removed_at = case when @IsRemoved then updated_at end
            where workspace_id = @WorkspaceId
              and brainstorm_id in (select brainstorm_id from running)
              and note_id = @NoteId
              and (author_id = @UserId or author_key = @AuthorKey::bytea)
            returning workspace_id, brainstorm_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'brainstorm.draw', brainstorm_id, @Now
            from removed)
        select count(*)::integer
        from removed
        """;

    private const string TallySql = """
        -- PrivateNotesStore.Tally
        select
            count(distinct coalesce(author_id, encode(author_key, 'hex')))::integer as people,
            count(*)::integer as causes
        from fishbone_notes
        where workspace_id = @WorkspaceId
          and brainstorm_id = @BrainstormId
          and removed_at is null
        """;
}
