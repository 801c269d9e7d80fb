using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders;

/// <summary>Makes every reminder that speaks of an item say what the database says.</summary>
public sealed partial class RedrawRemindersJob(
    PostgresDatabase database,
    ReminderStore store,
    ReminderOutcomes outcomes,
    ReminderReader reader,
    ISlackClients slack,
    ILogger<RedrawRemindersJob> logger) : IJob
{
    /// <param name="subject">The item.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        foreach (var reminder in await store.AboutAsync(subject.WorkspaceId, subject.Id, cancellationToken))
            await database.AloneAsync($"reminder {reminder.ReminderId}", () => RedrawAsync(reminder, cancellationToken), cancellationToken);
    }

    private async Task RedrawAsync(Reminder reminder, CancellationToken cancellationToken)
    {
        var items = ReminderMessage.Bundle(await store.ItemsAsync(reminder, cancellationToken));
        var context = await reader.ContextAsync(reminder, cancellationToken);
        try
        {
            await slack.For(reminder.WorkspaceId).Chat.Update(new MessageUpdate
            {
                ChannelId = reminder.MessageChannelId!,
                Ts = reminder.MessageTs!,
                Text = ReminderMessage.Text(context, items),
                Blocks = ReminderMessage.Blocks(context, items),
            }, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found")
        {
            await outcomes.ForgetMessageAsync(reminder, cancellationToken);
        }
        catch (SlackApiException refused) when (Refusal.IsLasting(refused))
        {
            CannotRedraw(logger, reminder.PersonId, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A reminder to {Recipient} cannot be drawn again: {Error}")]
    private static partial void CannotRedraw(ILogger logger, string recipient, string error);
}
