namespace PostmortemBot.Features.Causes.Fishbone;

public sealed partial class NotesStore
{
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
