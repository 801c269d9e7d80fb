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

    /// <summary>Stores in one statement that it was sent, with what, what was left out and why, and who is asked instead.</summary>
    public Task SetSentAsync(Reminder reminder, ReminderOutcome outcome, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetSentSql, new
        {
            reminder.WorkspaceId,
            reminder.ReminderId,
            reminder.PersonId,
            reminder.ForDay,
            outcome.ShownIds,
            Items = outcome.Lines.Select(line => line.Item.ActionItemId).ToArray(),
            Kinds = outcome.Lines.Select(line => line.Item.Kind).ToArray(),
            Days = outcome.Lines.Select(line => line.Item.Day).ToArray(),
            WhyNots = outcome.Lines.Select(line => line.WhyNot).ToArray(),
            InsteadItems = outcome.Instead.Select(line => line.Item.ActionItemId).ToArray(),
            InsteadOf = outcome.Instead.Select(line => line.RecipientId).ToArray(),
            InsteadToChannel = outcome.Instead.Select(line => line.ToChannel).ToArray(),
            InsteadDueOn = outcome.Instead.Select(line => line.Item.DueOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
            InsteadHolder = outcome.Instead.Select(line => line.Item.HolderId).ToArray(),
            outcome.ChannelId,
            outcome.Ts,
            Now = now,
        }, cancellationToken);

    public Task PutOffAsync(Reminder reminder, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ExecuteAsync(PutOffSql, new { reminder.WorkspaceId, reminder.ReminderId, Until = until }, cancellationToken);

    /// <summary>Whether an earlier day of this week ended without a message, because the person did not want to be disturbed.</summary>
    public Task<bool> WasPutOffBeforeAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(WasPutOffBeforeSql, new { reminder.WorkspaceId, reminder.PersonId, reminder.ForDay }, cancellationToken);

    /// <summary>A message that somebody deleted: what still waits in it is said again.</summary>
    public Task ForgetMessageAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetMessageSql, new { reminder.WorkspaceId, reminder.ReminderId, reminder.PersonId }, cancellationToken);

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

    private const string SetSentSql = """
        -- ReminderStore.SetSent
        with sent as (
            update reminders
            set sent_at = @Now,
                put_off_until = null,
                item_ids = @ShownIds,
                message_channel_id = @ChannelId,
                message_ts = @Ts
            where workspace_id = @WorkspaceId
              and reminder_id = @ReminderId),
        logged as (
            update reminder_deliveries d
            set reminder_id = case when line.why_not is null then @ReminderId end,
                sent_at = case when line.why_not is null then @Now end,
                why_not = line.why_not
            from unnest(@Items::uuid[], @Kinds::text[], @Days::date[], @WhyNots::text[]) as line (action_item_id, kind, day, why_not)
            where d.workspace_id = @WorkspaceId
              and d.recipient_id = @PersonId
              and d.action_item_id = line.action_item_id
              and d.kind = line.kind
              and d.day = line.day)
        insert into reminder_deliveries (workspace_id, action_item_id, recipient_id, kind, day, due_on, holder_id, to_channel, planned_at)
        select @WorkspaceId, action_item_id, recipient_id, 'reown', @ForDay, due_on::date, holder_id, to_channel, @Now
        from unnest(@InsteadItems::uuid[], @InsteadOf::text[], @InsteadToChannel::boolean[], @InsteadDueOn::text[], @InsteadHolder::text[])
            as line (action_item_id, recipient_id, to_channel, due_on, holder_id)
        on conflict do nothing
        """;

    private const string PutOffSql = """
        -- ReminderStore.PutOff
        update reminders
        set put_off_until = @Until
        where workspace_id = @WorkspaceId
          and reminder_id = @ReminderId
        """;

    private const string WasPutOffBeforeSql = """
        -- ReminderStore.WasPutOffBefore
        select exists (
            select 1
            from reminders
            where workspace_id = @WorkspaceId
              and person_id = @PersonId
              and for_day < @ForDay
              and for_day >= @ForDay - 7
              and sent_at is null
              and put_off_until is not null)
        """;

    private const string ForgetMessageSql = """
        -- ReminderStore.ForgetMessage
        with gone as (
            update reminders
            set message_ts = null
            where workspace_id = @WorkspaceId
              and reminder_id = @ReminderId
              and message_ts is not null
            returning workspace_id, reminder_id, person_id)
        update reminder_states st
        set stage = st.stage - 1
        from gone
        join reminder_deliveries d
          on d.workspace_id = gone.workspace_id
         and d.reminder_id = gone.reminder_id
        where st.workspace_id = d.workspace_id
          and st.action_item_id = d.action_item_id
          and st.person_id = @PersonId
          and st.stage > 0
        """;
}

/// <summary>What became of everything that waited for one recipient.</summary>
public sealed record ReminderOutcome
{
    /// <summary>Those with a line of their own.</summary>
    public required Guid[] ShownIds { get; init; }
    public required IReadOnlyList<(DueItem Item, string? WhyNot)> Lines { get; init; }
    public IReadOnlyList<(DueItem Item, string RecipientId, bool ToChannel)> Instead { get; init; } = [];
    public string? ChannelId { get; init; }
    public string? Ts { get; init; }
}
