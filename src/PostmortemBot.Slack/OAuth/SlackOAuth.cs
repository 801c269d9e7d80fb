using Microsoft.Extensions.Options;
using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Slack.OAuth;

internal sealed class SlackOAuth(SlackHttp http, IOptions<SlackOptions> options) : ISlackOAuth
{
    public Uri AuthorizeUrl(IEnumerable<string> scopes, string state, string redirectUri)
    {
        var query = new SlackArguments { ["client_id"] = options.Value.Credentials.Id, ["scope"] = string.Join(',', scopes), ["state"] = state, ["redirect_uri"] = redirectUri };
        return new Uri(new Uri(options.Value.ApiBaseUrl, "/oauth/v2/authorize"), "?" + string.Join('&', query.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}")));
    }

    public Task<OauthV2AccessResponse> Access(string code, string redirectUri, CancellationToken cancellationToken = default) =>
        Call(new SlackArguments { ["code"] = code, ["redirect_uri"] = redirectUri }, cancellationToken);

    public Task<OauthV2AccessResponse> Refresh(string refreshToken, CancellationToken cancellationToken = default) =>
        Call(new SlackArguments { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, cancellationToken);

    public Task<AuthTestResponse> Test(string token, CancellationToken cancellationToken = default) =>
        http.Call<AuthTestResponse>(SlackMethod.AuthTest, token, new SlackArguments(), cancellationToken);

    public Task Revoke(string token, CancellationToken cancellationToken = default) =>
        http.Call(SlackMethod.AuthRevoke, SlackHttp.OfTheApp, token, new SlackArguments(), cancellationToken);

    private Task<OauthV2AccessResponse> Call(SlackArguments arguments, CancellationToken cancellationToken)
    {
        var (id, secret) = options.Value.Credentials;
        return http.CallAsApp<OauthV2AccessResponse>(SlackMethod.OauthV2Access, id, secret, arguments, cancellationToken);
    }
}
