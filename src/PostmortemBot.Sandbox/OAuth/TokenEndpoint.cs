using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Api;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.OAuth;

/// <summary>oauth.v2.access: a code, or a refresh token, for a token. The app shows its id and secret by HTTP Basic or in the form.</summary>
internal sealed class TokenEndpoint(Teams teams, Installs installs, InstalledApp app)
{
    public const string Name = "oauth.v2.access";
    private static readonly string[] Known = ["client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri", "refresh_token"];

    /// <summary>Does the exchange.</summary>
    public JsonObject Answer(HttpRequest request, RequestBody body)
    {
        if (body.Problem is not null) return Api.Answer.No(body.Problem);
        if (!body.IsForm) return Api.Answer.No("invalid_post_type");
        if (body.Arguments.FirstOrDefault(a => !Known.Contains(a.Key, StringComparer.Ordinal)).Key is { } unknown)
            return Api.Answer.No("invalid_arg_name", $"[ERROR] unknown argument: {unknown} [json-pointer:/{unknown}]");

        var (id, secret) = Client(request, body.Arguments);
        if (!string.Equals(id, app.ClientId, StringComparison.Ordinal)) return Api.Answer.No("invalid_client_id");
        if (!string.Equals(secret, app.ClientSecret, StringComparison.Ordinal)) return Api.Answer.No("bad_client_secret");

        return body.Arguments.Text("grant_type") switch
        {
            "refresh_token" => Refresh(body.Arguments),
            null or "" or "authorization_code" => Exchange(body.Arguments),
            _ => Api.Answer.No("invalid_grant_type"),
        };
    }

    private JsonObject Exchange(JsonObject arguments)
    {
        if (installs.Take(arguments.Text("code") ?? "") is not { } code) return Api.Answer.No("invalid_code");
        var redirect = arguments.Text("redirect_uri") ?? "";
        if (!string.Equals(redirect, code.RedirectUri, StringComparison.Ordinal)) return Api.Answer.No("bad_redirect_uri");

        var token = installs.Put(code.Key, code.IsOrgWide, code.UserId, code.Scopes, app.TokenRotation);
        if (!code.IsOrgWide && teams.TryServices(code.Key, out var services)) services.GetRequiredService<AppInWorkspace>().Enter();
        return Shape(installs.Find(code.Key)!, token);
    }

    private JsonObject Refresh(JsonObject arguments) =>
        installs.Refresh(arguments.Text("refresh_token") ?? "") is { } fresh
            ? Shape(fresh.Install, fresh.Token)
            : Api.Answer.No("invalid_refresh_token");

    private JsonObject Shape(Install install, AccessToken token)
    {
        var workspace = teams.All.First(w => string.Equals(install.IsOrgWide ? w.Team.EnterpriseId : w.Team.Id, install.Key, StringComparison.Ordinal));
        var team = workspace.Team;
        var answer = Api.Answer.Ok(
            ("app_id", workspace.Bot.AppId),
            ("authed_user", new JsonObject { ["id"] = install.InstallerId }),
            ("scope", string.Join(',', install.Scopes ?? app.Scopes)),
            ("token_type", "bot"),
            ("access_token", token.Value),
            ("bot_user_id", workspace.Bot.UserId),
            ("team", install.IsOrgWide ? null : new JsonObject { ["id"] = team.Id, ["name"] = team.Name }),
            ("enterprise", team.EnterpriseId is null ? null : new JsonObject { ["id"] = team.EnterpriseId, ["name"] = Seed.EnterpriseName }),
            ("is_enterprise_install", install.IsOrgWide));
        if (install.RefreshToken is not { } refresh) return answer;
        answer["refresh_token"] = refresh;
        answer["expires_in"] = Installs.LivesSeconds;
        return answer;
    }

    private static (string? Id, string? Secret) Client(HttpRequest request, JsonObject arguments)
    {
        const string Basic = "Basic ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase)) return (arguments.Text("client_id"), arguments.Text("client_secret"));
        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Basic.Length..].Trim(), buffer, out var length)) return (null, null);
        return Encoding.UTF8.GetString(buffer, 0, length).Split(':', 2) is [var id, var secret] ? (id, secret) : (null, null);
    }
}
