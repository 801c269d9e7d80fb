using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Loops;

/// <summary>Every hour: what is due for a look, where the morning of whoever is asked has come.</summary>
public sealed class LoopsSweep(LoopStore store, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.Loops;

    public string Cron => "10 * * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Somewhere it is tomorrow already.
        foreach (var due in await store.DueAsync(DateOnly.FromDateTime(now.UtcDateTime).AddDays(1), cancellationToken))
        {
            if (IsMorning(due, now))
                await store.AskAsync(due.WorkspaceId, due.LoopId, due.VerifyOn, now, cancellationToken);
        }
    }

    public static bool IsMorning(DueLoop due, DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zones.Find(due.Zone));
        var day = DateOnly.FromDateTime(local.DateTime);
        var settings = new Settings { WorkspaceId = due.WorkspaceId, WorkingDays = due.WorkingDays };
        return due.VerifyOn <= day && local.Hour >= due.ReminderHour && settings.IsWorkingDay(day);
    }
}

/// <summary>Asks whoever looks after an entry whether it is still true; draws the question again once it is answered.</summary>
public sealed partial class AskLoopJob(
    PostgresDatabase database,
    LoopStore store,
    PostmortemStore postmortems,
    Deliveries deliveries,
    ISlackClients slack,
    ILogger<AskLoopJob> logger) : IJob
{
    public const string Name = "loops.ask";
    public const string RedrawName = "loops.redraw";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"loop {subject.Id}", () => AskAsync(subject, cancellationToken), cancellationToken);

    private async Task AskAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } entry
            || await postmortems.GetAsync(entry.WorkspaceId, entry.PostmortemId, cancellationToken) is not { } postmortem)
            return;
        try
        {
            if (entry is { MessageChannelId: { } channel, MessageTs: { } ts })
                await slack.For(entry.WorkspaceId).Chat.Update(new MessageUpdate { ChannelId = channel, Ts = ts, Text = LoopBlocks.QuestionText(entry), Blocks = LoopBlocks.Question(entry) }, cancellationToken);
            else if (entry is { IsStanding: true, AnsweredAt: null })
                await PostAsync(entry, await ReaderAsync(entry, postmortem, cancellationToken), cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "user_not_found" or "user_disabled" or "user_not_visible" or "messages_tab_disabled" or "cannot_dm_bot" or "channel_not_found" or "message_not_found" or "cant_update_message")
        {
            CannotAsk(logger, entry.LoopId, refused.Error);
        }
    }

    /// <summary>Whoever may no longer read the postmortem is not told of it; the facilitator is asked instead.</summary>
    private async Task<string> ReaderAsync(LoopEntry entry, Postmortem postmortem, CancellationToken cancellationToken) =>
        entry.OwnerId is { } owner && await postmortems.FindAsync(new Reader(entry.WorkspaceId, owner), entry.PostmortemId, cancellationToken) is not null
            ? owner
            : postmortem.FacilitatorId;

    private async Task PostAsync(LoopEntry entry, string personId, CancellationToken cancellationToken)
    {
        var message = new Message { Channel = personId, Text = LoopBlocks.QuestionText(entry), Blocks = LoopBlocks.Question(entry) };
        var posted = await deliveries.PostAsync(entry.WorkspaceId, $"loop:{entry.LoopId}:{entry.VerifyOn:yyyy-MM-dd}", message, cancellationToken);
        await store.SetMessageAsync(entry, posted.ChannelId, posted.Ts, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can be asked about loop {Loop}: {Error}")]
    private static partial void CannotAsk(ILogger logger, Guid loop, string error);
}
