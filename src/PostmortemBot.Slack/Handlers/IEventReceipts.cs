namespace PostmortemBot.Slack;

/// <summary>
/// Remembers which events were received, because Slack sends an event again when its answer was late.
/// Register one that outlives the process; the one used otherwise keeps the last hour in memory.
/// </summary>
/// <seealso href="https://docs.slack.dev/apis/events-api#retries"/>
public interface IEventReceipts
{
    /// <summary>Takes an event for handling; false when it is being handled or was.</summary>
    Task<bool> TryClaim(string workspaceId, string eventId, CancellationToken cancellationToken);

    /// <summary>The event was handled and must not be handled again.</summary>
    Task Complete(string workspaceId, string eventId, CancellationToken cancellationToken);

    /// <summary>Handling failed; Slack's next delivery may try again.</summary>
    Task Release(string workspaceId, string eventId, CancellationToken cancellationToken);
}
