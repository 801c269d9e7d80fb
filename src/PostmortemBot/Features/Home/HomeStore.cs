using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Home;

public sealed class HomeStore(PostgresDatabase database)
{
    /// <summary>Remembers that a person looks at their Home tab, and asks for its drawing, in one statement.</summary>
    public Task OpenedAsync(Reader reader, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(OpenedSql, new { reader.WorkspaceId, reader.UserId, OpeningId = Guid.CreateVersion7(now), Now = now }, cancellationToken);

    public Task<bool> HasOpenedAsync(Reader reader, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(HasOpenedSql, new { reader.WorkspaceId, reader.UserId }, cancellationToken);

    private const string OpenedSql = """
        -- HomeStore.Opened
        with opened as (
            insert into home_tabs (workspace_id, user_id, opened_at)
            values (@WorkspaceId, @UserId, @Now)
            on conflict (workspace_id, user_id) do update set
                opened_at = excluded.opened_at
            returning workspace_id, user_id)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, 'home.publish', @OpeningId, user_id, @Now
        from opened
        """;

    private const string HasOpenedSql = """
        -- HomeStore.HasOpened
        select exists (
            select 1
            from home_tabs
            where workspace_id = @WorkspaceId
              and user_id = @UserId)
        """;
}
