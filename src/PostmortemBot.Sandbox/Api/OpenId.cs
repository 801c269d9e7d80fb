using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>openid.connect.*: who signed in to the app with Slack.</summary>
internal static class OpenId
{
    private static readonly RSA Key = RSA.Create(2048);

    public static IEnumerable<Method> Methods =>
    [
        new("openid.connect.token", [], "client_id client_secret code grant_type redirect_uri refresh_token", Token) { FormOnly = true, CalledBy = CalledBy.Anybody },
        new("openid.connect.userInfo", [], "", UserInfo) { FormOnly = true, CalledBy = CalledBy.Person },
    ];

    private static JsonObject Token(Call call)
    {
        if (call.Text("grant_type") is not (null or "authorization_code")) return Answer.No("invalid_grant_type");
        if (!string.Equals(call.Text("client_id"), call.App.ClientId, StringComparison.Ordinal)) return Answer.No("invalid_client_id");
        if (!string.Equals(call.Text("client_secret"), call.App.ClientSecret, StringComparison.Ordinal)) return Answer.No("bad_client_secret");
        var signIn = call.Workspace.State.SignIns.Find(s => string.Equals(s.Code, call.Text("code"), StringComparison.Ordinal));
        if (signIn is null || signIn.Used || signIn.Expires <= call.Workspace.Clock.Now) return Answer.No("invalid_code");
        if (!string.Equals(call.Text("redirect_uri"), signIn.RedirectUri, StringComparison.Ordinal)) return Answer.No("bad_redirect_uri");
        signIn.Used = true;
        signIn.Token = $"xoxp-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        call.Workspace.Touch();
        return Answer.Ok(("access_token", signIn.Token), ("token_type", "Bearer"), ("id_token", Signed(Claims(call, signIn))));
    }

    private static JsonObject UserInfo(Call call)
    {
        if (call.Token is null) return Answer.No("not_authed");
        if (call.Workspace.State.SignIns.Find(s => s.Token is not null && string.Equals(s.Token, call.Token, StringComparison.Ordinal)) is not { } signIn) return Answer.No("invalid_auth");
        var answer = Answer.Ok();
        foreach (var (name, value) in Who(call, signIn)) answer[name] = value?.DeepClone();
        return answer;
    }

    private static JsonObject Who(Call call, SignIn signIn)
    {
        var person = call.Workspace.FindUser(signIn.UserId)!;
        var scopes = signIn.Scope.Split(' ', ',');
        var who = new JsonObject { ["sub"] = person.Id, ["https://slack.com/user_id"] = person.Id, ["https://slack.com/team_id"] = call.Workspace.Team.Id };
        if (scopes.Contains("email", StringComparer.Ordinal))
        {
            who["email"] = Users.Email(call.Workspace, person);
            who["email_verified"] = true;
        }
        if (!scopes.Contains("profile", StringComparer.Ordinal)) return who;
        who["name"] = person.RealName;
        who["given_name"] = person.RealName.Split(' ')[0];
        who["family_name"] = person.RealName.Split(' ')[^1];
        who["locale"] = "en-US";
        who["https://slack.com/team_name"] = call.Workspace.Team.Name;
        who["https://slack.com/team_domain"] = call.Workspace.Team.Domain;
        return who;
    }

    private static JsonObject Claims(Call call, SignIn signIn)
    {
        var claims = Who(call, signIn);
        claims["iss"] = "https://slack.com";
        claims["aud"] = call.App.ClientId;
        claims["iat"] = call.Workspace.Clock.UnixSeconds;
        claims["exp"] = call.Workspace.Clock.UnixSeconds + 300;
        if (signIn.Nonce is { } nonce) claims["nonce"] = nonce;
        return claims;
    }

    private static string Signed(JsonObject claims)
    {
        var unsigned = $"{Part(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "sandbox" })}.{Part(claims)}";
        var signature = Key.SignData(Encoding.ASCII.GetBytes(unsigned), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{unsigned}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.Wired()));

    /// <summary>The keys that prove an id_token, as Slack publishes them.</summary>
    public static JsonObject Keys()
    {
        var key = Key.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = "sandbox", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) }),
        };
    }
}
