using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>Somebody asked for a hand, with what the message about it says.</summary>
public sealed record HelpRequest
{
    public required string WorkspaceId { get; init; }
    public required Guid HelpId { get; init; }
    public required Guid ActionItemId { get; init; }
    public required string AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required string Note { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string State { get; init; }
    public required int PostmortemNumber { get; init; }
    public required string PostmortemTitle { get; init; }
    public required string ChannelId { get; init; }

    public string Key => $"AI-{Number}";
    public bool IsOpen => State is "open" or "in_progress" or "blocked";
}

public sealed class HelpStore(PostgresDatabase database)
{
    /// <summary>Stores what was asked and has it asked. The same request again changes nothing.</summary>
    public Task AskAsync(WaitingItem item, string askedBy, string note, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AskSql, new
        {
            item.WorkspaceId,
            item.ActionItemId,
            HelpId = Guid.CreateVersion7(now),
            AskedBy = askedBy,
            Note = note,
            RequestKey = $"help {requestKey}",
            AuditId = Guid.CreateVersion7(now),
            Now = now,
        }, cancellationToken);

    public Task<HelpRequest?> FindAsync(string workspaceId, Guid helpId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<HelpRequest>(FindSql, new { WorkspaceId = workspaceId, HelpId = helpId }, cancellationToken);

    /// <summary>Those who help with the item and the facilitator, as far as they may read it; never who asks.</summary>
    public Task<IReadOnlyList<string>> PeopleAsync(HelpRequest help, CancellationToken cancellationToken) =>
        database.QueryAsync<string>(PeopleSql, new { help.WorkspaceId, help.ActionItemId, help.AskedBy }, cancellationToken);

    /// <summary>Logs that somebody was asked, or why not, and that the ladder has come so far.</summary>
    public Task AskedAsync(HelpRequest help, string recipientId, bool toChannel, DateOnly day, string? whyNot, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AskedSql, new
        {
            help.WorkspaceId,
            help.ActionItemId,
            RecipientId = recipientId,
            ToChannel = toChannel,
            Day = day,
            Step = toChannel ? Ladder.Channel : Ladder.Helpers,
            WhyNot = whyNot,
            Now = now,
        }, cancellationToken);

    private const string AskSql = """
        -- HelpStore.Ask
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            values (@WorkspaceId, @RequestKey, @Now, @Now)
            on conflict do nothing
            returning workspace_id),
        asked as (
            insert into help_requests (workspace_id, help_id, action_item_id, asked_by, asked_at, note)
            select workspace_id, @HelpId, @ActionItemId, @AskedBy, @Now, @Note
            from receipt
            returning workspace_id, help_id, action_item_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @AskedBy, 'action_item.help_asked', action_item_id
            from asked)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'reminders.help', help_id, @Now
        from asked
        """;

    private const string FindSql = """
        -- HelpStore.Find
        select
            h.workspace_id,
            h.help_id,
            h.action_item_id,
            h.asked_by,
            h.asked_at,
            h.note,
            a.number,
            a.title,
            a.due_on,
            a.state,
            p.number as postmortem_number,
            i.title as postmortem_title,
            p.channel_id
        from help_requests h
        join action_items a
          on a.workspace_id = h.workspace_id
         and a.action_item_id = h.action_item_id
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        join incidents i
          on i.workspace_id = p.workspace_id
         and i.incident_id = p.incident_id
        where h.workspace_id = @WorkspaceId
          and h.help_id = @HelpId
        """;

    private static readonly string PeopleSql = $"""
        -- HelpStore.People
        select person.user_id
        from action_items a
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        join people person
          on person.workspace_id = a.workspace_id
         and person.user_id = any(a.helpers || p.facilitator_id)
        where a.workspace_id = @WorkspaceId
          and a.action_item_id = @ActionItemId
          and person.user_id <> @AskedBy
          and person.kind <> 'bot'
          and not person.is_deactivated
          and {ReminderSql.MayRead("person.user_id")}
        order by person.user_id
        """;

    private const string AskedSql = """
        -- HelpStore.Asked
        with stepped as (
            update reminder_states
            set step = greatest(step, @Step),
                stepped_on = greatest(stepped_on, @Day::date)
            where workspace_id = @WorkspaceId
              and action_item_id = @ActionItemId)
        insert into reminder_deliveries (workspace_id, action_item_id, recipient_id, kind, day, to_channel, planned_at, sent_at, why_not)
        values (@WorkspaceId, @ActionItemId, @RecipientId, 'help', @Day, @ToChannel, @Now, case when @WhyNot::text is null then @Now::timestamptz end, @WhyNot)
        on conflict do nothing
        """;
}
