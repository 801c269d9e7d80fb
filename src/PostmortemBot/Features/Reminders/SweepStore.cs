using System.Globalization;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>The hourly look at everything that is open: what is to be said is planned, and whose turn it is gets a message.</summary>
public sealed class SweepStore(PostgresDatabase database)
{
    /// <summary>One for each way in which somebody sees the clock, and one for each workspace's channels.</summary>
    public Task<IReadOnlyList<ReminderClock>> ClocksAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<ReminderClock>(ClocksSql, null, cancellationToken);

    /// <summary>Plans and claims under these clocks, whose day it is now. What is planned already stays as it is.</summary>
    public async Task SweepAsync(IReadOnlyList<(ReminderClock Clock, DateOnly Today)> clocks, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var arguments = new
        {
            Workspaces = clocks.Select(row => row.Clock.WorkspaceId).ToArray(),
            Zones = clocks.Select(row => row.Clock.Zone).ToArray(),
            Hours = clocks.Select(row => row.Clock.Hour).ToArray(),
            WorkingDays = clocks.Select(row => $"{{{string.Join(',', row.Clock.WorkingDays)}}}").ToArray(),
            Todays = clocks.Select(row => row.Today).ToArray(),
            OpensAt = clocks.Select(row => row.Clock.OpensAt(row.Today).UtcDateTime).ToArray(),
            Moments = clocks.Select(row => Days(Cadence.Thresholds(row.Clock.Calendar, row.Today, row.Clock.RemindBeforeDays))).ToArray(),
            Steps = clocks.Select(row => Days(Ladder.Thresholds(row.Clock.Calendar, row.Today, row.Clock.EscalateAfter))).ToArray(),
            ForChannels = clocks.Select(row => row.Clock.IsForChannels).ToArray(),
            OldEnough = now - Cadence.Young,
            Now = now,
        };
        await database.ExecuteAsync(PlanSql, arguments, cancellationToken);
        await database.ExecuteAsync(CloseSql, new { Now = now }, cancellationToken);
        await database.ExecuteAsync(ClaimSql, arguments, cancellationToken);
    }

    private static string Days(IEnumerable<DateOnly> days) =>
        $"{{{string.Join(',', days.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))}}}";

    // Channels have the clock that most people of the workspace have.
    private const string ClocksSql = """
        -- SweepStore.Clocks
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

    private const string Clocks = """
        clocks as materialized (
            select
                workspace_id,
                case when for_channels then '' else zone end as zone,
                hour,
                working_days::integer[] as working_days,
                today,
                opens_at,
                moments::date[] as moments,
                steps::date[] as steps
            from unnest(
                @Workspaces::text[], @Zones::text[], @Hours::integer[], @WorkingDays::text[], @Todays::date[], @OpensAt::timestamptz[],
                @Moments::text[], @Steps::text[], @ForChannels::boolean[])
                as given (workspace_id, zone, hour, working_days, today, opens_at, moments, steps, for_channels))
        """;

    // Stored on the way, and compared for equality with tables whose size is known: else a plan that tries every clock on
    // every item looks cheap.
    private static string Placed(string rows) => $"""
        placed as materialized (
            select
                rows,
                case when rows.person_id = '' then '' when person.kind <> 'bot' and not person.is_deactivated then person.time_zone end as zone,
                coalesce(r.hour, s.reminder_hour, 9) as hour,
                coalesce(r.working_days, s.working_days, array[1, 2, 3, 4, 5]) as working_days,
                r.away_until
            from {rows} rows
            left join people person
              on person.workspace_id = rows.workspace_id
             and person.user_id = rows.person_id
            left join settings s
              on s.workspace_id = rows.workspace_id
            left join reminder_preferences r
              on r.workspace_id = rows.workspace_id
             and r.person_id = rows.person_id)
        """;

    private const string TheirClock = """
        join clocks c
          on c.workspace_id = (placed.rows).workspace_id
         and c.zone = placed.zone
         and c.hour = placed.hour
         and c.working_days = placed.working_days
        """;

    // Who is asked about an item, and how far it has come. Nobody stands for its channel.
    private static readonly string PlanSql = $"""
        -- SweepStore.Plan
        with {Clocks},
        asked as materialized (
            select
                a.workspace_id,
                a.action_item_id,
                a.due_on,
                a.snoozed_until,
                a.helpers,
                a.created_at,
                p.channel_id,
                p.facilitator_id,
                holder.holder_id,
                holder.owner_is,
                case
                    when holder.owner_is = 'able' then holder.holder_id
                    when {ReminderSql.FacilitatorIsAble} then p.facilitator_id
                    else ''
                end as person_id
            from action_items a
            join postmortems p
              on p.workspace_id = a.workspace_id
             and p.postmortem_id = a.postmortem_id
            {ReminderSql.Holder}
            where {ReminderSql.Unfinished}
              and a.due_on is not null
              and p.status <> 'cancelled'),
        {Placed("asked")},
        items as materialized (
            select
                (placed.rows).workspace_id,
                (placed.rows).action_item_id,
                (placed.rows).due_on,
                (placed.rows).snoozed_until,
                (placed.rows).helpers,
                (placed.rows).channel_id,
                (placed.rows).facilitator_id,
                (placed.rows).holder_id,
                (placed.rows).owner_is,
                (placed.rows).person_id,
                coalesce(placed.away_until >= c.today, false) as is_away,
                c.today,
                c.steps,
                case
                    when passed.moments = 1 and (placed.rows).created_at > @OldEnough then 0
                    else passed.moments
                end as stage,
                st.stage as stage_before,
                st.started_on,
                st.reminded_on,
                st.step,
                st.stepped_on
            from placed
            {TheirClock}
            cross join lateral (
                select cardinality(c.moments) - width_bucket((placed.rows).due_on - 1, c.moments) as moments
                offset 0) passed
            left join reminder_states st
              on st.workspace_id = (placed.rows).workspace_id
             and st.action_item_id = (placed.rows).action_item_id
             and st.person_id = (placed.rows).person_id
             and st.due_on = (placed.rows).due_on
            where (placed.rows).created_at < c.opens_at
              and ((placed.rows).snoozed_until is null or (placed.rows).snoozed_until <= c.today)
              and passed.moments > 0),
        turns as (
            select
                i.workspace_id,
                i.action_item_id,
                i.due_on,
                i.helpers,
                i.channel_id,
                i.facilitator_id,
                i.holder_id,
                i.owner_is,
                i.person_id,
                i.today,
                i.stage,
                i.stage_before,
                i.started_on,
                i.reminded_on,
                i.step,
                i.stepped_on,
                not i.is_away
                    and (i.reminded_on is null or i.reminded_on < i.today)
                    and (i.stage > coalesce(i.stage_before, 0) or i.reminded_on < i.snoozed_until) as is_reminded,
                case
                    -- Nothing is asked of others before the day on which the owner was first reminded, or would have been.
                    when i.started_on is null or i.stepped_on >= i.today then null
                    when coalesce(i.step, 0) < 1 and counted_from <= i.steps[1] and {HasPeopleToAsk} then 1
                    when coalesce(i.step, 0) < 2 and counted_from <= i.steps[2] and i.person_id <> '' then 2
                    when coalesce(i.step, 0) < 3 and counted_from <= i.steps[3] and {HasPersonToAsk} then 3
                end as next_step
            from items i
            left join settings s
              on s.workspace_id = i.workspace_id
            cross join lateral (
                select greatest(i.due_on, i.started_on, i.snoozed_until) as counted_from) ladder
            where i.stage > 0),
        remembered as (
            insert into reminder_states (workspace_id, action_item_id, person_id, due_on, stage, started_on, reminded_on, step, stepped_on)
            select
                workspace_id,
                action_item_id,
                person_id,
                due_on,
                case when is_reminded then stage else coalesce(stage_before, 0) end,
                coalesce(started_on, today),
                case when is_reminded then today else reminded_on end,
                coalesce(next_step, step, 0),
                case when next_step is not null then today else stepped_on end
            from turns
            where is_reminded
               or next_step is not null
               or started_on is null
            on conflict (workspace_id, action_item_id) do update set
                person_id = excluded.person_id,
                due_on = excluded.due_on,
                stage = excluded.stage,
                started_on = excluded.started_on,
                reminded_on = excluded.reminded_on,
                step = excluded.step,
                stepped_on = excluded.stepped_on)
        insert into reminder_deliveries (workspace_id, action_item_id, recipient_id, kind, day, due_on, holder_id, to_channel, planned_at)
        select
            workspace_id,
            action_item_id,
            case when person_id = '' then channel_id else person_id end,
            case
                when owner_is <> 'able' then 'reown'
                when due_on > today then 'before'
                when due_on = today then 'due'
                else 'overdue'
            end,
            today,
            due_on,
            holder_id,
            person_id = '',
            @Now::timestamptz
        from turns
        where is_reminded
        union all
        select
            t.workspace_id,
            t.action_item_id,
            helping.person_id,
            'helpers',
            t.today,
            t.due_on,
            t.holder_id,
            false,
            @Now
        from turns t
        cross join lateral (
            {PeopleToAsk("t")}) helping
        where t.next_step = 1
        union all
        select workspace_id, action_item_id, channel_id, 'channel', today, due_on, holder_id, true, @Now
        from turns
        where next_step = 2
        union all
        select t.workspace_id, t.action_item_id, s.escalation_person_id, 'person', t.today, t.due_on, t.holder_id, false, @Now
        from turns t
        join settings s
          on s.workspace_id = t.workspace_id
        where t.next_step = 3
        on conflict do nothing
        """;

    private static string PeopleToAsk(string item) => $"""
        select distinct helper.user_id as person_id
        from people helper
        where helper.workspace_id = {item}.workspace_id
          and helper.user_id = any({item}.helpers || {item}.facilitator_id)
          and helper.user_id <> {item}.person_id
          and helper.user_id is distinct from {item}.holder_id
          and helper.kind <> 'bot'
          and not helper.is_deactivated
        """;

    private static string HasPeopleToAsk => $"exists ({PeopleToAsk("i")})";

    private const string HasPersonToAsk = """
        exists (
            select 1
            from people last
            where last.workspace_id = i.workspace_id
              and last.user_id = s.escalation_person_id
              and last.user_id <> i.person_id
              and last.user_id is distinct from i.holder_id
              and last.kind <> 'bot'
              and not last.is_deactivated)
        """;

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
        with {Clocks},
        waiting as materialized (
            select distinct
                workspace_id,
                recipient_id,
                to_channel,
                case when to_channel then '' else recipient_id end as person_id
            from reminder_deliveries
            where sent_at is null
              and why_not is null),
        {Placed("waiting")},
        claimed as (
            insert into reminders (workspace_id, person_id, for_day, to_channel, created_at)
            select (placed.rows).workspace_id, (placed.rows).recipient_id, c.today, (placed.rows).to_channel, @Now::timestamptz
            from placed
            {TheirClock}
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
