using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders.Notices;

/// <summary>Sends an owner what others changed.</summary>
public sealed partial class SendNoticeJob(
    PostgresDatabase database,
    NoticeStore store,
    Deliveries deliveries,
    TimeProvider clock,
    ILogger<SendNoticeJob> logger) : IJob
{
    public const string Name = "reminders.notice";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"notice {subject.Id}", () => SendAsync(subject, cancellationToken), cancellationToken);

    private async Task SendAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { SentAt: null } notice)
            return;

        var changes = ChangedField.Together(await store.ChangesAsync(notice, cancellationToken));
        string? whyNot = null;
        try
        {
            if (changes.Count > 0)
            {
                await deliveries.PostAsync(notice.WorkspaceId, $"notice:{notice.NoticeId}", new Message
                {
                    Channel = notice.PersonId,
                    Text = NoticeMessage.Text(changes),
                    Blocks = NoticeMessage.Blocks(changes),
                }, cancellationToken);
            }
            else
            {
                whyNot = "nothing_left";
            }
        }
        catch (SlackApiException refused) when (Refusal.IsLasting(refused))
        {
            // The item itself says it all; whoever cannot be reached is asked about by the reminders.
            CannotTell(logger, notice.PersonId, refused.Error);
            whyNot = refused.Error;
        }

        await store.SetSentAsync(notice, whyNot, clock.GetUtcNow(), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Owner} cannot be told what changed: {Error}")]
    private static partial void CannotTell(ILogger logger, string owner, string error);
}
