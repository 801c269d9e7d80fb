using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack.WebApi;

/// <summary>
/// Sign in with Slack: who stands before a browser. Needs no bot token, but the app's own credentials,
/// <see cref="SlackOptions.ClientId"/> and <see cref="SlackOptions.ClientSecret"/>; taken from the services by this interface.
/// Every call may throw <see cref="SlackApiException"/>, whose text holds neither the code nor a token.
/// </summary>
/// <seealso href="https://docs.slack.dev/authentication/sign-in-with-slack"/>
public interface IOpenIdApi
{
    /// <summary>Turns the code a browser came back with into a token of that person. A code lives ten minutes and is good once.</summary>
    /// <param name="code">The code.</param>
    /// <param name="redirectUri">The address the browser was sent back to, as it was given when the sign-in began.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SlackApiException"><c>invalid_code</c>, <c>bad_redirect_uri</c>, <c>bad_client_secret</c>, <c>invalid_client_id</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/openid.connect.token"/>
    Task<OpenIdTokenResponse> Token(string code, string redirectUri, CancellationToken cancellationToken = default);

    /// <summary>Who somebody is, asked with their own token.</summary>
    /// <exception cref="SlackApiException"><c>invalid_auth</c>, <c>token_expired</c>.</exception>
    /// <seealso href="https://docs.slack.dev/reference/methods/openid.connect.userInfo"/>
    Task<OpenIdUser> UserInfo(string accessToken, CancellationToken cancellationToken = default);
}

/// <summary>A person's token; it says who they are and can do nothing else.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/openid.connect.token"/>
public sealed record OpenIdTokenResponse
{
    /// <summary>The token, for <see cref="IOpenIdApi.UserInfo"/>.</summary>
    public string AccessToken { get => field; init => field = value ?? ""; } = "";

    /// <summary>The signed statement of who they are; holds the nonce the sign-in began with.</summary>
    public string IdToken { get => field; init => field = value ?? ""; } = "";

    /// <summary>Says nothing of the tokens.</summary>
    public override string ToString() => nameof(OpenIdTokenResponse);
}

/// <summary>Who signed in.</summary>
/// <seealso href="https://docs.slack.dev/reference/methods/openid.connect.userInfo"/>
public sealed record OpenIdUser
{
    /// <summary>The person.</summary>
    [JsonPropertyName("https://slack.com/user_id")]
    public string UserId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Their workspace.</summary>
    [JsonPropertyName("https://slack.com/team_id")]
    public string TeamId { get => field; init => field = value ?? ""; } = "";

    /// <summary>Their full name; needs the scope <c>profile</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Their address; needs the scope <c>email</c>.</summary>
    public string? Email { get; init; }
}

internal sealed class OpenIdApi(SlackHttp http, IOptions<SlackOptions> options) : IOpenIdApi
{
    public Task<OpenIdTokenResponse> Token(string code, string redirectUri, CancellationToken cancellationToken = default)
    {
        var (clientId, clientSecret) = options.Value.Credentials;
        var arguments = new SlackArguments
        {
            ["client_id"] = clientId,
            ["client_secret"] = clientSecret,
            ["code"] = code,
            ["grant_type"] = "authorization_code",
            ["redirect_uri"] = redirectUri,
        };
        return http.Call<OpenIdTokenResponse>(SlackMethod.OpenIdToken, token: null, arguments, cancellationToken);
    }

    public Task<OpenIdUser> UserInfo(string accessToken, CancellationToken cancellationToken = default) =>
        http.Call<OpenIdUser>(SlackMethod.OpenIdUserInfo, accessToken, new SlackArguments(), cancellationToken);
}
