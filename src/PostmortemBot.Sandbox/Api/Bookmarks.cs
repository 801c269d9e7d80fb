using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>bookmarks.*</summary>
internal static partial class Bookmarks
{
    private const int MostBookmarks = 100;

    public static IEnumerable<Method> Methods =>
    [
        new("bookmarks.add", ["bookmarks:write"], "channel_id! title! type! link emoji entity_id parent_id access_level", Add),
        new("bookmarks.list", ["bookmarks:read"], "channel_id!", List) { FormOnly = true },
        new("bookmarks.edit", ["bookmarks:write"], "channel_id! bookmark_id! title link emoji", Edit),
        new("bookmarks.remove", ["bookmarks:write"], "channel_id! bookmark_id! quip_section_id", Remove),
    ];

    private static JsonObject Add(Call call)
    {
        if (!TryWritable(call, out var channel, out var no)) return no;
        if (call.Required("type") is not "link") return Answer.No("invalid_bookmark_type");
        if (!call.Has("link") || Bad(call) is not null) return Bad(call) ?? Answer.No("invalid_link");
        if (channel.Bookmarks.Count >= MostBookmarks) return Answer.No("too_many_bookmarks");
        var bookmark = new JsonObject
        {
            ["id"] = call.Workspace.NewId("Bk"),
            ["channel_id"] = channel.Id,
            ["title"] = call.Required("title"),
            ["link"] = call.Text("link"),
            ["emoji"] = call.Text("emoji"),
            ["icon_url"] = null,
            ["type"] = "link",
            ["entity_id"] = null,
            ["date_created"] = call.Workspace.Clock.UnixSeconds,
            ["date_updated"] = 0,
            ["rank"] = $"{(char)('a' + Math.Min(25, channel.Bookmarks.Count))}",
            ["last_updated_by_user_id"] = call.BotUser,
            ["shortcut_id"] = null,
            ["app_id"] = call.Workspace.Bot.AppId,
        };
        channel.Bookmarks.Add(bookmark);
        return Changed(call, bookmark);
    }

    private static JsonObject List(Call call) =>
        call.TryChannel(call.Required("channel_id"), out var channel, out var no)
            ? Answer.Ok(("bookmarks", channel.Bookmarks.Select(b => b.DeepClone()).ToJsonArray()))
            : no;

    private static JsonObject Edit(Call call)
    {
        if (!TryBookmark(call, out _, out var bookmark, out var no)) return no;
        if (Bad(call) is { } bad) return bad;
        foreach (var name in new[] { "title", "link", "emoji" })
        {
            if (call.Text(name) is { } text) bookmark[name] = text;
        }
        bookmark["date_updated"] = call.Workspace.Clock.UnixSeconds;
        return Changed(call, bookmark);
    }

    private static JsonObject Remove(Call call)
    {
        if (!TryBookmark(call, out var channel, out var bookmark, out var no)) return no;
        channel.Bookmarks.Remove(bookmark);
        call.Workspace.Touch();
        return Answer.Ok();
    }

    private static bool TryBookmark(Call call, out Channel channel, out JsonObject bookmark, out JsonObject no)
    {
        bookmark = [];
        if (!TryWritable(call, out channel, out no)) return false;
        var found = channel.Bookmarks.Find(b => string.Equals(b.Text("id"), call.Required("bookmark_id"), StringComparison.Ordinal));
        bookmark = found ?? bookmark;
        no = found is null ? Answer.No("not_found") : [];
        return found is not null;
    }

    private static bool TryWritable(Call call, out Channel channel, out JsonObject no)
    {
        if (!call.TryChannel(call.Required("channel_id"), out channel!, out no!)) return false;
        no = channel.HasMember(call.BotUser) ? [] : Answer.No("permission_denied");
        return channel.HasMember(call.BotUser);
    }

    private static JsonObject? Bad(Call call)
    {
        if (call.Text("link") is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out var link) && link.Scheme is "http" or "https")) return Answer.No("invalid_link");
        return call.Text("emoji") is { } emoji && !Emoji().IsMatch(emoji) ? Answer.No("invalid_emoji") : null;
    }

    private static JsonObject Changed(Call call, JsonObject bookmark)
    {
        call.Workspace.Touch();
        return Answer.Ok(("bookmark", bookmark.DeepClone()));
    }

    [GeneratedRegex("^:[a-z0-9_+'-]{1,100}:$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Emoji();
}
