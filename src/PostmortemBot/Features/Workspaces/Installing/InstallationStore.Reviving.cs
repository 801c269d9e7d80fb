namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>What brings back to life what was given up too early.</summary>
public sealed partial class InstallationStore
{
    /// <summary>The dead ones whose token was kept, because Slack did not take it back.</summary>
    public Task<IReadOnlyList<string>> DoubtedAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<string>(DoubtedSql, null, cancellationToken);

    /// <summary>Slack takes this very token again.</summary>
    public async Task<bool> ReviveAsync(string workspaceId, long tokenVersion, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(ReviveSql, new { WorkspaceId = workspaceId, TokenVersion = tokenVersion }, cancellationToken) == 1;

    /// <summary>Slack does not take this very token any more.</summary>
    public Task EraseAsync(string workspaceId, long tokenVersion, string reason, CancellationToken cancellationToken) =>
        database.ExecuteAsync(EraseSql, new { WorkspaceId = workspaceId, TokenVersion = tokenVersion, Reason = reason }, cancellationToken);

    /// <summary>Puts parked work of every workspace that is served into the outbox.</summary>
    public Task ResumeParkedAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(ResumeParkedSql, new { Now = clock.GetUtcNow() }, cancellationToken);

    private const string DoubtedSql = """
        -- InstallationStore.Doubted
        select i.workspace_id
        from installations i
        where i.dead_at is not null
          and i.token is not null
        order by i.dead_at
        """;

    private const string ReviveSql = """
        -- InstallationStore.Revive
        update installations
        set dead_at = null,
            dead_reason = null
        where workspace_id = @WorkspaceId
          and token_version = @TokenVersion
          and dead_at is not null
          and token is not null
        """;

    private const string EraseSql = """
        -- InstallationStore.Erase
        update installations
        set token = null,
            refresh_token = null,
            expires_at = null,
            dead_reason = @Reason
        where workspace_id = @WorkspaceId
          and token_version = @TokenVersion
          and dead_at is not null
        """;

    private const string ResumeParkedSql = """
        -- InstallationStore.ResumeParked
        with resumed as (
            delete from parked_jobs p
            where exists (
                select 1
                from installations i
                where i.dead_at is null
                  and (i.workspace_id = p.workspace_id
                    or (i.is_enterprise_install
                      and i.workspace_id = (
                        select o.enterprise_id
                        from organisation_workspaces o
                        where o.workspace_id = p.workspace_id
                          and o.has_access))))
            returning workspace_id, job, subject_id, argument)
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        select workspace_id, job, subject_id, argument, @Now
        from resumed
        """;
}
