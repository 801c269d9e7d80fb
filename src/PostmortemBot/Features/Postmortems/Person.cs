namespace PostmortemBot.Features.Postmortems;

/// <summary>Somebody in the workspace, as the bot last saw them.</summary>
public sealed record Person
{
    public required string WorkspaceId { get; init; }
    public required string UserId { get; init; }
    public required string DisplayName { get; init; }
    public required string TimeZone { get; init; }
    public required string Kind { get; init; }
    public required bool IsDeactivated { get; init; }
    public required DateTimeOffset RefreshedAt { get; init; }

    public TimeZoneInfo Zone => Zones.Find(TimeZone);

    public bool CanOwn => Kind != PersonKind.Bot && !IsDeactivated;
}

public static class PersonKind
{
    public const string Member = "member";
    public const string Guest = "guest";
    public const string Bot = "bot";
}

public static class Zones
{
    /// <summary>The zone of that IANA name, or UTC when the machine does not know it.</summary>
    public static TimeZoneInfo Find(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    public static DateOnly Today(TimeZoneInfo zone, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

    /// <summary>The instant at which that clock time is shown there. A time skipped by a clock change moves on by the change.</summary>
    public static DateTimeOffset At(TimeZoneInfo zone, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
