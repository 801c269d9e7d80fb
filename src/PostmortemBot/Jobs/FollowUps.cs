using PostmortemBot.Database;

namespace PostmortemBot.Jobs;

/// <summary>Asks for a job on its own, where no row is stored beside it.</summary>
public sealed class FollowUps(PostgresDatabase database, TimeProvider clock)
{
    public Task AddAsync(FollowUp followUp, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AddSql, new { followUp.WorkspaceId, followUp.Job, followUp.Subject, followUp.Argument, Now = clock.GetUtcNow() }, cancellationToken);

    private const string AddSql = """
        -- FollowUps.Add
        insert into outbox (workspace_id, job, subject_id, argument, created_at)
        values (@WorkspaceId, @Job, @Subject, @Argument, @Now)
        """;
}
