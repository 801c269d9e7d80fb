namespace PostmortemBot.Features.Trackers;

/// <summary>What of an item has changed that its issue has a field for. It goes one way only: nothing comes back, so nothing can go round.</summary>
public sealed record IssueChange
{
    /// <summary>Null: as it is.</summary>
    public string? Title { get; init; }

    public bool MovesDueOn { get; init; }
    public DateOnly? DueOn { get; init; }

    public bool IsEmpty => Title is null && !MovesDueOn;

    public static IssueChange Of(TrackedItem item, bool takesDueDate) => item.SyncedTitle is not { } known
        // Linked just now, or before this was remembered: the issue keeps its own title.
        ? new()
        : new() { Title = known == item.Title ? null : item.Title, MovesDueOn = takesDueDate && item.SyncedDue != item.DueOn, DueOn = item.DueOn };
}

/// <summary>The fields that a tracker did not take, and what it said.</summary>
public sealed record FieldsRefused(bool Title, bool DueOn, string Detail)
{
    public static readonly FieldsRefused None = new(false, false, "");

    public bool IsAny => Title || DueOn;

    /// <summary>For people: which, and in the next line why. Empty: all were taken.</summary>
    public override string ToString() => (Title, DueOn) switch
    {
        (false, false) => "",
        (true, true) => $"title and due date\n{Detail}",
        (true, _) => $"title\n{Detail}",
        _ => $"due date\n{Detail}",
    };
}
