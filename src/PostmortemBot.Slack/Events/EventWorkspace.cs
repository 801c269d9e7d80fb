namespace PostmortemBot.Slack.Events;

internal static class EventWorkspace
{
    /// <summary>In shared channels <c>team_id</c> may be another organisation's, so the installation's own word comes first.</summary>
    public static string Of(IReadOnlyList<EventAuthorization>? authorizations, string? contextTeamId, string? teamId, string? enterpriseId) =>
        Some(authorizations is [{ } first, ..] ? first.TeamId : null) ?? Some(contextTeamId) ?? Some(teamId) ?? Some(enterpriseId) ?? "";

    private static string? Some(string? id) => string.IsNullOrEmpty(id) ? null : id;
}
