using System.Globalization;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>What became of a reminder's message: sent, put off, or deleted by somebody.</summary>
public sealed class ReminderOutcomes(PostgresDatabase database)
{
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
            InsteadDueOn = outcome.Instead.Select(line => line.Item.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToArray(),
            InsteadHolder = outcome.Instead.Select(line => line.Item.HolderId).ToArray(),
            outcome.ChannelId,
            outcome.Ts,
            Now = now,
        }, cancellationToken);

    /// <summary>Whether its message may be with Slack already.</summary>
    public Task<bool> IsBegunAsync(Reminder reminder, string deliveryKey, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(IsBegunSql, new { reminder.WorkspaceId, Key = deliveryKey }, cancellationToken);

    public Task PutOffAsync(Reminder reminder, DateTimeOffset until, CancellationToken cancellationToken) =>
        database.ExecuteAsync(PutOffSql, new { reminder.WorkspaceId, reminder.ReminderId, Until = until }, cancellationToken);

    /// <summary>Whether an earlier day of this week ended without a message, because the person did not want to be disturbed.</summary>
    public Task<bool> WasPutOffBeforeAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(WasPutOffBeforeSql, new { reminder.WorkspaceId, reminder.PersonId, reminder.ForDay }, cancellationToken);

    /// <summary>A message that somebody deleted: what still waits in it is said again.</summary>
    public Task ForgetMessageAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetMessageSql, new { reminder.WorkspaceId, reminder.ReminderId, reminder.PersonId }, cancellationToken);

    private const string SetSentSql = """
        -- ReminderOutcomes.SetSent
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

    private const string IsBegunSql = """
        -- ReminderOutcomes.IsBegun
        select exists (
            select 1
            from deliveries
            where workspace_id = @WorkspaceId
              and delivery_key = @Key)
        """;

    private const string PutOffSql = """
        -- ReminderOutcomes.PutOff
        update reminders
        set put_off_until = @Until
        where workspace_id = @WorkspaceId
          and reminder_id = @ReminderId
        """;

    private const string WasPutOffBeforeSql = """
        -- ReminderOutcomes.WasPutOffBefore
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
        -- ReminderOutcomes.ForgetMessage
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
