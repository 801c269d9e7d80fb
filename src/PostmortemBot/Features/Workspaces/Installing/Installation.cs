using PostmortemBot.Slack.OAuth;

namespace PostmortemBot.Features.Workspaces.Installing;

/// <summary>The app in a workspace, or in an organisation as a whole; the tokens are sealed.</summary>
public sealed record Installation
{
    public required string WorkspaceId { get; init; }
    public required string AppId { get; init; }
    public required string ClientId { get; init; }
    public string? EnterpriseId { get; init; }
    public string? TeamId { get; init; }
    public required bool IsEnterpriseInstall { get; init; }
    public required string Name { get; init; }
    public required string BotUserId { get; init; }
    public string? BotId { get; init; }
    public required string[] Scopes { get; init; }
    public string? InstallerId { get; init; }
    public string? Token { get; init; }
    public string? RefreshToken { get; init; }
    public required long TokenVersion { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>For an organisation's: whether it is known to serve the workspace it was looked up for.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Whether it is time for a new token: two of its twelve hours are left.</summary>
    public bool IsDueAt(DateTimeOffset now) => ExpiresAt is { } end && end - now < RefreshWhenLeft;

    public static readonly TimeSpan RefreshWhenLeft = TimeSpan.FromHours(2);
}

/// <summary>What the app asks of a workspace. The manifest says the same; a test compares them.</summary>
public static class InstallScopes
{
    public static readonly IReadOnlyList<string> All =
    [
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "dnd:read",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "links:read",
        "links:write",
        "pins:write",
        "reactions:read",
        "usergroups:read",
        "users:read",
    ];

    public static IReadOnlyList<string> MissingFrom(OauthV2AccessResponse granted) => [.. All.Except(granted.Scopes, StringComparer.Ordinal)];
}
