using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>Every way in which somebody sees the clock, and whose it is now.</summary>
public sealed class ReminderClocks(PostgresDatabase database)
{
    /// <summary>One for each way in which somebody sees the clock, and one for each workspace's channels.</summary>
    public Task<IReadOnlyList<ReminderClock>> AllAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<ReminderClock>(AllSql, null, cancellationToken);

    /// <summary>Those under which reminders may go out now, and what day it is there.</summary>
    // Days and zones are reckoned here: PostgreSQL throws on the name of a zone it does not know.
    public async Task<IReadOnlyList<(ReminderClock Clock, DateOnly Today)>> OpenAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
    [
        .. (await AllAsync(cancellationToken))
            .Select(one => (Clock: one, Today: one.Today(now)))
            .Where(row => row.Today is not null)
            .Select(row => (row.Clock, row.Today!.Value)),
    ];

    // Channels have the clock that most people of the workspace have.
    private const string AllSql = """
        -- ReminderClocks.All
        select distinct
            p.workspace_id,
            p.time_zone as zone,
            coalesce(r.hour, s.reminder_hour, 9) as hour,
            coalesce(r.working_days, s.working_days, array[1, 2, 3, 4, 5]) as working_days,
            coalesce(s.holidays, array[]::date[]) as holidays,
            coalesce(s.remind_before_days, 3) as remind_before_days,
            coalesce(s.escalate_after, array[3, 7, 14]) as escalate_after,
            false as is_for_channels
        from people p
        left join settings s
          on s.workspace_id = p.workspace_id
        left join reminder_preferences r
          on r.workspace_id = p.workspace_id
         and r.person_id = p.user_id
        where p.kind <> 'bot'
          and not p.is_deactivated
        union all
        select
            w.workspace_id,
            coalesce((
                select mode() within group (order by p.time_zone)
                from people p
                where p.workspace_id = w.workspace_id
                  and p.kind = 'member'
                  and not p.is_deactivated), 'UTC'),
            coalesce(s.reminder_hour, 9),
            coalesce(s.working_days, array[1, 2, 3, 4, 5]),
            coalesce(s.holidays, array[]::date[]),
            coalesce(s.remind_before_days, 3),
            coalesce(s.escalate_after, array[3, 7, 14]),
            true
        from workspaces w
        left join settings s
          on s.workspace_id = w.workspace_id
        """;
}
