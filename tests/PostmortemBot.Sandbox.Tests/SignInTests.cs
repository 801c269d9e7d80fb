using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Buffers.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace PostmortemBot.Sandbox.Tests;

public sealed class SignInTests
{
    private const string Back = "https://reports.example.com/signed-in";

    [Fact]
    public async Task A_code_becomes_a_token_once_and_the_token_says_who()
    {
        await using var world = await World.StartAsync();
        var code = await CodeAsync(world);
        var token = await Token(world, code);
        Assert.Equal("invalid_code", (string?)(await Token(world, code))["error"]);
        var who = await world.SlackForm("openid.connect.userInfo", (string)token["access_token"]!);
        Assert.Equal((World.Maya, "T0SANDBOX01", "maya@acme.example"), ((string?)who["https://slack.com/user_id"], (string?)who["https://slack.com/team_id"], (string?)who["email"]));
        Assert.Null(who["name"]);
        Assert.Equal("invalid_auth", (string?)(await world.SlackForm("openid.connect.userInfo", World.Token))["error"]);
        Assert.Equal("n1", (string?)await Claims(world, (string)token["id_token"]!, "nonce"));
        Assert.DoesNotContain(code, (await world.Get("/sandbox/calls")).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "other", "invalid_client_id")]
    [InlineData("client_secret", "other", "bad_client_secret")]
    [InlineData("redirect_uri", "https://elsewhere.example", "bad_redirect_uri")]
    [InlineData("code", "guessed", "invalid_code")]
    [InlineData("grant_type", "password", "invalid_grant_type")]
    public async Task Anything_wrong_is_refused(string name, string value, string error)
    {
        await using var world = await World.StartAsync();
        Assert.Equal(error, (string?)(await Token(world, await CodeAsync(world), (name, value)))["error"]);
    }

    [Fact]
    public async Task A_code_lives_ten_minutes()
    {
        await using var world = await World.StartAsync();
        var code = await CodeAsync(world);
        await world.Post("/sandbox/clock", new { advance_seconds = 600 });
        Assert.Equal("invalid_code", (string?)(await Token(world, code))["error"]);
    }

    private static Task<JsonObject> Token(World world, string code, (string Name, string Value)? wrong = null)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["client_id"] = "sandbox-client", ["client_secret"] = "sandbox-client-secret", ["code"] = code, ["redirect_uri"] = Back, ["grant_type"] = "authorization_code" };
        if (wrong is { } one) arguments[one.Name] = one.Value;
        return world.SlackForm("openid.connect.token", token: null, [.. arguments.Select(a => (a.Key, a.Value))]);
    }

    private static async Task<string> CodeAsync(World world)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = world.Http.BaseAddress };
        var ask = QueryHelpers.AddQueryString("/openid/connect/authorize", new Dictionary<string, string?> { ["client_id"] = "sandbox-client", ["response_type"] = "code", ["scope"] = "openid email", ["redirect_uri"] = Back, ["state"] = "s1", ["nonce"] = "n1" });
        Assert.Contains("Maya Okafor", await browser.GetStringAsync(ask), StringComparison.Ordinal);
        using var back = await browser.GetAsync(QueryHelpers.AddQueryString(ask, "as", "maya"));
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        var query = QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        Assert.Equal("s1", (string?)query["state"]);
        return query["code"].ToString();
    }

    private static async Task<JsonNode?> Claims(World world, string idToken, string name)
    {
        var key = (await world.Http.GetFromJsonAsync<JsonObject>("/openid/connect/keys"))!["keys"]![0]!;
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.DecodeFromChars((string)key["n"]!), Exponent = Base64Url.DecodeFromChars((string)key["e"]!) });
        var parts = idToken.Split('.');
        Assert.True(rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))![name];
    }
}
