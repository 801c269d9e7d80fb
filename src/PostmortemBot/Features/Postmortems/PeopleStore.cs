using PostmortemBot.Database;

namespace PostmortemBot.Features.Postmortems;

public sealed class PeopleStore(PostgresDatabase database)
{
    public Task<Person?> FindAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Person>(FindSql, new { WorkspaceId = workspaceId, UserId = userId }, cancellationToken);

    public async Task<IReadOnlyList<Person>> FindManyAsync(string workspaceId, IReadOnlyCollection<string> userIds, CancellationToken cancellationToken)
    {
        if (userIds.Count == 0)
            return [];
        return await database.QueryAsync<Person>(FindManySql, new { WorkspaceId = workspaceId, UserIds = userIds.ToArray() }, cancellationToken);
    }

    public Task SaveAsync(Person person, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaveSql, person, cancellationToken);

    private const string Columns = """
            workspace_id,
            user_id,
            display_name,
            time_zone,
            kind,
            is_deactivated,
            refreshed_at
        """;

    private const string FindSql = $"""
        -- PeopleStore.Find
        select
            {Columns}
        from people
        where workspace_id = @WorkspaceId
          and user_id = @UserId
        """;

    private const string FindManySql = $"""
        -- PeopleStore.FindMany
        select
            {Columns}
        from people
        where workspace_id = @WorkspaceId
          and user_id = any(@UserIds)
        """;

    private const string SaveSql = """
        -- PeopleStore.Save
        with workspace as (
            insert into workspaces (workspace_id, created_at)
            values (@WorkspaceId, @RefreshedAt)
            on conflict do nothing)
        insert into people (
            workspace_id,
            user_id,
            display_name,
            time_zone,
            kind,
            is_deactivated,
            refreshed_at)
        values (
            @WorkspaceId,
            @UserId,
            @DisplayName,
            @TimeZone,
            @Kind,
            @IsDeactivated,
            @RefreshedAt)
        on conflict (workspace_id, user_id) do update set
            display_name = excluded.display_name,
            time_zone = excluded.time_zone,
            kind = excluded.kind,
            is_deactivated = excluded.is_deactivated,
            refreshed_at = excluded.refreshed_at
        """;
}
