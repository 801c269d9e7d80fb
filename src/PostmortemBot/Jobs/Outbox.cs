using System.Transactions;
using Dapper;
using Hangfire;
using Hangfire.States;
using Npgsql;

namespace PostmortemBot.Jobs;

/// <summary>A job that must follow a row. Written beside the row, in its transaction.</summary>
/// <param name="Job">The name under which the job is registered.</param>
/// <param name="Subject">What it is about; the job reads everything else from the database.</param>
/// <param name="Argument">A further id, for the few jobs that need one.</param>
public sealed record FollowUp(string WorkspaceId, string Job, Guid Subject, string Argument = "");

/// <summary>The queues, which Hangfire's storage empties in the order of their names.</summary>
public static class JobQueues
{
    public const string Default = "default";

    /// <summary>For the many jobs of one workspace, so that the few of the others need not wait for all of them.</summary>
    public const string Later = "later";

    public static readonly string[] All = [Default, Later];
}

/// <summary>
/// Promise two of the house: a row and the job it causes commit together. Stores insert into <c>outbox</c> in the
/// statement that stores the row; the relay moves what has committed into Hangfire in one transaction, many at a time,
/// and one job for each distinct piece of work. Enqueuing in the request itself costs eight round trips to the database.
/// </summary>
public sealed partial class Outbox(NpgsqlDataSource source, IBackgroundJobClient jobs, ILogger<Outbox> logger)
{
    private const int BatchSize = 2000;

    /// <summary>So many of a workspace's jobs are handed over at once before the rest of them gives way to other workspaces.</summary>
    private const int FairShare = 20;

    /// <summary>Hands over one batch. Returns what it handed over, each piece of work once.</summary>
    /// <param name="resting">What is left where it is for now: job and subject, as <see cref="Key"/> writes them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<FollowUp>> RelayAsync(IReadOnlyCollection<string> resting, CancellationToken cancellationToken)
    {
        using var scope = new TransactionScope(
            TransactionScopeOption.Required,
            new TransactionOptions { IsolationLevel = IsolationLevel.ReadCommitted },
            TransactionScopeAsyncFlowOption.Enabled);
        var rows = await TakeAsync(resting, cancellationToken);
        var work = rows.Select(row => new FollowUp(row.WorkspaceId, row.Job, row.SubjectId, row.Argument)).Distinct().ToList();
        foreach (var (followUp, queue) in work.GroupBy(followUp => followUp.WorkspaceId, StringComparer.Ordinal).SelectMany(InTurn))
        {
            // The queue stands in the job itself too, else one that is put back would return to the first queue.
            jobs.Create<JobRunner>(
                queue,
                runner => runner.RunAsync(followUp.Job, followUp.WorkspaceId, followUp.Subject, followUp.Argument, CancellationToken.None),
                new EnqueuedState(queue));
        }

        scope.Complete();
        if (rows.Count > 0)
            Relayed(logger, rows.Count, work.Count);
        return work;
    }

    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsEmptySql, cancellationToken: cancellationToken));
    }

    private static IEnumerable<(FollowUp, string Queue)> InTurn(IEnumerable<FollowUp> ofOneWorkspace) =>
        ofOneWorkspace.Select((followUp, index) => (followUp, index < FairShare ? JobQueues.Default : JobQueues.Later));

    public static string Key(FollowUp followUp) => $"{followUp.Job} {followUp.Subject}";

    // Closed before Hangfire opens its own: within one transaction the pool hands out the same session again, while two
    // open at once would need two-phase commit, which PostgreSQL has off by default.
    private async Task<List<Row>> TakeAsync(IReadOnlyCollection<string> resting, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<Row>(new CommandDefinition(RelaySql, new { BatchSize, Resting = resting.ToArray() }, cancellationToken: cancellationToken))).AsList();
    }

    private sealed record Row
    {
        public required string WorkspaceId { get; init; }
        public required string Job { get; init; }
        public required Guid SubjectId { get; init; }
        public required string Argument { get; init; }
    }

    private const string RelaySql = """
        -- Outbox.Relay
        delete from outbox
        where outbox_id in (
            select outbox_id
            from outbox
            where job || ' ' || subject_id <> all(@Resting)
            order by outbox_id
            limit @BatchSize
            for update skip locked)
        returning
            workspace_id,
            job,
            subject_id,
            argument
        """;

    private const string IsEmptySql = """
        -- Outbox.IsEmpty
        select not exists (select 1 from outbox)
        """;

    [LoggerMessage(Level = LogLevel.Debug, Message = "Relayed {Count} follow-ups as {Jobs} jobs")]
    private static partial void Relayed(ILogger logger, int count, int jobs);
}
