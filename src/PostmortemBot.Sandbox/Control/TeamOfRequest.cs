using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Control;

/// <summary>
/// Gives a request the services of its workspace: ?team= names it for control and people, a response_url holds it in its path,
/// and a file is looked for. Without any, the first workspace is meant. The Web API finds its own by token, the page by its address.
/// </summary>
internal static class TeamOfRequest
{
    private static readonly string[] ResponseKinds = ["actions", "commands", "app"];

    public static void UseTeamOfRequest(this WebApplication app)
    {
        var teams = app.Services.GetRequiredService<Teams>();
        app.Use(async (http, next) =>
        {
            string[] path = (http.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
            switch (path)
            {
                case ["sandbox", "files", var id]:
                    http.RequestServices = teams.Where(w => HasFile(w, id));
                    break;
                case ["upload", "v1", var id, ..]:
                    http.RequestServices = teams.Where(w => HasFile(w, id));
                    break;
                case ["files-pri", var key, ..]:
                    http.RequestServices = teams.TryServices(key.Split('-')[0], out var owner) ? owner : teams.Default;
                    break;
                case ["openid", ..]:
                    http.RequestServices = teams.TryServices(http.Request.Query["team"].ToString(), out var entered) ? entered : teams.Default;
                    break;
                case ["sandbox", ..]:
                    var asked = http.Request.Query["team"].ToString();
                    if (!teams.TryServices(asked.Length == 0 ? Teams.DefaultId : asked, out var named))
                    {
                        http.Response.StatusCode = StatusCodes.Status404NotFound;
                        await http.Response.WriteAsJsonAsync(new { error = "team_not_found", message = "There is no such workspace; GET /sandbox/workspaces lists them." }, Json.Own, http.RequestAborted);
                        return;
                    }
                    http.RequestServices = named;
                    break;
                case [var kind, var team, _, _] when ResponseKinds.Contains(kind, StringComparer.Ordinal):
                    http.RequestServices = teams.TryServices(team, out var answered) ? answered : teams.Default;
                    break;
            }
            await next(http);
        });
    }

    private static bool HasFile(SlackWorkspace workspace, string id) => workspace.State.Files.Exists(f => string.Equals(f.Id, id, StringComparison.Ordinal));
}
