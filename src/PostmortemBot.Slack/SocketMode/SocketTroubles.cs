using System.Collections.Concurrent;

namespace PostmortemBot.Slack;

/// <summary>What keeps all connections from being made until somebody mends it: each is said once, not with every attempt.</summary>
internal sealed class SocketTroubles
{
    /// <summary>The reason of a disconnect: Socket Mode was switched off.</summary>
    public const string LinkDisabled = "link_disabled";

    private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);

    /// <summary>What to do about an error of <c>apps.connections.open</c>; null when trying again may help by itself.</summary>
    public static string? Remedy(string error) => error switch
    {
        "invalid_auth" or "not_authed" or "token_revoked" or "token_expired" =>
            "Slack does not know Slack:AppToken (any more). Make a new app-level token with the scope connections:write at api.slack.com/apps, your app, Basic Information, App-Level Tokens, and restart with it",
        "not_allowed_token_type" =>
            "Slack:AppToken is another kind of token. It must be an app-level token (xapp-): api.slack.com/apps, your app, Basic Information, App-Level Tokens",
        "missing_scope" or "no_permission" =>
            "Slack:AppToken lacks the scope connections:write. Make an app-level token that has it at api.slack.com/apps, your app, Basic Information, App-Level Tokens",
        "account_inactive" or "user_removed_from_team" or "team_disabled" or "forbidden_team" or "team_access_not_granted" or "ekm_access_denied" or "access_denied" =>
            "The app, or the person or workspace it belongs to, was deactivated in Slack. Ask an administrator of the workspace, or install the app again",
        LinkDisabled =>
            "Socket Mode is switched off for this app. Switch it on at api.slack.com/apps, your app, Socket Mode; or set Slack:SocketMode to false and use a signing secret",
        _ => null,
    };

    public bool IsNews(string error) => told.TryAdd(error, true);

    public void AreOver() => told.Clear();
}
