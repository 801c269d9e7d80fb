namespace PostmortemBot.Features.Reminders;

public sealed partial class SweepStore
{
    // Who is asked about an item, and how far it has come. Nobody stands for its channel.
    private static readonly string PlanSql = $"""
        -- SweepStore.Plan
        with {ClockSql.Clocks},
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
        {ClockSql.Placed("asked")},
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
            {ClockSql.TheirClock}
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
                    when coalesce(i.step, 0) < 1 and counted_from <= i.steps[1] and {LadderSql.HasPeopleToAsk} then 1
                    when coalesce(i.step, 0) < 2 and counted_from <= i.steps[2] and i.person_id <> '' then 2
                    when coalesce(i.step, 0) < 3 and counted_from <= i.steps[3] and {LadderSql.HasPersonToAsk} then 3
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
            {LadderSql.PeopleToAsk("t")}) helping
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
}
