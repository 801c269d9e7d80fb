namespace PostmortemBot.Features.Causes.Fishbone;

public sealed partial class NotesStore
{
    /// <summary>Lets the others say the same as the first. Every text stays.</summary>
    public Task<bool> MergeAsync(Note into, IReadOnlyList<Guid> others, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(MergeSql, new { into.WorkspaceId, into.PostmortemId, into.NoteId, Others = others.ToArray(), Act = "fishbone.merged", Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    /// <summary>Each of those that say the same stands for itself again.</summary>
    public Task<bool> TakeApartAsync(Note head, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        ChangeAsync(TakeApartSql, new { head.WorkspaceId, head.PostmortemId, head.NoteId, Act = "fishbone.taken_apart", Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    // Whatever the others had taken in comes along, so that nothing is merged into what is merged itself.
    private static readonly string MergeSql = $"""
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
        changed as (
            update fishbone_notes
            set merged_into = null,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and note_id in (select note_id from changeable)
              and exists (select 1 from merged)
            returning workspace_id, postmortem_id, note_id),
        {Trails.Note}
        """;

    private static readonly string TakeApartSql = $"""
        -- NotesStore.TakeApart
        with {Changeable},
        apart as (
            update fishbone_notes
            set merged_into = null,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id in (select postmortem_id from changeable)
              and merged_into = @NoteId
            returning workspace_id),
        changed as (
            select workspace_id, postmortem_id, note_id
            from changeable
            where exists (select 1 from apart)),
        {Trails.Note}
        """;
}
