using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Api;

/// <summary>api.test, apps.connections.open, auth.* and team.info</summary>
internal static class Other
{
    public static IEnumerable<Method> Methods =>
    [
        new("api.test", [], "error foo", Test) { CalledBy = CalledBy.Anybody },
        new("apps.connections.open", [], "", call => Answer.Ok(("url", call.SocketTickets.NewUrl()))) { CalledBy = CalledBy.AppLevel },
        new("auth.test", [], "", AuthTest),
        new("auth.revoke", [], "test:bool", call => Answer.Ok(("revoked", !call.Flag("test") && call.Installs.Revoke(call.Token!)))) { FormOnly = true },
        new("team.info", ["team:read"], "team domain", TeamInfo) { FormOnly = true },
    ];

    private static JsonObject Test(Call call)
    {
        var answer = call.Text("error") is { } error ? Answer.No(error) : Answer.Ok();
        answer["args"] = call.Arguments.DeepClone();
        return answer;
    }

    private static JsonObject AuthTest(Call call)
    {
        var answer = Identity(call);
        if (call.Workspace.Team.EnterpriseId is { } org) answer["enterprise_id"] = org;
        return answer;
    }

    private static JsonObject Identity(Call call) => Answer.Ok(
        ("url", $"https://{call.Workspace.Team.Domain}.slack.com/"),
        ("team", call.Workspace.Team.Name),
        ("user", call.Workspace.Bot.Name),
        ("team_id", call.Workspace.Team.Id),
        ("user_id", call.BotUser),
        ("bot_id", call.Workspace.Bot.BotId),
        ("is_enterprise_install", call.Install is { IsOrgWide: true }));

    private static JsonObject TeamInfo(Call call) => call.Text("team") is { } team && !string.Equals(team, call.Workspace.Team.Id, StringComparison.Ordinal) ? Answer.No("team_not_found") : Answer.Ok(("team", new JsonObject
    {
        ["id"] = call.Workspace.Team.Id,
        ["name"] = call.Workspace.Team.Name,
        ["domain"] = call.Workspace.Team.Domain,
        ["url"] = $"https://{call.Workspace.Team.Domain}.slack.com/",
        ["email_domain"] = "",
        ["icon"] = new JsonObject { ["image_default"] = true },
    }));
}
