using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>"Sign in with Slack": asks who you are, and sends the browser back to the app with a code.</summary>
internal static class SignInPage
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/openid/connect/authorize", Ask);
        routes.MapGet("/openid/connect/keys", () => Results.Json(OpenId.Keys()));
    }

    private static IResult Ask(HttpRequest request, SlackWorkspace workspace, InstalledApp app)
    {
        string Said(string name) => request.Query[name].ToString();
        if (!string.Equals(Said("client_id"), app.ClientId, StringComparison.Ordinal)) return Trouble("invalid_client_id", "The client id is not this app's.");
        if (Said("response_type") is not "code") return Trouble("invalid_response_type", "The response type must be code.");
        if (!Said("scope").Split(' ', ',').Contains("openid", StringComparer.Ordinal)) return Trouble("invalid_scope", "The scope must name openid.");
        if (!Uri.TryCreate(Said("redirect_uri"), UriKind.Absolute, out var back) || back.Scheme is not ("http" or "https")) return Trouble("bad_redirect_uri", "The redirect address is missing or not one.");
        if (Said("as") is not { Length: > 0 } name) return Page(workspace, request);
        lock (workspace.Gate)
        {
            if (workspace.FindUser(name) is not { IsBot: false, Deleted: false } person) return Trouble("user_not_found", "Nobody here is called that.");
            var signIn = new SignIn
            {
                UserId = person.Id,
                Code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
                RedirectUri = Said("redirect_uri"),
                Expires = workspace.Clock.Now.AddMinutes(10),
                Nonce = Said("nonce") is { Length: > 0 } nonce ? nonce : null,
                Scope = Said("scope"),
            };
            workspace.State.SignIns.RemoveAll(s => s.Expires <= workspace.Clock.Now && s.Token is null);
            workspace.State.SignIns.Add(signIn);
            workspace.Touch();
            return Results.Redirect(QueryHelpers.AddQueryString(back.AbsoluteUri, new Dictionary<string, string?> { ["code"] = signIn.Code, ["state"] = Said("state") }));
        }
    }

    private static IResult Page(SlackWorkspace workspace, HttpRequest request)
    {
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sign in with Slack</title><link rel=\"stylesheet\" href=\"/app.css\"><body style=\"padding:40px;background:#fff\">");
        page.Append($"<h1>Sign in to {Html(workspace.Bot.Name)} with {Html(workspace.Team.Name)}</h1><p>Who are you?</p>");
        foreach (var person in workspace.Users.Where(u => !u.IsBot && !u.Deleted))
        {
            var address = QueryHelpers.AddQueryString($"{request.Path}{request.QueryString}", "as", person.Name);
            page.Append($"<p><a href=\"{Html(address)}\">{Html(person.RealName)}</a></p>");
        }
        return Results.Content(page.ToString(), "text/html; charset=utf-8");
    }

    private static IResult Trouble(string error, string message) => Results.Json(new { error, message }, Json.Own, statusCode: StatusCodes.Status400BadRequest);

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
