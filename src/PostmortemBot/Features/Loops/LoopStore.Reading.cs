using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Loops;

public sealed partial class LoopStore
{
    public Task<LoopEntry?> FindAsync(string workspaceId, Guid loopId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<LoopEntry>(FindSql, new { WorkspaceId = workspaceId, LoopId = loopId }, cancellationToken);

    public Task<IReadOnlyList<LoopEntry>> ListAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<LoopEntry>(ListSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>Causes and action items of a postmortem, for the menu of where an entry comes from.</summary>
    public Task<IReadOnlyList<Finding>> FindingsAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<Finding>(FindingsSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>What may be due for a look, with the zone of who is asked.</summary>
    public Task<IReadOnlyList<DueLoop>> DueAsync(DateOnly latest, CancellationToken cancellationToken) =>
        database.QueryAsync<DueLoop>(DueSql, new { Latest = latest }, cancellationToken);

    /// <summary>Runbooks of other postmortems for the services of this one, or named in its title.</summary>
    public Task<IReadOnlyList<LoopEntry>> RunbooksAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        database.QueryAsync<LoopEntry>(RunbooksSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            Services = postmortem.Services.Select(service => service.ToLowerInvariant()).ToArray(),
            Title = Words(postmortem.Title),
        }, cancellationToken);

    public Task<bool> WasShownAsync(string workspaceId, string deliveryKey, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(WasShownSql, new { WorkspaceId = workspaceId, DeliveryKey = deliveryKey }, cancellationToken);

    /// <summary>A title as words with one blank around each, so that "pay" is not found in "repay".</summary>
    internal static string Words(string text) =>
        $" {string.Join(' ', new string([.. text.ToLowerInvariant().Select(character => char.IsLetterOrDigit(character) ? character : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";

    private const string Columns = """
            l.workspace_id,
            l.loop_id,
            l.postmortem_id,
            l.finding_id,
            coalesce(a.title, c.text) as finding,
            l.kind,
            l.title,
            l.url,
            l.service,
            l.state,
            l.owner_id,
            l.is_for_everybody,
            l.verify_on,
            l.message_channel_id,
            l.message_ts,
            l.answered_by,
            l.answered_at,
            l.created_by,
            l.created_at,
            l.changed_at,
            p.number as postmortem_number,
            p.channel_id
        from loops l
        join postmortems p
          on p.workspace_id = l.workspace_id
         and p.postmortem_id = l.postmortem_id
        left join action_items a
          on a.workspace_id = l.workspace_id
         and a.action_item_id = l.finding_id
        left join causes c
          on c.workspace_id = l.workspace_id
         and c.cause_id = l.finding_id
         and c.removed_at is null
        """;

    private const string FindSql = $"""
        -- LoopStore.Find
        select
            {Columns}
        where l.workspace_id = @WorkspaceId
          and l.loop_id = @LoopId
        """;

    private const string ListSql = $"""
        -- LoopStore.List
        select
            {Columns}
        where l.workspace_id = @WorkspaceId
          and l.postmortem_id = @PostmortemId
        order by l.created_at, l.loop_id
        """;

    private const string FindingsSql = """
        -- LoopStore.Findings
        select
            finding_id,
            text
        from (
            select action_item_id as finding_id, 'AI-' || number || ' ' || title as text, 0 as kind, created_at
            from action_items
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
            union all
            select cause_id, text, 1, created_at
            from causes
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and removed_at is null) findings
        order by kind, created_at
        limit 99
        """;

    // Every workspace at once: each row is asked about under its own.
    private const string DueSql = """
        -- LoopStore.Due
        select
            l.workspace_id,
            l.loop_id,
            l.verify_on,
            coalesce(person.time_zone, 'UTC') as zone,
            coalesce(s.reminder_hour, 9) as reminder_hour,
            coalesce(s.working_days, '{1,2,3,4,5}') as working_days
        from loops l
        join postmortems p
          on p.workspace_id = l.workspace_id
         and p.postmortem_id = l.postmortem_id
        left join people person
          on person.workspace_id = l.workspace_id
         and person.user_id = coalesce(l.owner_id, p.facilitator_id)
        left join settings s
          on s.workspace_id = l.workspace_id
        where l.state in ('in_place', 'verified')
          and l.verify_on <= @Latest
          and l.asked_for is distinct from l.verify_on
          and p.status <> 'cancelled'
        order by l.verify_on, l.loop_id
        limit 1000
        """;

    private const string WasShownSql = """
        -- LoopStore.WasShown
        select exists (
            select 1
            from deliveries
            where workspace_id = @WorkspaceId
              and delivery_key = @DeliveryKey
              and delivered_at is not null)
        """;

    private const string RunbooksSql = $"""
        -- LoopStore.Runbooks
        select
            {Columns}
        where l.workspace_id = @WorkspaceId
          and l.postmortem_id <> @PostmortemId
          and l.kind = 'runbook'
          and l.state in ('in_place', 'verified')
          and l.service <> ''
          and p.status <> 'cancelled'
          and (lower(l.service) = any(@Services)
            or position(' ' || trim(regexp_replace(lower(l.service), '[^[:alnum:]]+', ' ', 'g')) || ' ' in @Title) > 0)
        order by l.state = 'verified' desc, l.changed_at desc
        limit 20
        """;
}

public sealed record Finding
{
    public required Guid FindingId { get; init; }
    public required string Text { get; init; }
}

/// <summary>Something to be looked at again, and the clock of whoever is asked.</summary>
public sealed record DueLoop
{
    public required string WorkspaceId { get; init; }
    public required Guid LoopId { get; init; }
    public required DateOnly VerifyOn { get; init; }
    public required string Zone { get; init; }
    public required int ReminderHour { get; init; }
    public required int[] WorkingDays { get; init; }
}
