namespace PostmortemBot.Features.ActionItems;

/// <summary>What day and hour it is in a zone, and how far it is ahead of UTC now.</summary>
public sealed record LocalClock(string Zone, DateOnly Day, int Hour, TimeSpan Offset);

/// <summary>One person's bundled message of one working day.</summary>
public sealed record Reminder
{
    public required string WorkspaceId { get; init; }
    public required Guid ReminderId { get; init; }
    public required string PersonId { get; init; }
    public required DateOnly ForDay { get; init; }
    public required Guid[] ItemIds { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public string? MessageChannelId { get; init; }
    public string? MessageTs { get; init; }
}
