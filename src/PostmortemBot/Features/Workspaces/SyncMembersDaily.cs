using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Workspaces.Installing;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Workspaces;

/// <summary>Events get lost; once a day every channel with a postmortem, and who is in it, is read again.</summary>
public sealed class SyncMembersDaily(ChannelStore store, FollowUps followUps) : IRecurringJob
{
    public string Id => RecurringIds.Members;
    public string Cron => "20 3 * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A job each, so that a pause Slack asks for delays one channel and loses none.
        foreach (var postmortemId in await store.OnePostmortemPerChannelAsync(cancellationToken))
            await followUps.AddAsync(new FollowUp(postmortemId.WorkspaceId, CardJobs.SyncMembers, postmortemId.PostmortemId), cancellationToken);
    }
}

/// <summary>Forgets receipts and deliveries that no repeat can reach any more.</summary>
public sealed class Housekeeping(PostgresDatabase database, InstallStates installStates, TimeProvider clock) : IRecurringJob
{
    /// <summary>Slack's last repeat comes within 25 hours.</summary>
    private static readonly TimeSpan ReceiptsLast = TimeSpan.FromDays(3);

    /// <summary>A job is tried for four hours; who starts it by hand later than this says it again.</summary>
    private static readonly TimeSpan DeliveriesLast = TimeSpan.FromDays(90);

    public string Id => RecurringIds.Housekeeping;
    public string Cron => "40 3 * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(ForgetReceiptsSql, new { Before = clock.GetUtcNow() - ReceiptsLast }, cancellationToken);
        await database.ExecuteAsync(ForgetDeliveriesSql, new { Before = clock.GetUtcNow() - DeliveriesLast }, cancellationToken);
        await installStates.ForgetAsync(cancellationToken);
    }

    private const string ForgetReceiptsSql = """
        -- Housekeeping.ForgetReceipts
        delete from receipts
        where received_at < @Before
        """;

    private const string ForgetDeliveriesSql = """
        -- Housekeeping.ForgetDeliveries
        delete from deliveries
        where attempted_at < @Before
        """;
}
