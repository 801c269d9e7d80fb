using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>Messages of reminders and what they speak of. A row in <c>reminders</c> is the claim that makes one go out once a day.</summary>
public sealed class ReminderStore(PostgresDatabase database)
{
    public Task<Reminder?> FindAsync(string workspaceId, Guid reminderId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Reminder>(FindSql, new { WorkspaceId = workspaceId, ReminderId = reminderId }, cancellationToken);

    /// <summary>The newest reminders that speak of an item; older ones have scrolled away.</summary>
    public Task<IReadOnlyList<Reminder>> AboutAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken) =>
        database.QueryAsync<Reminder>(AboutSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId }, cancellationToken);

    /// <summary>What was planned for the recipient and is not sent yet.</summary>
    public Task<IReadOnlyList<DueItem>> WaitingAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.QueryAsync<DueItem>(WaitingSql, Of(reminder), cancellationToken);

    /// <summary>What the message says, as it is now.</summary>
    public Task<IReadOnlyList<DueItem>> ItemsAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.QueryAsync<DueItem>(ItemsSql, Of(reminder), cancellationToken);

    private static object Of(Reminder reminder) => new { reminder.WorkspaceId, reminder.ReminderId, reminder.PersonId, reminder.ForDay };

    private const string ReminderColumns = """
            workspace_id,
            reminder_id,
            person_id,
            for_day,
            item_ids,
            to_channel,
            sent_at,
            put_off_until,
            message_channel_id,
            message_ts
        """;

    private const string FindSql = $"""
        -- ReminderStore.Find
        select
            {ReminderColumns}
        from reminders
        where workspace_id = @WorkspaceId
          and reminder_id = @ReminderId
        """;

    private const string AboutSql = $"""
        -- ReminderStore.About
        select
            {ReminderColumns}
        from reminders
        where workspace_id = @WorkspaceId
          and message_ts is not null
          and reminder_id in (
            select reminder_id
            from reminder_deliveries
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId)
        order by for_day desc
        limit 5
        """;

    private static readonly string ItemColumns = $"""
            a.workspace_id,
            a.action_item_id,
            a.number,
            a.title,
            a.due_on,
            a.priority,
            a.state,
            a.state_reason,
            a.state_changed_by,
            a.state_changed_at,
            a.snoozed_until,
            a.helpers,
            a.date_pushes,
            a.created_at,
            p.postmortem_id,
            p.number as postmortem_number,
            i.title as postmortem_title,
            p.status as postmortem_status,
            p.channel_id,
            p.facilitator_id,
            holder.holder_id,
            holder.owner_is,
            a.accepted_at is null and holder.holder_id = a.owner_id as is_unanswered,
            away.away_until,
            st.started_on,
            coalesce(st.step, 0) as step,
            d.kind,
            d.day,
            d.due_on as planned_due_on,
            d.holder_id as planned_holder_id,
            d.to_channel or {ReminderSql.MayRead("@PersonId")} as may_read
        from reminder_deliveries d
        join action_items a
          on a.workspace_id = d.workspace_id
         and a.action_item_id = d.action_item_id
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        {ReminderSql.Holder}
        left join reminder_preferences away
          on away.workspace_id = a.workspace_id
         and away.person_id = holder.holder_id
         and away.away_until >= @ForDay
        left join reminder_states st
          on st.workspace_id = a.workspace_id
         and st.action_item_id = a.action_item_id
         and st.person_id = holder.holder_id
         and st.due_on = a.due_on
        """;

    private const string Order = """
        order by
            a.due_on nulls last,
            a.priority,
            a.number,
            d.day desc,
            d.kind
        """;

    private static readonly string WaitingSql = $"""
        -- ReminderStore.Waiting
        select
            {ItemColumns}
        where d.workspace_id = @WorkspaceId
          and d.recipient_id = @PersonId
          and d.sent_at is null
          and d.why_not is null
        {Order}
        """;

    private static readonly string ItemsSql = $"""
        -- ReminderStore.Items
        select
            {ItemColumns}
        where d.workspace_id = @WorkspaceId
          and d.reminder_id = @ReminderId
          and (d.to_channel or {ReminderSql.MayRead("@PersonId")})
        {Order}
        """;
}
