using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Changes the fishbone's own causes, one intention at a time. False: the postmortem was closed, or the note taken off, meanwhile.</summary>
public sealed class NotesStore(PostgresDatabase database, AnswersStore answers, CauseChanges changes)
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

    /// <summary>Lets the others say the same as the first. Every text stays.</summary>
    public Task<bool> MergeAsync(Note into, IReadOnlyList<Guid> others, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(MergeSql, new { into.WorkspaceId, into.PostmortemId, into.NoteId, Others = others.ToArray(), Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    /// <summary>Each of those that say the same stands for itself again.</summary>
    public Task<bool> TakeApartAsync(Note head, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(TakeApartSql, new { head.WorkspaceId, head.PostmortemId, head.NoteId, Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    /// <summary>
    /// Puts a note into the graph, with its bone. The cause's id comes from the request, so that the same request again
    /// finishes what the first one began.
    /// </summary>
    /// <returns>Null: somebody else has moved it already.</returns>
    public async Task<AnswerOutcome?> MoveIntoCausesAsync(Note note, NewAnswer answer, string? category, DateTimeOffset now, CancellationToken cancellationToken)
    {
        AnswerOutcome? outcome = null;
        // Two people may move the same note: it becomes one cause.
        await database.AloneAsync($"note {note.NoteId}", async () =>
        {
            var into = await database.SingleOrDefaultAsync<Guid?>(StandingSql, new { note.WorkspaceId, note.NoteId }, cancellationToken);
            if (into is { } other && other != answer.CauseId)
                return;
            outcome = await answers.AddAsync(answer, now, cancellationToken);
            if (outcome.MayChange)
                await database.ExecuteAsync(MovedSql, new { note.WorkspaceId, note.NoteId, answer.CauseId, Category = category, Now = now }, cancellationToken);
        }, cancellationToken);
        return outcome;
    }

    /// <summary>Puts a cause of the graph on another bone; null takes it off all of them.</summary>
    public async Task<bool> PlaceCauseAsync(Cause cause, string? category, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await changes.RecordAsync(
            new ChangeIntent(cause.WorkspaceId, cause.PostmortemId, cause.CauseId, CauseActs.Edited, actor, now),
            transaction => transaction.SingleOrDefaultAsync<int>(PlaceCauseSql, new { cause.WorkspaceId, cause.CauseId, Category = category, Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }),
            cancellationToken) > 0;

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
    private const string EditSql = $"""
        -- NotesStore.Edit
        with {Changeable},
        edited as (
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
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, @Act, note_id
            from edited),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'card.refresh', postmortem_id, @Now
            from edited)
        select count(*)::integer
        from changeable
        """;

    private const string RemoveSql = $"""
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

    // Whatever the others had taken in comes along, so that nothing is merged into what is merged itself.
    private const string MergeSql = $"""
        -- NotesStore.Merge
        with {Changeable},
        merged as (
            update fishbone_notes
            set merged_into = @NoteId,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id in (select postmortem_id from changeable)
              and note_id <> @NoteId
              and (note_id = any(@Others) or merged_into = any(@Others))
            returning workspace_id, note_id),
        head as (
            update fishbone_notes
            set merged_into = null,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and note_id in (select note_id from changeable)
              and exists (select 1 from merged)
            returning workspace_id, postmortem_id, note_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'fishbone.merged', note_id
            from head),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'card.refresh', postmortem_id, @Now
            from head)
        select count(*)::integer
        from changeable
        """;

    private const string TakeApartSql = $"""
        -- NotesStore.TakeApart
        with {Changeable},
        apart as (
            update fishbone_notes
            set merged_into = null,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id in (select postmortem_id from changeable)
              and merged_into = @NoteId
            returning workspace_id, postmortem_id, note_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'fishbone.taken_apart', note_id
            from changeable),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'card.refresh', postmortem_id, @Now
            from apart
            limit 1)
        select count(*)::integer
        from changeable
        """;

    private const string StandingSql = """
        -- NotesStore.Standing
        select c.cause_id
        from fishbone_notes n
        join causes c
          on c.workspace_id = n.workspace_id
         and c.cause_id = n.cause_id
        where n.workspace_id = @WorkspaceId
          and n.note_id = @NoteId
          and c.removed_at is null
        """;

    private const string MovedSql = """
        -- NotesStore.Moved
        with placed as (
            update causes
            set category = @Category::text
            where workspace_id = @WorkspaceId
              and cause_id = @CauseId)
        update fishbone_notes
        set cause_id = @CauseId,
            updated_at = @Now
        where workspace_id = @WorkspaceId
          and note_id = @NoteId
        """;

    private const string PlaceCauseSql = """
        -- NotesStore.PlaceCause
        with changeable as (
            select
                c.workspace_id,
                c.cause_id
            from causes c
            join postmortems p
              on p.workspace_id = c.workspace_id
             and p.postmortem_id = c.postmortem_id
            where c.workspace_id = @WorkspaceId
              and c.cause_id = @CauseId
              and c.removed_at is null
              and p.status in ('draft', 'in_review', 'approved')),
        placed as (
            update causes
            set category = @Category::text,
                version = version + 1,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and cause_id in (select cause_id from changeable)
              and category is distinct from @Category::text
            returning workspace_id, postmortem_id, cause_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @Actor, 'causes.placed', cause_id
            from placed),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from placed, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from changeable
        """;
}
