using PostmortemBot.Database;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>Where the app is installed.</summary>
public sealed partial class InstallationStore(PostgresDatabase database, TimeProvider clock)
{
    /// <summary>
    /// The living installation that serves a workspace: its own first, then its organisation's.
    /// The organisation is the one the request names, or the one known from requests and events before.
    /// </summary>
    public Task<Installation?> ServingAsync(string workspaceId, string? enterpriseId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Installation>(ServingSql, new { WorkspaceId = workspaceId, EnterpriseId = enterpriseId }, cancellationToken);

    public Task<Installation?> FindAsync(string workspaceId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Installation>(FindSql, new { WorkspaceId = workspaceId }, cancellationToken);

    public Task<IReadOnlyList<string>> DueForRefreshAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<string>(DueForRefreshSql, new { Before = clock.GetUtcNow() + Installation.RefreshWhenLeft }, cancellationToken);

    /// <summary>Whether this client id has brought another app before: one of the two answers is not ours.</summary>
    public Task<bool> IsAnotherAppAsync(string clientId, string appId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(AnotherAppSql, new { ClientId = clientId, AppId = appId }, cancellationToken);

    private const string ServingSql = """
        -- InstallationStore.Serving
        select
            i.workspace_id,
            i.app_id,
            i.client_id,
            i.enterprise_id,
            i.team_id,
            i.is_enterprise_install,
            i.name,
            i.bot_user_id,
            i.bot_id,
            i.scopes,
            i.installer_id,
            i.token,
            i.refresh_token,
            i.token_version,
            i.expires_at,
            i.dead_at,
            exists (
                select 1
                from organisation_workspaces o
                where o.workspace_id = @WorkspaceId
                  and o.enterprise_id = i.workspace_id
                  and o.has_access) as is_linked
        from installations i
        where i.dead_at is null
          and (i.workspace_id = @WorkspaceId
            or (i.is_enterprise_install
              and i.workspace_id = coalesce(
                @EnterpriseId::text,
                (select o.enterprise_id from organisation_workspaces o where o.workspace_id = @WorkspaceId and o.has_access))))
        order by i.is_enterprise_install
        limit 1
        """;

    private const string FindSql = """
        -- InstallationStore.Find
        select
            i.workspace_id,
            i.app_id,
            i.client_id,
            i.enterprise_id,
            i.team_id,
            i.is_enterprise_install,
            i.name,
            i.bot_user_id,
            i.bot_id,
            i.scopes,
            i.installer_id,
            i.token,
            i.refresh_token,
            i.token_version,
            i.expires_at,
            i.dead_at
        from installations i
        where i.workspace_id = @WorkspaceId
        """;

    private const string DueForRefreshSql = """
        -- InstallationStore.DueForRefresh
        select i.workspace_id
        from installations i
        where i.dead_at is null
          and i.expires_at < @Before
        order by i.expires_at
        """;

    private const string AnotherAppSql = """
        -- InstallationStore.AnotherApp
        select exists (
            select 1
            from installations i
            where i.client_id = @ClientId
              and i.app_id <> @AppId)
        """;
}
