using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.Page;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.OAuth;

/// <summary>/oauth/v2/authorize: where a person lets the app in, or does not.</summary>
internal static class ConsentEndpoints
{
    public static void MapSandboxConsent(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/oauth/v2/authorize", (HttpRequest request, InstalledApp app, Teams teams) =>
            Refusal(Asked(request.Query), app) is { } refusal ? Trouble(refusal) : Page(ConsentPage.Write(Asked(request.Query), app, teams.All)));
        routes.MapGet("/app_redirect", (string? team) => Results.Redirect(new Place { Team = team }.Address));
        routes.MapPost("/oauth/v2/authorize", DecideAsync).DisableAntiforgery();
    }

    /// <summary>The page's two buttons; a test posts the same form: the query's fields, decision (allow or cancel), and team (a T or E id).</summary>
    private static async Task<IResult> DecideAsync(HttpRequest request, InstalledApp app, Teams teams, Installs installs)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var asked = Asked(form);
        if (Refusal(asked, app) is { } refusal) return Trouble(refusal);
        if (form["decision"] != "allow") return Back(asked, ("error", "access_denied"));

        var key = form["team"].ToString();
        var isOrgWide = string.Equals(key, Seed.EnterpriseId, StringComparison.Ordinal);
        var workspace = teams.All.FirstOrDefault(w => string.Equals(isOrgWide ? w.Team.EnterpriseId : w.Team.Id, key, StringComparison.Ordinal));
        if (workspace is null) return Trouble("There is no such workspace.");
        // A granted scope can be fewer than asked for: optional ones may be declined.
        string[] granted = form["granted"].ToString() is { Length: > 0 } fewer ? fewer.Split(',') : asked.Scopes;
        var code = installs.Grant(key, isOrgWide, workspace.Users[0].Id, granted, asked.RedirectUri);
        return Back(asked, ("code", code.Code));
    }

    private static IResult Back(AuthorizeRequest asked, (string Name, string Value) answer) =>
        Results.Redirect(QueryHelpers.AddQueryString(asked.RedirectUri, [KeyValuePair.Create<string, string?>(answer.Name, answer.Value), KeyValuePair.Create<string, string?>("state", asked.State)]));

    private static string? Refusal(AuthorizeRequest asked, InstalledApp app)
    {
        if (!string.Equals(asked.ClientId, app.ClientId, StringComparison.Ordinal)) return "Invalid client_id parameter";
        if (asked.Scopes.Length == 0) return "This app has requested no scopes.";
        if (asked.Scopes.FirstOrDefault(s => !Manifest.Exists(s)) is { } unknown) return $"Invalid permissions requested: {unknown}";
        if (asked.RedirectUri.Length > 0 && !app.Redirects(asked.RedirectUri)) return "redirect_uri did not match any configured URIs.";
        return asked.RedirectUri.Length == 0 ? "There is no redirect URL." : null;
    }

    private static AuthorizeRequest Asked(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields)
    {
        var all = fields.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        return new AuthorizeRequest(
            all.GetValueOrDefault("client_id", ""),
            all.GetValueOrDefault("scope", "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries),
            all.GetValueOrDefault("state", ""),
            all.GetValueOrDefault("redirect_uri", ""),
            all.GetValueOrDefault("team", ""));
    }

    private static IResult Trouble(string words) => Page(ConsentPage.Trouble(words), StatusCodes.Status400BadRequest);

    private static IResult Page(string html, int status = StatusCodes.Status200OK) => Results.Text(html, "text/html; charset=utf-8", statusCode: status);
}

/// <summary>What the app asks of a person.</summary>
internal sealed record AuthorizeRequest(string ClientId, string[] Scopes, string State, string RedirectUri, string Team);
