using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>users.*</summary>
internal static class Users
{
    public static IEnumerable<Method> Methods =>
    [
        new("users.info", ["users:read"], "user! include_locale:bool", Info) { FormOnly = true },
        new("users.list", ["users:read"], "cursor limit:int include_locale:bool team_id", List) { FormOnly = true },
        new("users.lookupByEmail", ["users:read.email"], "email!", ByEmail) { FormOnly = true },
    ];

    private static JsonObject Info(Call call) =>
        call.Workspace.State.Users.Find(u => string.Equals(u.Id, call.Required("user"), StringComparison.Ordinal)) is { } person
            ? Answer.Ok(("user", Show(call.Workspace, person, Emails(call))))
            : Answer.No("user_not_found");

    private static JsonObject List(Call call)
    {
        if (!call.Has("limit")) return Answer.No("limit_required");
        return call.Page(call.Workspace.State.Users, 100, 1000, out var page, out var next)
            ?? Answer.Ok(("members", page.Select(u => (JsonNode)Show(call.Workspace, u, Emails(call))).ToJsonArray()), ("cache_ts", call.Workspace.Clock.UnixSeconds), ("response_metadata", Call.Cursor(next)));
    }

    private static JsonObject ByEmail(Call call) =>
        call.Workspace.State.Users.Find(u => string.Equals(Email(call.Workspace, u), call.Required("email"), StringComparison.OrdinalIgnoreCase)) is { } person
            ? Answer.Ok(("user", Show(call.Workspace, person, withEmail: true)))
            : Answer.No("users_not_found");

    private static bool Emails(Call call) => call.Grants("users:read.email");

    internal static string Email(SlackWorkspace workspace, Person person) => $"{person.Name}@{workspace.Team.Domain}.example";

    public static JsonObject Show(SlackWorkspace workspace, Person person, bool withEmail)
    {
        var profile = new JsonObject
        {
            ["real_name"] = person.RealName,
            ["real_name_normalized"] = person.RealName,
            ["display_name"] = person.Name,
            ["display_name_normalized"] = person.Name,
            ["avatar_hash"] = "",
            ["image_48"] = $"https://avatars.example/{person.Id}/48.png",
            ["image_72"] = $"https://avatars.example/{person.Id}/72.png",
            ["team"] = workspace.Team.Id,
        };
        if (withEmail && !person.IsBot) profile["email"] = Email(workspace, person);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(person.Tz, out var found) ? found : TimeZoneInfo.Utc;
        var offset = zone.GetUtcOffset(workspace.Clock.Now);
        var json = new JsonObject
        {
            ["id"] = person.Id,
            ["team_id"] = workspace.Team.Id,
            ["name"] = person.Name,
            ["deleted"] = person.Deleted,
            ["real_name"] = person.RealName,
            ["profile"] = profile,
            ["is_bot"] = person.IsBot,
            ["is_app_user"] = false,
            ["updated"] = person.Updated,
        };
        // Slack leaves the time zone and the roles out for people who have left.
        if (person.Deleted) return json;
        json["tz"] = person.Tz;
        json["tz_label"] = zone.StandardName;
        json["tz_offset"] = int.CreateChecked(offset.TotalSeconds);
        json["is_admin"] = false;
        json["is_owner"] = false;
        json["is_primary_owner"] = false;
        json["is_restricted"] = person.IsRestricted;
        json["is_ultra_restricted"] = false;
        json["is_email_confirmed"] = true;
        json["color"] = person.Id.Sum(c => c).ToString("x6", CultureInfo.InvariantCulture);
        return json;
    }
}
