using PostmortemBot.Database;

namespace PostmortemBot.Features.Postmortems;

/// <summary>What a workspace has chosen. Everything has a default, so that nothing must be set up to begin.</summary>
public sealed record Settings
{
    public required string WorkspaceId { get; init; }

    /// <summary>Where reports and the monthly digest go. None: the report goes to its own channel only.</summary>
    public string? KnowledgeChannelId { get; init; }

    /// <summary>The reaction that puts a message on the timeline, without colons.</summary>
    public string TimelineReaction { get; init; } = "pushpin";

    /// <summary>The hour of the owner's morning at which reminders arrive.</summary>
    public int ReminderHour { get; init; } = 9;

    /// <summary>ISO 8601: 1 is Monday, 7 is Sunday.</summary>
    public int[] WorkingDays { get; init; } = [1, 2, 3, 4, 5];

    /// <summary>What sets incidents off, in this workspace's words; null: <see cref="Taxonomy.Triggers"/>.</summary>
    public string[]? Triggers { get; init; }

    /// <summary>What contributes to incidents, in this workspace's words; null: <see cref="Taxonomy.Factors"/>.</summary>
    public string[]? CauseCategories { get; init; }

    /// <summary>How due dates of action items are proposed.</summary>
    public string DueRule { get; init; } = DueRules.Weeks;

    /// <summary>Days from P0 to P3, where the workspace chose its own.</summary>
    public int[] DueDays { get; init; } = [7, 7, 14, 14];

    /// <summary>So many weeks after an action item was done its owner is asked whether it worked. 0: nobody is asked.</summary>
    public int EffectWeeks { get; init; } = 4;

    /// <summary>So many working days before its due date the owner of an action item hears of it for the first time.</summary>
    public int RemindBeforeDays { get; init; } = 3;

    /// <summary>Days on which nobody is reminded.</summary>
    public DateOnly[] Holidays { get; init; } = [];

    /// <summary>After so many working days overdue the helpers and the facilitator, the channel, and the chosen person are asked.</summary>
    public int[] EscalateAfter { get; init; } = [3, 7, 14];

    /// <summary>Who is asked last.</summary>
    public string? EscalationPersonId { get; init; }

    public bool IsWorkingDay(DateOnly day) => !Holidays.Contains(day) && WorkingDays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek);
}

public static class DueRules
{
    public const string Weeks = "weeks";
    public const string PagerDuty = "pagerduty";
    public const string Atlassian = "atlassian";
    public const string Own = "own";
}

public sealed class SettingsStore(PostgresDatabase database)
{
    public async Task<Settings> GetAsync(string workspaceId, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<Settings>(GetSql, new { WorkspaceId = workspaceId }, cancellationToken)
        ?? new Settings { WorkspaceId = workspaceId };

    private const string GetSql = """
        -- SettingsStore.Get
        select
            workspace_id,
            knowledge_channel_id,
            timeline_reaction,
            reminder_hour,
            working_days,
            triggers,
            cause_categories,
            due_rule,
            due_days,
            effect_weeks,
            remind_before_days,
            holidays,
            escalate_after,
            escalation_person_id
        from settings
        where workspace_id = @WorkspaceId
        """;
}
