namespace PostmortemBot.Slack.WebApi;

/// <summary>The workspace itself.</summary>
public interface ITeamApi
{
    /// <summary>The workspace's name, domain and picture.</summary>
    /// <exception cref="SlackApiException"><c>team_not_found</c>; <c>missing_scope</c> without <c>team:read</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/team.info"/>
    Task<Team> Info(CancellationToken cancellationToken = default);
}

/// <summary>A workspace.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/team.info"/>
public sealed record Team
{
    /// <summary>The id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The name.</summary>
    public string Name { get => field; init => field = value ?? ""; } = "";

    /// <summary>What stands before <c>.slack.com</c>.</summary>
    public string Domain { get => field; init => field = value ?? ""; } = "";

    /// <summary>The organisation it belongs to.</summary>
    public string? EnterpriseId { get; init; }
}

internal sealed class TeamApi(WorkspaceCalls calls) : ITeamApi
{
    public async Task<Team> Info(CancellationToken cancellationToken = default) =>
        (await calls.Call<TeamAnswer>(SlackMethod.TeamInfo, new SlackArguments(), cancellationToken)).Team ?? new();

    private sealed record TeamAnswer(Team? Team);
}
