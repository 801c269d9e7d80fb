namespace PostmortemBot.Features.Reminders.Notices;

/// <summary>One message to an owner about what others changed.</summary>
public sealed record OwnerNotice
{
    public required string WorkspaceId { get; init; }
    public required Guid NoticeId { get; init; }
    public required string PersonId { get; init; }
    public DateTimeOffset? SentAt { get; init; }
}

/// <summary>Whoever is to be told something.</summary>
public sealed record Untold
{
    public required string WorkspaceId { get; init; }
    public required string PersonId { get; init; }
}

/// <summary>A field of an item that somebody else changed.</summary>
public sealed record ChangedField
{
    public required Guid ActionItemId { get; init; }
    public required int Number { get; init; }
    public required string Title { get; init; }
    public required int PostmortemNumber { get; init; }
    public string? ActorId { get; init; }
    public required string Field { get; init; }
    public string? Was { get; init; }
    public string? Became { get; init; }
    public string? Note { get; init; }

    /// <summary>What an owner hears of. Owners are asked in a message of their own.</summary>
    public static readonly string[] Told = ["state", "due", "title", "priority", "type", "details", "helpers"];

    /// <summary>Several changes of one field are one, from what it was to what it is; back and forth is none.</summary>
    public static IReadOnlyList<ChangedField> Together(IEnumerable<ChangedField> inOrder) =>
    [
        .. inOrder
            .GroupBy(change => (change.ActionItemId, change.Field))
            .Select(same => same.Last() with { Was = same.First().Was })
            .Where(change => change.Was != change.Became)
            .OrderBy(change => change.Number)
            .ThenBy(change => Array.IndexOf(Told, change.Field)),
    ];
}
