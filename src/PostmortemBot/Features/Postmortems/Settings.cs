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

    public bool IsWorkingDay(DateOnly day) => WorkingDays.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek);
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
            cause_categories
        from settings
        where workspace_id = @WorkspaceId
        """;
}
