using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Changes the fishbone's own causes, one intention at a time. False: the postmortem was closed, or the note taken off, meanwhile.</summary>
public sealed partial class NotesStore(PostgresDatabase database, AnswersStore answers, CauseChanges changes)
{
    /// <summary>The id that the cause on that line of a request gets.</summary>
    public static Guid IdOf(string workspaceId, string requestKey, int line) => RequestIds.From(workspaceId, $"note {requestKey} {line}");

    public async Task<bool> AddAsync(Postmortem postmortem, IReadOnlyList<TypedCause> causes, string author, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(AddSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            Ids = causes.Select((_, index) => IdOf(postmortem.WorkspaceId, requestKey, index)).ToArray(),
            Texts = causes.Select(cause => cause.Text).ToArray(),
            Categories = causes.Select(cause => cause.Category).ToArray(),
            Author = author,
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken) > 0;

    public Task<bool> EditAsync(Note note, string text, string? category, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(EditSql, new { note.WorkspaceId, note.NoteId, Text = text, Category = category, Act = "fishbone.edited", Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    public Task<bool> RemoveAsync(Note note, bool isRemoved, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(RemoveSql, new { note.WorkspaceId, note.NoteId, IsRemoved = isRemoved, Act = isRemoved ? "fishbone.removed" : "fishbone.put_back", Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    private async Task<bool> ChangeAsync(string sql, object arguments, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(sql, arguments, cancellationToken) > 0;

    private const string Changeable = """
        changeable as (
            select
                n.workspace_id,
                n.postmortem_id,
                n.note_id
            from fishbone_notes n
            join postmortems p
              on p.workspace_id = n.workspace_id
             and p.postmortem_id = n.postmortem_id
            where n.workspace_id = @WorkspaceId
              and n.note_id = @NoteId
              and p.status in ('draft', 'in_review', 'approved'))
        """;

    private const string AddSql = """
        -- NotesStore.Add
        with changeable as (
            select
                workspace_id,
                postmortem_id
            from postmortems
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and status in ('draft', 'in_review', 'approved')),
        added as (
            insert into fishbone_notes (workspace_id, note_id, postmortem_id, category, text, author_id, created_at, updated_at)
            select
                changeable.workspace_id,
                typed.note_id,
                changeable.postmortem_id,
                typed.category,
                typed.text,
                @Author,
                @Now::timestamptz + typed.place * interval '1 microsecond',
                @Now
            from changeable, unnest(@Ids::uuid[], @Texts::text[], @Categories::text[]) with ordinality as typed(note_id, text, category, place)
            on conflict do nothing
            returning workspace_id, postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Author, 'fishbone.added', postmortem_id
            from added
            limit 1),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'card.refresh', postmortem_id, @Now
            from added
            limit 1)
        select count(*)::integer
        from changeable
        """;

    // Saving what is there already is no change: a sign-off covers the words.
    private static readonly string EditSql = $"""
        -- NotesStore.Edit
        with {Changeable},
        changed as (
            update fishbone_notes
            set previous_text = case when text = @Text then previous_text else text end,
                text = @Text,
                category = @Category::text,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and note_id in (select note_id from changeable)
              and removed_at is null
              and (text, category) is distinct from (@Text::text, @Category::text)
            returning workspace_id, postmortem_id, note_id),
        {Trails.Note}
        """;

    private static readonly string RemoveSql = $"""
        -- NotesStore.Remove
        with {Changeable},
        changed as (
            update fishbone_notes
            set removed_at = case when @IsRemoved then @Now::timestamptz end,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and note_id in (select note_id from changeable)
              and (removed_at is not null) <> @IsRemoved
            returning workspace_id, postmortem_id, note_id),
        {Trails.Note}
        """;
}
