namespace PostmortemBot.Slack.OAuth;

/// <summary>What an installation, or a refreshed token, brought. It does not print its tokens.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/oauth.v2.access"/>
public sealed class OauthV2AccessResponse
{
    /// <summary>The app it is for.</summary>
    public string AppId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The bot token.</summary>
    public string AccessToken { get => field; init => field = value ?? ""; } = "";

    /// <summary><c>bot</c>.</summary>
    public string? TokenType { get; init; }

    /// <summary>What was granted, with commas; may be less than was asked for, and more: earlier grants stay.</summary>
    public string Scope { get => field; init => field = value ?? ""; } = "";

    /// <summary>The bot user.</summary>
    public string BotUserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>The workspace; null for an organisation.</summary>
    public OauthPlace? Team { get; init; }

    /// <summary>The organisation, where there is one.</summary>
    public OauthPlace? Enterprise { get; init; }

    /// <summary>Whether the app was installed for the organisation as a whole.</summary>
    public bool IsEnterpriseInstall { get; init; }

    /// <summary>Who installed it.</summary>
    public OauthInstaller? AuthedUser { get; init; }

    /// <summary>Good for one refresh; null when tokens do not rotate.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>How many seconds the token lives; null when it does not end.</summary>
    public int? ExpiresIn { get; init; }

    /// <summary>The scopes one by one.</summary>
    public IReadOnlyList<string> Scopes => Scope.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Says what was installed where, and no token.</summary>
    public override string ToString() => $"{AppId} in {Team?.Id ?? Enterprise?.Id}";
}

/// <summary>A workspace or an organisation.</summary>
public sealed record OauthPlace
{
    /// <summary>Its id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>Its name.</summary>
    public string? Name { get; init; }
}

/// <summary>Who installed the app.</summary>
public sealed record OauthInstaller
{
    /// <summary>Their id.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";
}
