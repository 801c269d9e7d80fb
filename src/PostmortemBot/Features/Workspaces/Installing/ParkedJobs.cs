using Microsoft.Extensions.Options;
using PostmortemBot.Database;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>Keeps the work of workspaces that took the app out. Installing it again puts it back into the outbox.</summary>
public sealed partial class ParkedJobs(IOptions<SlackOptions> options, HomeWorkspace home, PostgresDatabase database, TimeProvider clock, ILogger<ParkedJobs> logger) : IJobParking
{
    public bool IsGone(Exception failure) =>
        options.Value.ClientId is { Length: > 0 } && failure is SlackTokenMissingException or SlackApiException { IsTokenDead: true };

    public async Task<bool> TryParkAsync(FollowUp work, CancellationToken cancellationToken)
    {
        // The settings' own workspace cannot be installed again: whoever runs the bot mends it, and the retries wait for that.
        if (await home.IsAsync(work.WorkspaceId, cancellationToken))
            return false;

        var parked = await database.ExecuteAsync(ParkSql, new { work.WorkspaceId, work.Job, work.Subject, work.Argument, Now = clock.GetUtcNow() }, cancellationToken) == 1;
        if (parked)
            Parked(logger, work.Job, work.Subject, work.WorkspaceId);
        return parked;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Job} {Subject} waits until the app is installed in {WorkspaceId} again")]
    private static partial void Parked(ILogger logger, string job, Guid subject, string workspaceId);

    // Not while an installation lives: nothing would ever wake it then.
    private const string ParkSql = """
        -- ParkedJobs.Park
        insert into parked_jobs (workspace_id, job, subject_id, argument, parked_at)
        select @WorkspaceId, @Job, @Subject, @Argument, @Now
        where not exists (
            select 1
            from installations i
            where i.dead_at is null
              and (i.workspace_id = @WorkspaceId
                or (i.is_enterprise_install
                  and i.workspace_id = (
                    select o.enterprise_id
                    from organisation_workspaces o
                    where o.workspace_id = @WorkspaceId
                      and o.has_access))))
        on conflict (workspace_id, job, subject_id, argument) do update set
            parked_at = excluded.parked_at
        """;
}
