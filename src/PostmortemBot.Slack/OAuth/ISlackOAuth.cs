using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Slack.OAuth;

/// <summary>Installs the app in workspaces: the steps that need the app's own credentials, <see cref="SlackOptions.ClientId"/> and <see cref="SlackOptions.ClientSecret"/>.</summary>
/// <seealso href="https://docs.slack.dev/authentication/installing-with-oauth"/>
public interface ISlackOAuth
{
    /// <summary>The address of Slack's page that asks whether the app may come in.</summary>
    /// <param name="scopes">The bot's scopes.</param>
    /// <param name="state">Comes back unchanged; says that this browser began this installation.</param>
    /// <param name="redirectUri">Where Slack sends the browser afterwards.</param>
    Uri AuthorizeUrl(IEnumerable<string> scopes, string state, string redirectUri);

    /// <summary>Exchanges a code for a token. A code works once and for ten minutes.</summary>
    /// <exception cref="SlackApiException">Slack refused it, or could not be reached.</exception>
    Task<OauthV2AccessResponse> Access(string code, string redirectUri, CancellationToken cancellationToken = default);

    /// <summary>Exchanges a refresh token, which is spent by it, for a new pair.</summary>
    /// <seealso href="https://docs.slack.dev/authentication/using-token-rotation"/>
    Task<OauthV2AccessResponse> Refresh(string refreshToken, CancellationToken cancellationToken = default);

    /// <summary>Whose token it is, for one that belongs to no stored installation yet.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/auth.test"/>
    Task<AuthTestResponse> Test(string token, CancellationToken cancellationToken = default);

    /// <summary>Gives a token back that is not wanted after all. The last one of a workspace takes the app out of it.</summary>
    /// <seealso href="https://docs.slack.dev/reference/methods/auth.revoke"/>
    Task Revoke(string token, CancellationToken cancellationToken = default);
}
