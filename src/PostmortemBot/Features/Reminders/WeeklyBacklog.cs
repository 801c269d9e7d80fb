using System.Globalization;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders;

/// <summary>
/// On the first working morning of a week, in the knowledge channel: the items that nobody owns or that have no date, and
/// whether the backlog grows. Never who has how many.
/// </summary>
public sealed class WeeklyBacklog(ReminderClocks clocks, BacklogStore store, FollowUps followUps, TimeProvider clock) : IRecurringJob
{
    public string Id => RecurringIds.Backlog;

    public string Cron => "10 * * * *";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var toTell = (await store.WorkspacesAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        foreach (var (one, today) in (await clocks.OpenAsync(now, cancellationToken)).Where(row => row.Clock.IsForChannels && toTell.Contains(row.Clock.WorkspaceId)))
        {
            if (IsDay(one.Calendar, today))
                await followUps.AddAsync(new FollowUp(one.WorkspaceId, TellBacklogJob.Name, Guid.Empty, $"{WeekOf(today):yyyy-MM-dd} {today:yyyy-MM-dd}"), cancellationToken);
        }
    }

    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>A bot that was down on the first working day has the next one; later in the week it is not news.</summary>
    public static bool IsDay(WorkCalendar calendar, DateOnly today) => calendar.Between(WeekOf(today).AddDays(-1), today) is 1 or 2;
}

/// <summary>Posts one workspace's backlog of a week.</summary>
public sealed partial class TellBacklogJob(
    PostgresDatabase database,
    BacklogStore store,
    SettingsStore settings,
    Deliveries deliveries,
    TimeProvider clock,
    ILogger<TellBacklogJob> logger) : IJob
{
    public const string Name = "reminders.backlog";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"backlog {subject.WorkspaceId}", () => TellAsync(subject, cancellationToken), cancellationToken);

    private async Task TellAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var days = subject.Argument.Split(' ').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray();
        var (week, today) = (days[0], days[1]);
        var now = clock.GetUtcNow();
        if (await store.IsToldAsync(subject.WorkspaceId, week, cancellationToken)
            || (await settings.GetAsync(subject.WorkspaceId, cancellationToken)).KnowledgeChannelId is not { } channel)
            return;

        var backlog = await store.ReadAsync(subject.WorkspaceId, now, cancellationToken);
        try
        {
            if (backlog.IsWorthTelling)
            {
                await deliveries.PostAsync(subject.WorkspaceId, $"backlog:{week:yyyy-MM-dd}", new Message
                {
                    Channel = channel,
                    Text = BacklogMessage.Text(backlog),
                    Blocks = BacklogMessage.Blocks(backlog, today),
                }, cancellationToken);
            }

            await store.ToldAsync(subject.WorkspaceId, week, now, cancellationToken);
        }
        catch (SlackApiException refused) when (Refusal.IsLasting(refused))
        {
            // A closed channel may be open tomorrow, when it is tried again.
            NotTold(logger, subject.WorkspaceId, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The backlog of {Workspace} could not be posted: {Error}")]
    private static partial void NotTold(ILogger logger, string workspace, string error);
}
