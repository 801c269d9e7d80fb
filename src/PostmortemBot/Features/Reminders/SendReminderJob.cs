using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Sends one person's bundled reminder, and draws it again when something in it changes.</summary>
public sealed partial class RemindJob(
    PostgresDatabase database,
    ReminderStore store,
    Deliveries deliveries,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<RemindJob> logger) : IJob
{
    public const string Name = "action-items.remind";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"reminder {subject.Id}", () => SendAsync(subject, cancellationToken), cancellationToken);

    private async Task SendAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { SentAt: null } reminder)
            return;

        // Between the claim and now it may all have been done.
        var items = await store.DueAsync(reminder, cancellationToken);
        var posted = items.Count == 0 ? null : await PostAsync(reminder, items, cancellationToken);
        var shown = items.Take(ReminderMessage.MostItems).Select(item => item.ActionItemId);
        await store.SetSentAsync(reminder, shown, posted?.ChannelId, posted?.Ts, clock.GetUtcNow(), cancellationToken);
    }

    public Task RedrawAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.AloneAsync($"reminder {reminder.ReminderId}", async () =>
        {
            var items = await store.ItemsAsync(reminder, cancellationToken);
            await slack.For(reminder.WorkspaceId).Chat.Update(new MessageUpdate
            {
                ChannelId = reminder.MessageChannelId!,
                Ts = reminder.MessageTs!,
                Text = ReminderMessage.Text(reminder, items),
                Blocks = ReminderMessage.Blocks(reminder, items, items.Count),
            }, cancellationToken);
        }, cancellationToken);

    private async Task<Delivered?> PostAsync(Reminder reminder, IReadOnlyList<ActionItem> items, CancellationToken cancellationToken)
    {
        try
        {
            return await deliveries.PostAsync(reminder.WorkspaceId, $"reminder:{reminder.PersonId}:{reminder.ForDay:yyyy-MM-dd}", new Message
            {
                Channel = reminder.PersonId,
                Text = ReminderMessage.Text(reminder, items),
                Blocks = ReminderMessage.Blocks(reminder, [.. items.Take(ReminderMessage.MostItems)], items.Count),
            }, cancellationToken);
        }
        catch (SlackApiException refused) when (Unreachable.Is(refused))
        {
            CannotRemind(logger, reminder.PersonId, refused.Error);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Person} cannot be reminded: {Error}")]
    private static partial void CannotRemind(ILogger logger, string person, string error);
}

/// <summary>Looks every hour for people whose morning has come and who have something due.</summary>
public sealed class RemindersSweep(ReminderStore store, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.Reminders;

    public string Cron => "5 * * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Slack's names of zones are resolved here, once each: PostgreSQL throws on a name it does not know.
        var clocks = (await store.ZonesAsync(cancellationToken)).Select(zone => Read(zone, now)).ToList();
        if (clocks.Count > 0)
            await store.ClaimAsync(clocks, now, cancellationToken);
    }

    public static LocalClock Read(string zone, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zones.Find(zone));
        return new LocalClock(zone, DateOnly.FromDateTime(local.DateTime), local.Hour, local.Offset);
    }
}
