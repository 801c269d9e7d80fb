using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Reminders;

/// <summary>An action item as a reminder speaks of it to one recipient.</summary>
public sealed record DueItem
{
    public required string WorkspaceId { get; init; }
    public required Guid ActionItemId { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string Priority { get; init; }
    public required string State { get; init; }
    public string? StateReason { get; init; }
    public string? StateChangedBy { get; init; }
    public DateTimeOffset? StateChangedAt { get; init; }
    public DateOnly? SnoozedUntil { get; init; }
    public string[] Helpers { get; init; } = [];
    public int DatePushes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who is to do it: its owner, or while somebody else was asked and has not answered, whoever owned it until then.</summary>
    public string? HolderId { get; init; }

    /// <summary>Whether the holder was asked to own it and has not answered.</summary>
    public bool IsUnanswered { get; init; }

    public required Guid PostmortemId { get; init; }
    public required int PostmortemNumber { get; init; }
    public required string PostmortemTitle { get; init; }
    public required string PostmortemStatus { get; init; }
    public required string ChannelId { get; init; }
    public required string FacilitatorId { get; init; }

    /// <summary>Whether the holder can be asked: able, missing, deactivated or outside.</summary>
    public string OwnerIs { get; init; } = Able;

    /// <summary>Until when the holder has said to be away, when it lies ahead.</summary>
    public DateOnly? AwayUntil { get; init; }

    /// <summary>The ladder: from when on it counts, and the last step taken.</summary>
    public DateOnly? StartedOn { get; init; }
    public int Step { get; init; }

    public required string Kind { get; init; }
    public required DateOnly Day { get; init; }
    public bool MayRead { get; init; } = true;

    /// <summary>What it was planned for; when that has changed, the reminder is out of date.</summary>
    public string? PlannedHolderId { get; init; }
    public DateOnly? PlannedDueOn { get; init; }

    public const string Able = "able";
    public const string Missing = "missing";
    public const string Deactivated = "deactivated";
    public const string Outside = "outside";

    private static readonly TimeSpan OpenForLong = TimeSpan.FromDays(90);

    public string Key => $"AI-{Number}";

    public bool IsOpen => State is "open" or "in_progress" or "blocked";

    public bool IsCancelled => PostmortemStatus == Postmortems.PostmortemStatus.Cancelled;

    public bool Waits => IsOpen && !IsCancelled;

    /// <summary>Why it need not be sent any more, as it is stored; null when it must be.</summary>
    public string? WhyNot(DateOnly today) => this switch
    {
        { IsOpen: false } => "closed",
        { IsCancelled: true } => "cancelled",
        { MayRead: false } => "cannot_see_it",
        _ when SnoozedUntil > today => "snoozed",
        _ when HolderId != PlannedHolderId => "handed_over",
        _ when DueOn != PlannedDueOn => "date_changed",
        _ => null,
    };

    /// <summary>A second move of the date, or a quarter of a year: the item may be the wrong size, or in the wrong hands.</summary>
    public string? WhyRethink(DateTimeOffset now) => this switch
    {
        { DatePushes: >= 2 } => $"Its date has moved {DatePushes} times.",
        _ when now - CreatedAt >= OpenForLong => $"It has been open for {(int)(now - CreatedAt).TotalDays} days.",
        _ => null,
    };
}
