using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>The hourly look at everything that is open: what is to be said is planned, and whose turn it is gets a message.</summary>
public sealed partial class SweepStore(PostgresDatabase database)
{
    /// <summary>Plans and claims under these clocks, whose day it is now. What is planned already stays as it is.</summary>
    public async Task SweepAsync(IReadOnlyList<(ReminderClock Clock, DateOnly Today)> clocks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var arguments = ClockSql.Arguments(clocks, now);
        await database.ExecuteAsync(PlanSql, arguments, cancellationToken);
        await database.ExecuteAsync(CloseSql, new { Now = now }, cancellationToken);
        await database.ExecuteAsync(ClaimSql, arguments, cancellationToken);
    }

    // Nobody reads what waits for somebody without an account; the sweep asks somebody else.
    private const string CloseSql = """
        -- SweepStore.Close
        update reminder_deliveries d
        set why_not = 'deactivated'
        where d.sent_at is null
          and d.why_not is null
          and not d.to_channel
          and d.planned_at <= @Now
          and not exists (
            select 1
            from people p
            where p.workspace_id = d.workspace_id
              and p.user_id = d.recipient_id
              and p.kind <> 'bot'
              and not p.is_deactivated)
        """;

    // Who did not want to be disturbed is tried again within the hours of the day.
    private static readonly string ClaimSql = $"""
        -- SweepStore.Claim
        with {ClockSql.Clocks},
        waiting as materialized (
            select distinct
                workspace_id,
                recipient_id,
                to_channel,
                case when to_channel then '' else recipient_id end as person_id
            from reminder_deliveries
            where sent_at is null
              and why_not is null),
        {ClockSql.Placed("waiting")},
        claimed as (
            insert into reminders (workspace_id, person_id, for_day, to_channel, created_at)
            select (placed.rows).workspace_id, (placed.rows).recipient_id, c.today, (placed.rows).to_channel, @Now::timestamptz
            from placed
            {ClockSql.TheirClock}
            where placed.away_until is null
               or placed.away_until < c.today
            on conflict (workspace_id, person_id, for_day) do update set
                put_off_until = null
            where reminders.sent_at is null
              and reminders.put_off_until <= @Now
            returning workspace_id, reminder_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.remind', reminder_id, @Now
        from claimed
        """;
}
