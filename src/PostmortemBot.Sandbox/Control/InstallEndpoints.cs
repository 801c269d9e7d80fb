using PostmortemBot.Sandbox.Acts;
using PostmortemBot.Sandbox.App;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>/sandbox/installs: what administrators do with the app. ?team= names the workspace, ?org=1 its organisation.</summary>
internal static class InstallEndpoints
{
    public static void MapSandboxInstalls(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup("/sandbox").DisableAntiforgery().AddEndpointFilter<RefusalFilter>();
        control.MapGet("installs", (Installs installs, InstalledApp app) => Results.Json(new
        {
            rotation = app.TokenRotation,
            // Tokens are what these pages must not show, so they are counted.
            installs = installs.Read(state => state.Installs.Select(i => new
            {
                i.Key,
                i.IsOrgWide,
                i.InstallerId,
                Scopes = i.Scopes ?? [.. app.Scopes],
                i.Teams,
                live_tokens = state.Tokens.Count(t => t.Ended is null && string.Equals(t.InstallKey, i.Key, StringComparison.Ordinal)),
                refreshes = state.SpentRefreshTokens,
            }).ToList()),
        }, Json.Own));
        control.MapPost("install", InstallByHand);
        control.MapPost("uninstall", UninstallAsync);
        control.MapPost("expire", (SlackWorkspace w, Installs installs, bool? org) =>
        {
            installs.Expire(KeyOf(w, org));
            return Results.Json(new { }, Json.Own);
        });
        control.MapPost("access", AccessAsync);
    }

    /// <summary>As "Install to Workspace" on the app's own page does: the app hears nothing, its owner copies the token.</summary>
    private static IResult InstallByHand(SlackWorkspace workspace, Installs installs, InstalledApp app, AppInWorkspace bot)
    {
        var token = installs.Put(workspace.Team.Id, isOrgWide: false, workspace.Users[0].Id, scopes: null, app.TokenRotation);
        installs.Find(workspace.Team.Id)!.Scopes = null;
        bot.Enter();
        return Results.Json(new { token = token.Value }, Json.Own);
    }

    private static async Task<IResult> UninstallAsync(SlackWorkspace workspace, Teams teams, Installs installs, AppInWorkspace bot, bool? org, bool? revoked_first, bool? silent)
    {
        var key = KeyOf(workspace, org);
        var install = installs.Find(key) ?? throw new RefusedException("not_installed", $"The app is not installed in {key}.", 409);
        installs.Remove(key);
        foreach (var services in teams.Services)
        {
            var one = services.GetRequiredService<SlackWorkspace>();
            if (string.Equals(one.Team.Id, key, StringComparison.Ordinal) || (install.IsOrgWide && install.Teams.Contains(one.Team.Id, StringComparer.Ordinal) && installs.For(one.Team) is null))
                services.GetRequiredService<AppInWorkspace>().Leave();
        }
        if (silent is not true) await bot.SayGoodbyeAsync(install, revoked_first ?? false);
        return Results.Json(new { }, Json.Own);
    }

    /// <summary>An administrator of the organisation adds its install to a workspace, or takes it out of one.</summary>
    private static async Task<IResult> AccessAsync(AccessBody body, SlackWorkspace workspace, Installs installs, AppInWorkspace bot)
    {
        if (workspace.Team.EnterpriseId is not { } org || installs.Find(org) is not { } install)
            throw new RefusedException("not_installed", "The app is not installed in this workspace's organisation.", 409);
        if (body.Granted)
        {
            if (!install.Teams.Contains(workspace.Team.Id, StringComparer.Ordinal)) install.Teams.Add(workspace.Team.Id);
            bot.Enter();
        }
        else
        {
            install.Teams.Remove(workspace.Team.Id);
            if (installs.For(workspace.Team) is null) bot.Leave();
        }
        await bot.TellAccessAsync(install, body.Granted);
        return Results.Json(new { }, Json.Own);
    }

    private static string KeyOf(SlackWorkspace workspace, bool? org) => org is true
        ? workspace.Team.EnterpriseId ?? throw new RefusedException("no_organisation", "This workspace is in no organisation.")
        : workspace.Team.Id;

    internal sealed record AccessBody(bool Granted);
}
