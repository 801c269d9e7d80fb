using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>usergroups.*</summary>
internal static class UserGroups
{
    public static IEnumerable<Method> Methods =>
    [
        new("usergroups.list", ["usergroups:read"], "include_count:bool include_disabled:bool include_users:bool team_id", List) { FormOnly = true },
        new("usergroups.users.list", ["usergroups:read"], "usergroup! include_disabled:bool team_id", Users) { FormOnly = true },
    ];

    private static JsonObject List(Call call)
    {
        if (OtherTeam(call) is { } other) return other;
        var groups = call.Workspace.State.UserGroups.Where(g => !g.IsDisabled || call.Flag("include_disabled"));
        return Answer.Ok(("usergroups", groups.Select(g => (JsonNode)Show(call, g)).ToJsonArray()));
    }

    private static JsonObject Users(Call call)
    {
        if (OtherTeam(call) is { } other) return other;
        var group = call.Workspace.State.UserGroups.Find(g => string.Equals(g.Id, call.Required("usergroup"), StringComparison.Ordinal));
        if (group is null || (group.IsDisabled && !call.Flag("include_disabled"))) return Answer.No("no_such_subteam");
        return Answer.Ok(("users", group.Members.ToJsonArray()));
    }

    private static JsonObject? OtherTeam(Call call) =>
        call.Text("team_id") is { } team && !string.Equals(team, call.Workspace.Team.Id, StringComparison.Ordinal) ? Answer.No("invalid_team") : null;

    private static JsonObject Show(Call call, UserGroup group)
    {
        var json = new JsonObject
        {
            ["id"] = group.Id,
            ["team_id"] = call.Workspace.Team.Id,
            ["is_usergroup"] = true,
            ["is_subteam"] = true,
            ["name"] = group.Name,
            ["description"] = group.Description,
            ["handle"] = group.Handle,
            ["is_external"] = false,
            ["date_create"] = group.Created,
            ["date_update"] = group.Created,
            ["date_delete"] = group.IsDisabled ? group.Created + 1 : 0,
            ["auto_type"] = null,
            ["created_by"] = call.Workspace.Users[0].Id,
            ["updated_by"] = call.Workspace.Users[0].Id,
            ["deleted_by"] = null,
            ["prefs"] = new JsonObject { ["channels"] = new JsonArray(), ["groups"] = new JsonArray() },
            ["user_count"] = group.Members.Count,
        };
        if (!call.Flag("include_count")) json.Remove("user_count");
        if (call.Flag("include_users")) json["users"] = group.Members.ToJsonArray();
        return json;
    }
}
