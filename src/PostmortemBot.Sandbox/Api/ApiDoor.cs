using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.OAuth;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>POST /api/{method}: the token says which workspace is called.</summary>
internal sealed class ApiDoor(Teams teams, Installs installs, TokenEndpoint tokens)
{
    public async Task HandleAsync(HttpContext http, string method)
    {
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var token = TokenOf(http.Request, body);
        if (method is TokenEndpoint.Name)
        {
            // The call belongs to the workspace it is about, and so do the faults ordered there: one without effect spends no code.
            var about = installs.KeyOf(body.Arguments.Text("code"), body.Arguments.Text("refresh_token"));
            await (teams.TryServices(about, out var installed) ? installed : teams.Default).GetRequiredService<SlackApi>().HandleAsync(http, method, body, () => tokens.Answer(http.Request, body));
            return;
        }
        var (state, install) = installs.Look(token);
        var caller = new Caller(token, state, install);
        // Somebody who signs in has a code, later a token of their own: it is good in the workspace that gave it.
        var services = method.StartsWith("openid.", StringComparison.Ordinal)
            ? teams.Where(w => w.State.SignIns.Exists(s => string.Equals(s.Code, body.Arguments.Text("code"), StringComparison.Ordinal) || (token is not null && string.Equals(s.Token, token, StringComparison.Ordinal))))
            : Services(install, body.Arguments);
        await services.GetRequiredService<SlackApi>().HandleAsync(http, method, body, caller);
    }

    /// <summary>A token for an organisation is for all its workspaces: the call says which, or names something that only one of them has.</summary>
    private IServiceProvider Services(Install? install, JsonObject arguments)
    {
        if (install is null) return teams.Default;
        if (!install.IsOrgWide) return teams.TryServices(install.Key, out var own) ? own : teams.Default;
        if (arguments.Text("team_id") is { } asked && teams.TryServices(asked, out var named)) return named;
        string[] ids = [.. arguments.Select(a => a.Value.AsText()).OfType<string>()];
        return teams.Services.Select(s => s.GetRequiredService<SlackWorkspace>()).FirstOrDefault(w => IsOf(install, w) && Holds(w, ids)) is { } holder && teams.TryServices(holder.Team.Id, out var found)
            ? found
            : teams.TryServices(teams.All.First(w => IsOf(install, w)).Team.Id, out var first) ? first : teams.Default;
    }

    private static bool IsOf(Install install, SlackWorkspace workspace) => string.Equals(workspace.Team.EnterpriseId, install.Key, StringComparison.Ordinal);

    private static bool Holds(SlackWorkspace workspace, string[] ids)
    {
        lock (workspace.Gate)
        {
            return ids.Any(id =>
                workspace.State.Channels.Exists(c => string.Equals(c.Id, id, StringComparison.Ordinal))
                || workspace.State.Users.Exists(u => string.Equals(u.Id, id, StringComparison.Ordinal))
                || workspace.State.Files.Exists(f => string.Equals(f.Id, id, StringComparison.Ordinal))
                || workspace.State.Triggers.Exists(t => string.Equals(t.Id, id, StringComparison.Ordinal))
                || workspace.FindView(id) is not null);
        }
    }

    /// <summary>The token comes in the header; only a form may carry it as an argument.</summary>
    private static string? TokenOf(HttpRequest request, RequestBody body)
    {
        var inForm = body.IsForm ? body.Arguments.Text("token") : null;
        if (body.IsForm) body.Arguments.Remove("token");
        const string Bearer = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : inForm;
    }
}

/// <summary>Who calls: the token as sent, and what is known of it.</summary>
internal sealed record Caller(string? Token, TokenState State, Install? Install);
