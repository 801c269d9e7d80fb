using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Reminders;

/// <summary>An item as somebody acts on it from a reminder: only while it waits, and only where they may read its postmortem.</summary>
public sealed class ReminderAccess(PostgresDatabase database, PostmortemAccess access)
{
    private static readonly Problem NotFound = new("There is no such action item, or it belongs to a private channel you are not in.");

    /// <summary>For whoever is to do it: an old reminder stays where it is after the item has gone to somebody else.</summary>
    public async Task<Result<WaitingItem>> FindOwnAsync(Reader reader, Guid actionItemId, string? standingIn, CancellationToken cancellationToken)
    {
        var result = await FindAsync(reader, actionItemId, standingIn, cancellationToken);
        return !result.Failed(out _, out var item) && !item.IsFor(reader.UserId)
            ? new Problem($"{item.Key} {(item.OwnerId is { } owner ? $"belongs to {Mrkdwn.User(owner)}" : "has no owner")} now, so nothing changed here.")
            : result;
    }

    private async Task<Result<WaitingItem>> FindAsync(Reader reader, Guid actionItemId, string? standingIn, CancellationToken cancellationToken)
    {
        if (await database.SingleOrDefaultAsync<WaitingItem>(FindSql, new { reader.WorkspaceId, ActionItemId = actionItemId }, cancellationToken) is not { } item)
            return NotFound;
        var result = await access.ForReadingAsync(reader, item.PostmortemId, standingIn, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return NotFound;
        if (!item.IsOpen)
            return new Problem($"{item.Key} is closed already, so nobody will be reminded of it.");
        return postmortem.Status == PostmortemStatus.Cancelled
            ? new Problem($"{postmortem.Key} was cancelled, so {item.Key} is no longer worked on.")
            : item;
    }

    private const string FindSql = """
        -- ReminderAccess.Find
        select
            a.workspace_id,
            a.action_item_id,
            a.number,
            a.title,
            a.state,
            a.owner_id,
            case when a.accepted_at is null then a.previous_owner_id end as owned_before_by,
            a.postmortem_id
        from action_items a
        where a.workspace_id = @WorkspaceId
          and a.action_item_id = @ActionItemId
        """;
}

public sealed record WaitingItem
{
    public required string WorkspaceId { get; init; }
    public required Guid ActionItemId { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required string State { get; init; }
    public string? OwnerId { get; init; }

    /// <summary>Whoever owned it until then, while somebody else was asked and has not answered.</summary>
    public string? OwnedBeforeBy { get; init; }

    public required Guid PostmortemId { get; init; }

    public bool IsFor(string userId) => userId == OwnerId || userId == OwnedBeforeBy;

    public string Key => $"AI-{Number}";
    public bool IsOpen => State is "open" or "in_progress" or "blocked";
}
