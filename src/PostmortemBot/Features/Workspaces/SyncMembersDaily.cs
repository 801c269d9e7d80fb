using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Workspaces;

/// <summary>Events get lost; once a day every channel with a postmortem, and who is in it, is read again.</summary>
public sealed partial class SyncMembersDaily(ChannelStore store, Channels channels, ILogger<SyncMembersDaily> logger) : IRecurringJob
{
    public string Id => RecurringIds.Members;
    public string Cron => "20 3 * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var channel in await store.WithPostmortemsAsync(cancellationToken))
        {
            try
            {
                if (await channels.LookUpAsync(channel.WorkspaceId, channel.ChannelId, cancellationToken) is { BotIsMember: true } or { IsPrivate: false })
                    await channels.SyncMembersAsync(channel.WorkspaceId, channel.ChannelId, cancellationToken);
            }
            catch (SlackApiException refused)
            {
                // The next channel may still be readable; this one is tried again tomorrow.
                NotRead(logger, channel.ChannelId, refused.Error);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The members of {Channel} could not be read: {Error}")]
    private static partial void NotRead(ILogger logger, string channel, string error);
}

/// <summary>Forgets receipts that no repeat can reach any more: Slack's last one comes within 25 hours.</summary>
public sealed class Housekeeping(PostgresDatabase database, TimeProvider clock) : IRecurringJob
{
    private static readonly TimeSpan ReceiptsLast = TimeSpan.FromDays(3);

    public string Id => RecurringIds.Housekeeping;
    public string Cron => "40 3 * * *";

    public Task RunAsync(CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetReceiptsSql, new { Before = clock.GetUtcNow() - ReceiptsLast }, cancellationToken);

    private const string ForgetReceiptsSql = """
        -- Housekeeping.ForgetReceipts
        delete from receipts
        where received_at < @Before
        """;
}
