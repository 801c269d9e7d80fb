using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Reads the fishbone: the workspace's bones, the notes, and which causes of the graph stand on which bone.</summary>
public sealed class FishboneStore(PostgresDatabase database, CausesStore causes)
{
    public async Task<FishboneDiagram> ReadAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var whole = new { postmortem.WorkspaceId, postmortem.PostmortemId };
        var graph = await causes.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var notes = await database.QueryAsync<Note>(NotesSql, whole, cancellationToken);
        var placed = await database.QueryAsync<PlacedCause>(PlacedSql, whole, cancellationToken);
        var categories = await CategoriesAsync(postmortem.WorkspaceId, cancellationToken);
        var head = graph.Top is null ? postmortem.Title : string.Join(" · ", graph.Tops.Select(top => top.Text));
        return new FishboneDiagram(head, categories, graph, placed, notes);
    }

    public async Task<IReadOnlyList<string>> CategoriesAsync(string workspaceId, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<string[]>(CategoriesSql, new { WorkspaceId = workspaceId }, cancellationToken) ?? Categories.Default;

    /// <summary>Those to offer for choosing: the workspace's, and those that are used here all the same.</summary>
    public async Task<IReadOnlyList<string>> OfferedAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        (await ReadAsync(postmortem, cancellationToken)).Choices;

    public Task ChooseCategoriesAsync(string workspaceId, IReadOnlyList<string> names, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ChooseSql, new { WorkspaceId = workspaceId, Names = names.ToArray(), Actor = actor, AuditId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    /// <summary>A note that everybody may see, removed or not. Says nothing of who may see its postmortem.</summary>
    public Task<Note?> FindAsync(string workspaceId, Guid noteId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Note>(FindSql, new { WorkspaceId = workspaceId, NoteId = noteId }, cancellationToken);

    public Task<string?> CategoryOfCauseAsync(string workspaceId, Guid causeId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<string>(CategoryOfCauseSql, new { WorkspaceId = workspaceId, CauseId = causeId }, cancellationToken);

    /// <summary>The columns of a <see cref="Note"/>. Of brainstorms that are still on, nothing is shown to anybody.</summary>
    internal const string Columns = """
            n.workspace_id,
            n.note_id,
            n.postmortem_id,
            n.brainstorm_id,
            n.category,
            n.text,
            n.previous_text,
            n.merged_into,
            n.cause_id,
            n.dots,
            n.author_id,
            n.created_at,
            n.updated_at,
            n.removed_at
        from fishbone_notes n
        left join brainstorms b
          on b.workspace_id = n.workspace_id
         and b.brainstorm_id = n.brainstorm_id
        """;

    private const string NotesSql = $"""
        -- FishboneStore.Notes
        select
            {Columns}
        where n.workspace_id = @WorkspaceId
          and n.postmortem_id = @PostmortemId
          and b.state is distinct from 'writing'
        order by n.created_at, n.note_id
        """;

    private const string FindSql = $"""
        -- FishboneStore.Find
        select
            {Columns}
        where n.workspace_id = @WorkspaceId
          and n.note_id = @NoteId
          and b.state is distinct from 'writing'
        """;

    private const string PlacedSql = """
        -- FishboneStore.Placed
        select
            cause_id,
            category
        from causes
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and category is not null
          and removed_at is null
        """;

    private const string CategoryOfCauseSql = """
        -- FishboneStore.CategoryOfCause
        select category
        from causes
        where workspace_id = @WorkspaceId
          and cause_id = @CauseId
        """;

    private const string CategoriesSql = """
        -- FishboneStore.Categories
        select names
        from fishbone_categories
        where workspace_id = @WorkspaceId
        """;

    private const string ChooseSql = """
        -- FishboneStore.Choose
        with audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act)
            values (@WorkspaceId, @AuditId, @Now, @Actor, 'fishbone.categories'))
        insert into fishbone_categories (workspace_id, names, updated_by, updated_at)
        values (@WorkspaceId, @Names, @Actor, @Now)
        on conflict (workspace_id) do update set
            names = excluded.names,
            updated_by = excluded.updated_by,
            updated_at = excluded.updated_at
        """;
}
