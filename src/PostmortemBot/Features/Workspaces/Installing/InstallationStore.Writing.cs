namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>What changes where the app is installed.</summary>
public sealed partial class InstallationStore
{
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

    /// <summary>Slack refused this very token; a newer one is left alone. It is erased when Slack took it back, and else kept: see <see cref="TokenRevival"/>.</summary>
    public async Task<bool> MarkDeadAsync(string workspaceId, long tokenVersion, string reason, bool isRevoked, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(MarkDeadSql, new { WorkspaceId = workspaceId, TokenVersion = tokenVersion, Reason = reason, IsRevoked = isRevoked, Now = clock.GetUtcNow() }, cancellationToken) == 1;

    /// <summary>Slack said at that time that the app was taken out; an installation made since is left alone.</summary>
    public async Task<bool> MarkDeadSinceAsync(string workspaceId, DateTimeOffset at, IReadOnlyList<string> botUserIds, string reason, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(MarkDeadSinceSql, new { WorkspaceId = workspaceId, At = at, BotUserIds = botUserIds.ToArray(), Reason = reason, Now = clock.GetUtcNow() }, cancellationToken) == 1;

    /// <summary>
    /// An organisation's installation serves a workspace, or no longer does. What was parked for it goes on. News that is
    /// older than what is known changes nothing.
    /// </summary>
    public Task LinkAsync(string workspaceId, string enterpriseId, bool hasAccess, DateTimeOffset at, CancellationToken cancellationToken) =>
        database.ExecuteAsync(LinkSql, new { WorkspaceId = workspaceId, EnterpriseId = enterpriseId, HasAccess = hasAccess, At = at, Now = clock.GetUtcNow() }, cancellationToken);

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
            token = case when @IsRevoked then null else token end,
            refresh_token = case when @IsRevoked then null else refresh_token end,
            expires_at = case when @IsRevoked then null else expires_at end
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
          and token is not null
          and installed_at <= @At
          and (cardinality(@BotUserIds::text[]) = 0 or bot_user_id = any(@BotUserIds))
        """;

    private const string LinkSql = """
        -- InstallationStore.Link
        with linked as (
            insert into organisation_workspaces (workspace_id, enterprise_id, has_access, changed_at)
            values (@WorkspaceId, @EnterpriseId, @HasAccess, @At)
            on conflict (workspace_id) do update set
                enterprise_id = excluded.enterprise_id,
                has_access = excluded.has_access,
                changed_at = excluded.changed_at
            -- Slack tells the time of an event in whole seconds.
            where date_trunc('second', organisation_workspaces.changed_at) <= excluded.changed_at
            returning workspace_id, has_access),
        resumed as (
            delete from parked_jobs
            where workspace_id in (select workspace_id from linked where has_access)
            returning workspace_id, job, subject_id, argument)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, job, subject_id, argument, @Now
        from resumed
        """;
}
