using PostmortemBot.Sandbox.App;

namespace PostmortemBot.Sandbox.OAuth;

/// <summary>What one token can do now.</summary>
public enum TokenState
{
    Unknown,
    Live,
    Expired,
    Revoked,
    Inactive,
}

/// <summary>An access token that was given out once; it is remembered when it is dead, for Slack tells the ways of dying apart.</summary>
public sealed class AccessToken
{
    public required string Value { get; init; }
    public required string InstallKey { get; init; }
    public DateTimeOffset? Expires { get; set; }
    /// <summary>Revoked or Inactive, when it was ended.</summary>
    public TokenState? Ended { get; set; }
}

/// <summary>The app in a workspace, or in an organisation as a whole.</summary>
public sealed class Install
{
    /// <summary>The workspace's id, or the organisation's.</summary>
    public required string Key { get; init; }
    public bool IsOrgWide { get; init; }
    public required string InstallerId { get; set; }
    /// <summary>What was granted; null for all that the manifest asks for.</summary>
    public List<string>? Scopes { get; set; }
    /// <summary>The workspaces an administrator opened to an organisation-wide install.</summary>
    public List<string> Teams { get; init; } = [];
    public string? RefreshToken { get; set; }

    public bool Grants(string scope, Manifest manifest) => Scopes is { } granted ? granted.Contains(scope, StringComparer.Ordinal) : manifest.Grants(scope);
}

/// <summary>A code on its way from the consent page to the app.</summary>
public sealed record GrantedCode(string Code, string Key, bool IsOrgWide, string UserId, IReadOnlyList<string> Scopes, string RedirectUri, DateTimeOffset Expires);

/// <summary>Everything about installs that survives a restart.</summary>
public sealed class InstallsState
{
    public List<Install> Installs { get; init; } = [];
    public List<AccessToken> Tokens { get; init; } = [];
    /// <summary>How many refresh tokens were used or replaced.</summary>
    public int SpentRefreshTokens { get; set; }
}
