namespace PostmortemBot.Features.Trackers;

/// <summary>
/// What must be done so that an item and its issue agree. Both are compared with what they last agreed on, so that it is
/// known which of them has changed; what we wrote ourselves is what they agree on, and therefore no change. A message
/// that is lost, repeated, late or our own echo leads to the same plan: mostly none.
/// </summary>
public sealed record SyncPlan
{
    /// <summary>Null: leave the issue's state.</summary>
    public bool? CloseIssue { get; init; }

    /// <summary>Null: leave the item's state.</summary>
    public bool? CloseItem { get; init; }

    /// <summary>Whom to assign in the tracker; null: leave it.</summary>
    public IReadOnlyList<string>? Assign { get; init; }

    /// <summary>Who is to own the item; null: leave the owner.</summary>
    public string? Own { get; init; }

    /// <summary>One of <see cref="TrackerNote"/>.</summary>
    public string? Note { get; init; }

    public string NoteDetail { get; init; } = "";

    /// <summary>The assignee that stands for all once the plan is carried out.</summary>
    public required string Assignee { get; init; }

    /// <param name="item">The item, with what was last agreed on.</param>
    /// <param name="issue">The issue as it is now.</param>
    /// <param name="ownerLogin">Who the owner is in the tracker, if that is known.</param>
    /// <param name="userOf">Who somebody of the tracker is in Slack, if that is known.</param>
    public static SyncPlan Of(TrackedItem item, Issue issue, string? ownerLogin, Func<string, string?> userOf)
    {
        var (closeIssue, closeItem) = State(item, issue);
        return People(item, issue, ownerLogin, userOf) with { CloseIssue = closeIssue, CloseItem = closeItem };
    }

    private static (bool? CloseIssue, bool? CloseItem) State(TrackedItem item, Issue issue)
    {
        if (item.IsClosed == issue.IsClosed)
            return (null, null);
        // Linked just now: what one side calls finished is not begun again by the other.
        if (item.SyncedClosed is not { } agreed)
            return issue.IsClosed ? (null, true) : (true, null);
        return item.IsClosed != agreed ? (item.IsClosed, null) : (null, issue.IsClosed);
    }

    private static SyncPlan People(TrackedItem item, Issue issue, string? ownerLogin, Func<string, string?> userOf)
    {
        var isFirst = item.SyncedClosed is null;
        var agreed = isFirst ? "" : item.SyncedAssignee ?? "";
        var current = issue.Assignees.FirstOrDefault(login => Same(login, agreed)) ?? issue.Assignees.FirstOrDefault() ?? "";
        var known = ownerLogin is null ? null : issue.Assignees.FirstOrDefault(login => Same(login, ownerLogin));
        if (known is not null || (item.OwnerId is null && current.Length == 0))
            return new SyncPlan { Assignee = known ?? "" };

        var ownerChanged = item.OwnerId != (isFirst ? null : item.SyncedOwner);
        var assigneeChanged = !Same(current, agreed);
        if (ownerChanged && !(isFirst && current.Length > 0))
            return FromOwner(item, issue, ownerLogin, current);
        if (assigneeChanged)
            return FromAssignee(item, issue, current, userOf);
        // Nothing changed, and what was in the way before still is.
        return new SyncPlan { Assignee = current, Note = item.Note, NoteDetail = item.NoteDetail };
    }

    private static SyncPlan FromOwner(TrackedItem item, Issue issue, string? ownerLogin, string current)
    {
        var others = issue.Assignees.Where(login => !Same(login, current));
        if (item.OwnerId is null)
            return new SyncPlan { Assign = [.. others], Assignee = others.FirstOrDefault() ?? "" };
        return ownerLogin is null
            ? new SyncPlan { Assignee = current, Note = TrackerNote.OwnerUnknown, NoteDetail = item.OwnerId }
            : new SyncPlan { Assign = [ownerLogin, .. others], Assignee = ownerLogin };
    }

    private static SyncPlan FromAssignee(TrackedItem item, Issue issue, string current, Func<string, string?> userOf)
    {
        if (current.Length == 0)
            return new SyncPlan { Assignee = "", Note = item.OwnerId is null ? null : TrackerNote.Unassigned };
        if (userOf(current) is not { } userId)
            return new SyncPlan { Assignee = current, Note = TrackerNote.AssigneeUnknown, NoteDetail = issue.Names.GetValueOrDefault(current, current) };
        // Linked just now, with somebody on each side: neither is taken away.
        return item.SyncedClosed is null && item.OwnerId is not null
            ? new SyncPlan { Assignee = current, Note = TrackerNote.Differ, NoteDetail = issue.Names.GetValueOrDefault(current, current) }
            : new SyncPlan { Assignee = current, Own = userId };
    }

    /// <summary>Logins know no capitals, account ids are the same every time.</summary>
    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What stands beside an issue because owner and assignee are not the same, and why.</summary>
public static class TrackerNote
{
    public const string OwnerUnknown = "owner_unknown";
    public const string AssigneeUnknown = "assignee_unknown";
    public const string AssigneeRefused = "assignee_refused";
    public const string OwnerRefused = "owner_refused";
    public const string Unassigned = "unassigned";
    public const string Differ = "differ";
}
