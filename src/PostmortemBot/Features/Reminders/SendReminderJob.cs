using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders;

/// <summary>Sends one recipient's bundled reminder of a day.</summary>
public sealed partial class SendReminderJob(
    PostgresDatabase database,
    ReminderStore store,
    ReminderOutcomes outcomes,
    Deliveries deliveries,
    ReminderReader reader,
    Disturbance disturbance,
    People people,
    TimeProvider clock,
    ILogger<SendReminderJob> logger) : IJob
{
    public const string Name = "action-items.remind";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"reminder {subject.Id}", () => SendAsync(subject, cancellationToken), cancellationToken);

    private async Task SendAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { SentAt: null } reminder)
            return;

        if (await IsOfYesterdayAsync(reminder, cancellationToken))
        {
            // It would call due today what is long overdue; what it was to say waits for the next sweep.
            await outcomes.SetSentAsync(reminder, new ReminderOutcome { ShownIds = [], Lines = [] }, clock.GetUtcNow(), cancellationToken);
            return;
        }

        // Between the claim and now it may all have been done.
        var waiting = await store.WaitingAsync(reminder, cancellationToken);
        var lines = waiting.Select(item => (Item: item, WhyNot: item.WhyNot(reminder.ForDay))).ToList();
        var items = ReminderMessage.Bundle(lines.Where(line => line.WhyNot is null).Select(line => line.Item));
        if (items.Count > 0 && await disturbance.WhenOverAsync(reminder, cancellationToken) is { } until)
        {
            await outcomes.PutOffAsync(reminder, until, cancellationToken);
            return;
        }

        var shown = items.Take(ReminderMessage.MostItems).Select(item => item.ActionItemId).ToArray();
        var outcome = new ReminderOutcome { ShownIds = shown, Lines = lines };
        if (items.Count > 0)
            outcome = await PostAsync(reminder, items, outcome, cancellationToken);
        await outcomes.SetSentAsync(reminder, outcome, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Whether the day has passed without it, while the database or Slack was away or the app taken out.</summary>
    private async Task<bool> IsOfYesterdayAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // A channel's day is that of the workspace; a day from now it has ended everywhere.
        var today = reminder.ToChannel
            ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1)
            : Zones.Today((await people.GetAsync(reminder.WorkspaceId, reminder.PersonId, cancellationToken)).Zone, now);
        // One that may be on its way is looked for, and not said a second time.
        return reminder.ForDay < today && !await outcomes.IsBegunAsync(reminder, Key(reminder), cancellationToken);
    }

    private static string Key(Reminder reminder) => $"reminder:{reminder.PersonId}:{reminder.ForDay:yyyy-MM-dd}";

    private async Task<ReminderOutcome> PostAsync(Reminder reminder, IReadOnlyList<DueItem> items, ReminderOutcome outcome, CancellationToken cancellationToken)
    {
        var context = await reader.ContextAsync(reminder, cancellationToken);
        try
        {
            var posted = await deliveries.PostAsync(reminder.WorkspaceId, Key(reminder), new Message
            {
                Channel = reminder.PersonId,
                Text = ReminderMessage.Text(context, items),
                Blocks = ReminderMessage.Blocks(context, items),
            }, cancellationToken);
            return outcome with { ChannelId = posted.ChannelId, Ts = posted.Ts };
        }
        catch (SlackApiException refused) when (Refusal.IsLasting(refused))
        {
            CannotRemind(logger, reminder.PersonId, refused.Error);
            return outcome with
            {
                ShownIds = [],
                Lines = [.. outcome.Lines.Select(line => (line.Item, line.WhyNot ?? refused.Error))],
                Instead = reminder.ToChannel ? [] : [.. items.Select(item => Instead(reminder, item)).OfType<(DueItem, string, bool)>()],
            };
        }
    }

    /// <summary>Whoever cannot be reached is not waited for: the facilitator is asked for another owner, or else the channel.</summary>
    private static (DueItem, string, bool)? Instead(Reminder reminder, DueItem item)
    {
        if (!ReminderKind.IsOwn(item.Kind) && item.Kind != ReminderKind.Reown)
            return null;
        return item.FacilitatorId == reminder.PersonId ? (item, item.ChannelId, true) : (item, item.FacilitatorId, false);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Recipient} cannot be reminded: {Error}")]
    private static partial void CannotRemind(ILogger logger, string recipient, string error);
}

/// <summary>Answers of Slack that trying again will not change.</summary>
internal static class Refusal
{
    public static bool IsLasting(SlackApiException refused) => refused.Error is
        "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action" or "thread_not_found" or "restricted_action_read_only_channel"
        or "user_not_found" or "user_disabled" or "user_not_visible" or "users_not_found" or "messages_tab_disabled" or "cannot_dm_bot"
        or "message_not_found" or "cant_update_message";
}
