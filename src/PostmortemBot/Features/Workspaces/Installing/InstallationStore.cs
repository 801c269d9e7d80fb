using PostmortemBot.Database;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>Where the app is installed.</summary>
public sealed class InstallationStore(PostgresDatabase database, TimeProvider clock)
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

    /// <summary>Installs, or installs again in place: a dead one lives again, and what was parked goes on.</summary>
    public Task InstallAsync(Installation installation, CancellationToken cancellationToken) =>
        database.ExecuteAsync(InstallSql, new
        {
            installation.WorkspaceId,
            installation.ClientId,
            installation.AppId,
            installation.EnterpriseId,
            installation.TeamId,
            installation.IsEnterpriseInstall,
            installation.Name,
            installation.BotUserId,
            installation.BotId,
            installation.Scopes,
            installation.InstallerId,
            installation.Token,
            installation.RefreshToken,
            installation.ExpiresAt,
            Now = clock.GetUtcNow(),
        }, cancellationToken);

    /// <summary>Stores a refreshed pair over the one it came from. False when that is not there any more.</summary>
    public async Task<bool> SetTokensAsync(Installation before, string token, string? refreshToken, DateTimeOffset? expiresAt, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SetTokensSql, new { before.WorkspaceId, before.TokenVersion, Token = token, RefreshToken = refreshToken, ExpiresAt = expiresAt, Now = clock.GetUtcNow() }, cancellationToken) == 1;

    /// <summary>Slack refused this very token for good; a newer one is left alone.</summary>
    public async Task<bool> MarkDeadAsync(string workspaceId, long tokenVersion, string reason, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(MarkDeadSql, new { WorkspaceId = workspaceId, TokenVersion = tokenVersion, Reason = reason, Now = clock.GetUtcNow() }, cancellationToken) == 1;

    /// <summary>Slack said at that time that the app was taken out; an installation made since is left alone.</summary>
    public async Task<bool> MarkDeadSinceAsync(string workspaceId, DateTimeOffset at, IReadOnlyList<string> botUserIds, string reason, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(MarkDeadSinceSql, new { WorkspaceId = workspaceId, At = at, BotUserIds = botUserIds.ToArray(), Reason = reason, Now = clock.GetUtcNow() }, cancellationToken) == 1;

    /// <summary>An organisation's installation serves a workspace, or no longer does. What was parked for it goes on.</summary>
    public Task LinkAsync(string workspaceId, string enterpriseId, bool hasAccess, CancellationToken cancellationToken) =>
        database.ExecuteAsync(LinkSql, new { WorkspaceId = workspaceId, EnterpriseId = enterpriseId, HasAccess = hasAccess, Now = clock.GetUtcNow() }, cancellationToken);

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
            i.dead_at
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

    private const string InstallSql = """
        -- InstallationStore.Install
        with resumed as (
            delete from parked_jobs
            where workspace_id = @WorkspaceId
               or (@IsEnterpriseInstall and workspace_id in (
                select o.workspace_id
                from organisation_workspaces o
                where o.enterprise_id = @EnterpriseId
                  and o.has_access))
            returning workspace_id, job, subject_id, argument),
        queued as (
            insert into outbox (workspace_id, job, subject_id, argument, created_at)
            select workspace_id, job, subject_id, argument, @Now
            from resumed)
        insert into installations (
            workspace_id,
            client_id,
            app_id,
            enterprise_id,
            team_id,
            is_enterprise_install,
            name,
            bot_user_id,
            bot_id,
            scopes,
            installer_id,
            token,
            refresh_token,
            expires_at,
            installed_at,
            refreshed_at)
        values (
            @WorkspaceId,
            @ClientId,
            @AppId,
            @EnterpriseId,
            @TeamId,
            @IsEnterpriseInstall,
            @Name,
            @BotUserId,
            @BotId,
            @Scopes,
            @InstallerId,
            @Token,
            @RefreshToken,
            @ExpiresAt,
            @Now,
            @Now)
        on conflict (workspace_id) do update set
            client_id = excluded.client_id,
            app_id = excluded.app_id,
            enterprise_id = excluded.enterprise_id,
            team_id = excluded.team_id,
            is_enterprise_install = excluded.is_enterprise_install,
            name = excluded.name,
            bot_user_id = excluded.bot_user_id,
            bot_id = excluded.bot_id,
            scopes = excluded.scopes,
            installer_id = excluded.installer_id,
            token = excluded.token,
            refresh_token = excluded.refresh_token,
            token_version = installations.token_version + 1,
            expires_at = excluded.expires_at,
            installed_at = excluded.installed_at,
            refreshed_at = excluded.refreshed_at,
            dead_at = null,
            dead_reason = null
        """;

    private const string SetTokensSql = """
        -- InstallationStore.SetTokens
        update installations
        set token = @Token,
            refresh_token = @RefreshToken,
            expires_at = @ExpiresAt,
            token_version = token_version + 1,
            refreshed_at = @Now
        where workspace_id = @WorkspaceId
          and token_version = @TokenVersion
          and dead_at is null
        """;

    private const string MarkDeadSql = """
        -- InstallationStore.MarkDead
        update installations
        set dead_at = @Now,
            dead_reason = @Reason,
            token = null,
            refresh_token = null,
            expires_at = null
        where workspace_id = @WorkspaceId
          and token_version = @TokenVersion
          and dead_at is null
        """;

    private const string MarkDeadSinceSql = """
        -- InstallationStore.MarkDeadSince
        update installations
        set dead_at = @Now,
            dead_reason = @Reason,
            token = null,
            refresh_token = null,
            expires_at = null
        where workspace_id = @WorkspaceId
          and dead_at is null
          and installed_at <= @At
          and (cardinality(@BotUserIds::text[]) = 0 or bot_user_id = any(@BotUserIds))
        """;

    private const string LinkSql = """
        -- InstallationStore.Link
        with resumed as (
            delete from parked_jobs
            where workspace_id = @WorkspaceId
              and @HasAccess
            returning workspace_id, job, subject_id, argument),
        queued as (
            insert into outbox (workspace_id, job, subject_id, argument, created_at)
            select workspace_id, job, subject_id, argument, @Now
            from resumed)
        insert into organisation_workspaces (workspace_id, enterprise_id, has_access, changed_at)
        values (@WorkspaceId, @EnterpriseId, @HasAccess, @Now)
        on conflict (workspace_id) do update set
            enterprise_id = excluded.enterprise_id,
            has_access = excluded.has_access,
            changed_at = excluded.changed_at
        where (organisation_workspaces.enterprise_id, organisation_workspaces.has_access) is distinct from (excluded.enterprise_id, excluded.has_access)
        """;
}
