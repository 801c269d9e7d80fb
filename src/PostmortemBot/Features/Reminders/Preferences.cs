using PostmortemBot.Database;

namespace PostmortemBot.Features.Reminders;

/// <summary>What one person has chosen for their own reminders; null is as the workspace says.</summary>
public sealed record Preferences
{
    public int? Hour { get; init; }
    public int[]? WorkingDays { get; init; }
    public DateOnly? AwayUntil { get; init; }
}

public sealed class PreferenceStore(PostgresDatabase database)
{
    public async Task<Preferences> GetAsync(string workspaceId, string personId, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<Preferences>(GetSql, new { WorkspaceId = workspaceId, PersonId = personId }, cancellationToken)
        ?? new Preferences();

    public Task SaveAsync(string workspaceId, string personId, Preferences chosen, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaveSql, new { WorkspaceId = workspaceId, PersonId = personId, chosen.Hour, chosen.WorkingDays, chosen.AwayUntil, Now = now }, cancellationToken);

    private const string GetSql = """
        -- PreferenceStore.Get
        select
            hour,
            working_days,
            away_until
        from reminder_preferences
        where workspace_id = @WorkspaceId
          and person_id = @PersonId
        """;

    private const string SaveSql = """
        -- PreferenceStore.Save
        insert into reminder_preferences (workspace_id, person_id, hour, working_days, away_until, updated_at)
        values (@WorkspaceId, @PersonId, @Hour, @WorkingDays, @AwayUntil, @Now)
        on conflict (workspace_id, person_id) do update set
            hour = excluded.hour,
            working_days = excluded.working_days,
            away_until = excluded.away_until,
            updated_at = excluded.updated_at
        """;
}
