using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Delivery;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>chat.unfurl</summary>
internal static class Unfurls
{
    private static readonly string[] Fields = ["blocks", "color", "fallback", "text", "title", "title_link", "footer", "preview", "hide_color", "image_url"];

    public static IEnumerable<Method> Methods =>
    [
        new("chat.unfurl", ["links:write"], "channel ts unfurl_id source unfurls:object user_auth_required:bool user_auth_message user_auth_url user_auth_blocks:array", Unfurl),
    ];

    private static JsonObject Unfurl(Call call)
    {
        if (call.Arguments["unfurls"] is not JsonObject unfurls) return Answer.No(call.Flag("user_auth_required") ? "cannot_prompt" : "missing_unfurls");
        if (!TryMessage(call, out var channel, out var message, out var no)) return no;
        if (unfurls.Count == 0) return Answer.No("missing_unfurls");
        var links = SharedLinks.In(message, call.App.UnfurlDomains).Select(link => link.Url).ToHashSet(StringComparer.Ordinal);
        foreach (var (url, one) in unfurls)
        {
            if (!links.Contains(url)) return Answer.No("cannot_unfurl_url");
            if (one is not JsonObject shown) return Answer.No("invalid_unfurls_format");
            var check = new Check(Surface.Message, call.Screens.FileIsUsable);
            check.Fields(shown, "/unfurls", [], Fields);
            if (check.Array(shown, "blocks", "/unfurls", 1, 50) is { } blocks) Blocks.All(check, blocks, "/unfurls/blocks");
            if (!check.Passed) return Answer.BadBlocks("cannot_parse_attachment", check.Problems);
        }
        call.Posting.Change(channel, message, json => Attach(call, json, unfurls));
        return Answer.Ok();
    }

    private static void Attach(Call call, JsonObject json, JsonObject unfurls)
    {
        var all = (json["attachments"] as JsonArray ?? []).OfType<JsonObject>().Select(a => (JsonObject)a.DeepClone()).ToList();
        foreach (var (url, one) in unfurls)
        {
            all.RemoveAll(a => string.Equals(a.Text("app_unfurl_url"), url, StringComparison.Ordinal));
            var attachment = (JsonObject)one!.DeepClone();
            Field.Identify(attachment["blocks"], () => call.Workspace.NewId("b"));
            attachment["app_unfurl_url"] = url;
            attachment["from_url"] = url;
            attachment["is_app_unfurl"] = true;
            attachment["app_id"] = call.Workspace.Bot.AppId;
            attachment["bot_id"] = call.Workspace.Bot.BotId;
            all.Add(attachment);
        }
        for (var i = 0; i < all.Count; i++) all[i]["id"] = i + 1;
        json["attachments"] = all.ToJsonArray();
    }

    private static bool TryMessage(Call call, out Channel channel, out Message message, out JsonObject no)
    {
        channel = null!;
        message = null!;
        var (id, ts) = (call.Text("channel"), call.Text("ts"));
        if (id is null && ts is null)
        {
            no = Answer.No(call.Has("unfurl_id") ? "missing_source" : call.Has("source") ? "missing_unfurl_id" : "missing_channel");
            if (!call.Has("unfurl_id") || !call.Has("source")) return false;
            if (call.Text("source") is not ("conversations_history" or "composer"))
            {
                no = Answer.No("invalid_source");
                return false;
            }
            var parts = call.Required("unfurl_id").Split('.');
            no = Answer.No("invalid_unfurl_id");
            if (parts.Length != 4) return false;
            (id, ts) = (parts[0], $"{parts[1]}.{parts[2]}");
        }
        no = Answer.No(id is null ? "missing_channel" : ts is null ? "missing_ts" : "cannot_find_channel");
        if (id is null || ts is null) return false;
        // Links are unfurled in any conversation, also where the bot is not.
        if (call.Workspace.State.Channels.Find(c => string.Equals(c.Id, id, StringComparison.Ordinal)) is not { } place) return false;
        no = Answer.No("cannot_find_message");
        if (place.Find(ts) is not { EphemeralFor: null } found) return false;
        no = Answer.No("cannot_unfurl_message");
        if (found.BotId is not null) return false;
        (channel, message) = (place, found);
        return true;
    }
}
