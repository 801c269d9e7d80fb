using System.Globalization;

namespace PostmortemBot.Features.Reminders;

/// <summary>Finds, for rows of a statement with a workspace and a person, the clock under which the person lives; nobody's is that of the channels.</summary>
internal static class ClockSql
{
    /// <summary>What <see cref="Clocks"/> reads.</summary>
    public static ClockArguments Arguments(IReadOnlyList<(ReminderClock Clock, DateOnly Today)> clocks, DateTimeOffset now) => new()
    {
        Workspaces = [.. clocks.Select(row => row.Clock.WorkspaceId)],
        Zones = [.. clocks.Select(row => row.Clock.Zone)],
        Hours = [.. clocks.Select(row => row.Clock.Hour)],
        WorkingDays = [.. clocks.Select(row => $"{{{string.Join(',', row.Clock.WorkingDays)}}}")],
        Todays = [.. clocks.Select(row => row.Today)],
        OpensAt = [.. clocks.Select(row => row.Clock.OpensAt(row.Today).UtcDateTime)],
        Moments = [.. clocks.Select(row => Days(Cadence.Thresholds(row.Clock.Calendar, row.Today, row.Clock.RemindBeforeDays)))],
        Steps = [.. clocks.Select(row => Days(Ladder.Thresholds(row.Clock.Calendar, row.Today, row.Clock.EscalateAfter)))],
        ForChannels = [.. clocks.Select(row => row.Clock.IsForChannels)],
        OldEnough = now - Cadence.Young,
        Now = now,
    };

    private static string Days(IEnumerable<DateOnly> days) =>
        $"{{{string.Join(',', days.Select(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))}}}";

    public const string Clocks = """
        clocks as materialized (
            select
                workspace_id,
                case when for_channels then '' else zone end as zone,
                hour,
                working_days::integer[] as working_days,
                today,
                opens_at,
                moments::date[] as moments,
                steps::date[] as steps
            from unnest(
                @Workspaces::text[], @Zones::text[], @Hours::integer[], @WorkingDays::text[], @Todays::date[], @OpensAt::timestamptz[],
                @Moments::text[], @Steps::text[], @ForChannels::boolean[])
                as given (workspace_id, zone, hour, working_days, today, opens_at, moments, steps, for_channels))
        """;

    // Stored on the way, and compared for equality with tables whose size is known: else a plan that tries every clock on
    // every item looks cheap.
    public static string Placed(string rows) => $"""
        placed as materialized (
            select
                rows,
                case when rows.person_id = '' then '' when person.kind <> 'bot' and not person.is_deactivated then person.time_zone end as zone,
                coalesce(r.hour, s.reminder_hour, 9) as hour,
                coalesce(r.working_days, s.working_days, array[1, 2, 3, 4, 5]) as working_days,
                r.away_until
            from {rows} rows
            left join people person
              on person.workspace_id = rows.workspace_id
             and person.user_id = rows.person_id
            left join settings s
              on s.workspace_id = rows.workspace_id
            left join reminder_preferences r
              on r.workspace_id = rows.workspace_id
             and r.person_id = rows.person_id)
        """;

    public const string TheirClock = """
        join clocks c
          on c.workspace_id = (placed.rows).workspace_id
         and c.zone = placed.zone
         and c.hour = placed.hour
         and c.working_days = placed.working_days
        """;
}

internal record ClockArguments
{
    public required string[] Workspaces { get; init; }
    public required string[] Zones { get; init; }
    public required int[] Hours { get; init; }
    public required string[] WorkingDays { get; init; }
    public required DateOnly[] Todays { get; init; }
    public required DateTime[] OpensAt { get; init; }
    public required string[] Moments { get; init; }
    public required string[] Steps { get; init; }
    public required bool[] ForChannels { get; init; }
    public required DateTimeOffset OldEnough { get; init; }
    public required DateTimeOffset Now { get; init; }
}
