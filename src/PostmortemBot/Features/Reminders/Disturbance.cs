using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Features.Reminders;

/// <summary>Whether somebody has asked Slack not to be disturbed just now.</summary>
public sealed partial class Disturbance(ReminderOutcomes outcomes, ISlackClients slack, TimeProvider clock, ILogger<Disturbance> logger)
{
    /// <summary>When it will be over; null when the message can go now.</summary>
    public async Task<DateTimeOffset?> WhenOverAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        // Whoever is never to be disturbed gets it on the second day all the same; Slack shows it without a sound.
        if (reminder.ToChannel || await outcomes.WasPutOffBeforeAsync(reminder, cancellationToken))
            return null;
        try
        {
            var info = await slack.For(reminder.WorkspaceId).Dnd.Info(reminder.PersonId, cancellationToken);
            return info.OverAt(clock.GetUtcNow());
        }
        catch (SlackApiException unknown) when (unknown is not SlackRateLimitException)
        {
            // It is a kindness; without the scope, or with Slack out of order, the reminder goes out.
            NotTold(logger, reminder.PersonId, unknown.Error);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Slack does not say whether {Person} may be disturbed: {Error}")]
    private static partial void NotTold(ILogger logger, string person, string error);
}
