using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Api;

/// <summary>api.test, apps.connections.open, auth.test, team.info and bookmarks.*</summary>
internal static class Other
{
    public static IEnumerable<Method> Methods =>
    [
        new("api.test", [], "error foo", Test),
        new("apps.connections.open", [], "", call => Answer.Ok(("url", call.SocketTickets.NewUrl()))) { AppLevel = true },
        new("auth.test", [], "", AuthTest),
        new("auth.revoke", [], "test", _ => Answer.Ok()) { FormOnly = true },
        new("team.info", ["team:read"], "team domain", TeamInfo) { FormOnly = true },
        new("bookmarks.add", ["bookmarks:write"], "channel_id! title! type! link emoji entity_id parent_id", AddBookmark),
        new("bookmarks.list", ["bookmarks:read"], "channel_id!", ListBookmarks) { FormOnly = true },
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

    private static JsonObject TeamInfo(Call call) => Answer.Ok(("team", new JsonObject
    {
        ["id"] = call.Workspace.Team.Id,
        ["name"] = call.Workspace.Team.Name,
        ["domain"] = call.Workspace.Team.Domain,
        ["url"] = $"https://{call.Workspace.Team.Domain}.slack.com/",
        ["email_domain"] = "",
        ["icon"] = new JsonObject { ["image_default"] = true },
    }));

    private static JsonObject AddBookmark(Call call)
    {
        if (!call.TryChannel(call.Required("channel_id"), out var channel, out var no, member: true)) return no;
        if (call.Required("type") is not "link") return Answer.No("invalid_bookmark_type");
        if (!Uri.TryCreate(call.Text("link"), UriKind.Absolute, out var link) || link.Scheme is not ("http" or "https")) return Answer.No("invalid_link");
        if (channel.Bookmarks.Count >= 100) return Answer.No("too_many_bookmarks");
        var bookmark = new JsonObject
        {
            ["id"] = call.Workspace.NewId("Bk"),
            ["channel_id"] = channel.Id,
            ["title"] = call.Required("title"),
            ["type"] = "link",
            ["link"] = call.Text("link"),
            ["emoji"] = call.Text("emoji"),
            ["date_created"] = call.Workspace.Clock.UnixSeconds,
        };
        channel.Bookmarks.Add(bookmark);
        call.Workspace.Touch();
        return Answer.Ok(("bookmark", bookmark.DeepClone()));
    }

    private static JsonObject ListBookmarks(Call call) =>
        call.TryChannel(call.Required("channel_id"), out var channel, out var no, member: true)
            ? Answer.Ok(("bookmarks", channel.Bookmarks.Select(b => b.DeepClone()).ToJsonArray()))
            : no;
}
