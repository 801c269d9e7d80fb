using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Reminders;

/// <summary>One bundled message of one day, for a person or a channel.</summary>
public sealed record Reminder
{
    public required string WorkspaceId { get; init; }
    public required Guid ReminderId { get; init; }
    public required string PersonId { get; init; }
    public required DateOnly ForDay { get; init; }
    public required Guid[] ItemIds { get; init; }
    public bool ToChannel { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? PutOffUntil { get; init; }
    public string? MessageChannelId { get; init; }
    public string? MessageTs { get; init; }
}

/// <summary>Why a line stands in a reminder.</summary>
public static class ReminderKind
{
    public const string Before = "before";
    public const string Due = "due";
    public const string Overdue = "overdue";
    public const string Reown = "reown";
    public const string Helpers = "helpers";
    public const string Channel = "channel";
    public const string Person = "person";
    public const string Help = "help";

    /// <summary>To whoever is to do the item.</summary>
    public static bool IsOwn(string kind) => kind is Before or Due or Overdue;
}

/// <summary>How people of one workspace, zone and choice of hours see the clock and the calendar now.</summary>
public sealed record ReminderClock
{
    public required string WorkspaceId { get; init; }
    public required string Zone { get; init; }
    public required int Hour { get; init; }
    public required int[] WorkingDays { get; init; }
    public required DateOnly[] Holidays { get; init; }
    public required int RemindBeforeDays { get; init; }
    public required int[] EscalateAfter { get; init; }

    /// <summary>Whether it is for the channels of the workspace, and for items that nobody can be asked about.</summary>
    public required bool IsForChannels { get; init; }

    /// <summary>Reminders stop at 18:00, unless an evening hour was chosen for them.</summary>
    private const int Evening = 18;

    public WorkCalendar Calendar => new(WorkingDays, Holidays);

    /// <summary>What day it is there, when it is a working day and the hours for reminders have begun and not ended.</summary>
    public DateOnly? Today(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zones.Find(Zone));
        var today = DateOnly.FromDateTime(local.DateTime);
        return local.Hour >= Hour && local.Hour < Math.Max(Evening, Hour + 1) && Calendar.IsWorking(today) ? today : null;
    }

    /// <summary>When the reminders of a day begin; what is added later waits for the next.</summary>
    public DateTimeOffset OpensAt(DateOnly today) => Zones.At(Zones.Find(Zone), today, new TimeOnly(Hour, 0));
}
