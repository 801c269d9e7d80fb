using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Who is reminded of what. A row in <c>reminders</c> is the claim that makes one go out once a day.</summary>
public sealed class ReminderStore(PostgresDatabase database)
{
    /// <summary>The zones people live in, as Slack names them.</summary>
    public Task<IReadOnlyList<string>> ZonesAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<string>(ZonesSql, null, cancellationToken);

    /// <summary>Claims a reminder for everybody who is due one now, and asks for its sending, in one statement.</summary>
    public Task ClaimAsync(IReadOnlyList<LocalClock> clocks, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ClaimSql, new
        {
            Zones = clocks.Select(clock => clock.Zone).ToArray(),
            Days = clocks.Select(clock => clock.Day).ToArray(),
            Hours = clocks.Select(clock => clock.Hour).ToArray(),
            Offsets = clocks.Select(clock => clock.Offset).ToArray(),
            Now = now,
        }, cancellationToken);

    public Task<Reminder?> FindAsync(string workspaceId, Guid reminderId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Reminder>(FindSql, new { WorkspaceId = workspaceId, ReminderId = reminderId }, cancellationToken);

    /// <summary>The newest reminders that speak of an item; older ones have scrolled away.</summary>
    public Task<IReadOnlyList<Reminder>> AboutAsync(string workspaceId, Guid actionItemId, CancellationToken cancellationToken) =>
        database.QueryAsync<Reminder>(AboutSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId }, cancellationToken);

    /// <summary>What a person is to be reminded of on a day: what they own, and what has no owner to remind.</summary>
    public Task<IReadOnlyList<ActionItem>> DueAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.QueryAsync<ActionItem>(DueSql, new { reminder.WorkspaceId, reminder.PersonId, reminder.ForDay }, cancellationToken);

    public Task<IReadOnlyList<ActionItem>> ItemsAsync(Reminder reminder, CancellationToken cancellationToken) =>
        database.QueryAsync<ActionItem>(ItemsSql, new { reminder.WorkspaceId, UserId = reminder.PersonId, reminder.ItemIds }, cancellationToken);

    public Task SetSentAsync(Reminder reminder, IEnumerable<Guid> itemIds, string? channelId, string? ts, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetSentSql, new { reminder.WorkspaceId, reminder.ReminderId, ItemIds = itemIds.ToArray(), ChannelId = channelId, Ts = ts, Now = now }, cancellationToken);

    private const string ZonesSql = """
        -- ReminderStore.Zones
        select distinct time_zone
        from people
        where not is_deactivated
        """;

    // The access rule asks about one reader; here every owner is asked about at once.
    private static readonly string OwnerMayRead = AccessRule.Readable
        .Replace("@WorkspaceId", "a.workspace_id", StringComparison.Ordinal)
        .Replace("@UserId", "a.owner_id", StringComparison.Ordinal);

    private static readonly string PersonMayRead = AccessRule.Readable
        .Replace("@WorkspaceId", "a.workspace_id", StringComparison.Ordinal)
        .Replace("@UserId", "person.user_id", StringComparison.Ordinal);

    private static readonly string OwnerState = $"""
        left join people o
          on o.workspace_id = a.workspace_id
         and o.user_id = a.owner_id
        cross join lateral (
            select case
                when a.owner_id is null then 'missing'
                when o.is_deactivated or o.kind = 'bot' then 'deactivated'
                when {OwnerMayRead} then 'able'
                else 'outside'
            end as owner_is) owner
        """;

    // An item without an owner who can be asked goes to the facilitator, who is asked for another.
    private const string Recipient = """
        join people person
          on person.workspace_id = a.workspace_id
         and person.user_id = case when owner.owner_is = 'able' then a.owner_id else p.facilitator_id end
         and person.kind <> 'bot'
         and not person.is_deactivated
        """;

    // Reminders stop at 18:00, unless a workspace has chosen an evening hour for them. Later than at their hour they catch up
    // on what was missed; what was added since can wait for the next morning.
    private static readonly string ClaimSql = $"""
        -- ReminderStore.Claim
        with clocks as (
            select zone, day, hour, utc_offset
            from unnest(@Zones::text[], @Days::date[], @Hours::integer[], @Offsets::interval[]) clock (zone, day, hour, utc_offset)),
        due as (
            select distinct
                a.workspace_id,
                person.user_id as person_id,
                clocks.day
            from action_items a
            join postmortems p
              on p.workspace_id = a.workspace_id
             and p.postmortem_id = a.postmortem_id
            {OwnerState}
            {Recipient}
            join clocks
              on clocks.zone = person.time_zone
            left join settings s
              on s.workspace_id = a.workspace_id
            where {ActionState.Unfinished}
              and p.status <> 'cancelled'
              and a.due_on <= clocks.day
              and (a.snoozed_until is null or a.snoozed_until <= clocks.day)
              and clocks.hour >= coalesce(s.reminder_hour, 9)
              and clocks.hour < greatest(18, coalesce(s.reminder_hour, 9) + 1)
              and (clocks.hour = coalesce(s.reminder_hour, 9)
                or a.created_at < (clocks.day + make_interval(hours => coalesce(s.reminder_hour, 9)) - clocks.utc_offset) at time zone 'UTC')
              and extract(isodow from clocks.day)::integer = any(coalesce(s.working_days, array[1, 2, 3, 4, 5]))
              and {PersonMayRead}),
        claimed as (
            insert into reminders (workspace_id, person_id, for_day, created_at)
            select workspace_id, person_id, day, @Now
            from due
            on conflict do nothing
            returning workspace_id, reminder_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'action-items.remind', reminder_id, @Now
        from claimed
        """;

    private const string ReminderColumns = """
            workspace_id,
            reminder_id,
            person_id,
            for_day,
            item_ids,
            sent_at,
            message_channel_id,
            message_ts
        from reminders
        """;

    private const string FindSql = $"""
        -- ReminderStore.Find
        select
            {ReminderColumns}
        where workspace_id = @WorkspaceId
          and reminder_id = @ReminderId
        """;

    private const string AboutSql = $"""
        -- ReminderStore.About
        select
            {ReminderColumns}
        where workspace_id = @WorkspaceId
          and item_ids @> array[@ActionItemId::uuid]
          and message_ts is not null
        order by for_day desc
        limit 3
        """;

    private static readonly string DueSql = $"""
        -- ReminderStore.Due
        select
            {ActionItemStore.Columns},
            owner.owner_is
        {ActionItemStore.Tables}
        {OwnerState}
        {Recipient}
        where a.workspace_id = @WorkspaceId
          and person.user_id = @PersonId
          and {ActionState.Unfinished}
          and p.status <> 'cancelled'
          and a.due_on <= @ForDay
          and (a.snoozed_until is null or a.snoozed_until <= @ForDay)
          and {PersonMayRead}
        order by
            a.due_on,
            a.priority,
            a.number
        """;

    private static readonly string ItemsSql = $"""
        -- ReminderStore.Items
        select
            {ActionItemStore.Columns},
            owner.owner_is
        {ActionItemStore.Tables}
        {OwnerState}
        where a.workspace_id = @WorkspaceId
          and a.action_item_id = any(@ItemIds)
          and {AccessRule.Readable}
        order by
            a.due_on,
            a.priority,
            a.number
        """;

    private const string SetSentSql = """
        -- ReminderStore.SetSent
        update reminders
        set sent_at = @Now,
            item_ids = @ItemIds,
            message_channel_id = @ChannelId,
            message_ts = @Ts
        where workspace_id = @WorkspaceId
          and reminder_id = @ReminderId
        """;
}
