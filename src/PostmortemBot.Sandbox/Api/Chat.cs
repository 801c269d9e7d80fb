using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>chat.*</summary>
internal static class Chat
{
    private static readonly string[] Parts = ["text", "blocks", "attachments", "metadata"];
    internal const string Content = "text blocks:array attachments:array markdown_text link_names:bool parse";

    public static IEnumerable<Method> Methods =>
    [
        new("chat.postMessage", ["chat:write"], $"channel! {Content} thread_ts reply_broadcast:bool unfurl_links:bool unfurl_media:bool metadata:object mrkdwn:bool username icon_emoji icon_url", PostMessage),
        new("chat.update", ["chat:write"], $"channel! ts! {Content} metadata:object reply_broadcast:bool file_ids:array", Update),
        new("chat.postEphemeral", ["chat:write"], $"channel! user! {Content} thread_ts username icon_emoji icon_url", PostEphemeral),
        new("chat.delete", ["chat:write"], "channel! ts!", Delete),
        new("chat.getPermalink", [], "channel! message_ts!", GetPermalink) { FormOnly = true },
    ];

    private static JsonObject PostMessage(Call call)
    {
        if (!TryDestination(call, out var channel, out var no)) return no;
        if (channel.IsArchived) return Answer.No("is_archived");
        if (channel.IsIm && !call.App.Manifest.MessagesTab) return Answer.No("messages_tab_disabled");
        if ((call.Has("username") || call.Has("icon_emoji") || call.Has("icon_url")) && !call.Grants("chat:write.customize"))
            return Call.MissingScope(call.App, "chat:write.customize");
        if (NoContent(call) is { } empty) return empty;
        if (call.BadBlocks() is { } bad) return bad;
        if (BadMetadata(call) is { } metadata) return metadata;
        if (BadThread(call, channel) is { } thread) return thread;
        if (TooFast(call, channel) is { } fast) return fast;

        var message = call.Posting.PostAsBot(channel, ContentOf(call), call.Text("thread_ts"), call.Flag("reply_broadcast"));
        return Answer.Ok(("channel", channel.Id), ("ts", message.Ts), ("message", message.Json.DeepClone()));
    }

    private static JsonObject Update(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (!Call.TryMessage(channel, call.Required("ts"), out var message, out no)) return no;
        if (!string.Equals(message.BotId, call.Workspace.Bot.BotId, StringComparison.Ordinal)) return Answer.No("cant_update_message");
        if (channel.IsArchived) return Answer.No("is_inactive");
        if (!call.Has("text") && !call.Has("blocks") && !call.Has("attachments") && !call.Has("markdown_text") && !call.Has("metadata")) return Answer.No("no_text");
        if (call.Has("markdown_text") && (call.Has("text") || call.Has("blocks"))) return Answer.No("markdown_text_conflict");
        if (call.Text("text")?.Length > 4000) return Answer.No("msg_too_long");
        if (call.BadBlocks() is { } bad) return bad;
        if (BadMetadata(call) is { } metadata) return metadata;
        if (HasRichText(message.Json["blocks"]) && (call.Has("blocks") ? !HasRichText(call.Arguments["blocks"]) : call.Has("text"))) return Answer.No("block_mismatch");

        var content = ContentOf(call);
        call.Posting.Change(channel, message, json =>
        {
            foreach (var name in Parts)
            {
                if (content[name] is { } part) json[name] = part.DeepClone();
            }
            if (content.ContainsKey("blocks") || !content.ContainsKey("text")) return;
            json.Remove("blocks");
            json["edited"] = new JsonObject { ["user"] = call.BotUser, ["ts"] = call.Workspace.NextTs() };
        });
        var shown = (JsonObject)message.Json.DeepClone();
        // Slack says the ts beside the message and not in it.
        shown.Remove("ts");
        return Answer.Ok(("channel", channel.Id), ("ts", message.Ts), ("text", message.Text), ("message", shown));
    }

    private static JsonObject PostEphemeral(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no, member: true)) return no;
        if (channel.IsArchived) return Answer.No("is_archived");
        if (!channel.HasMember(call.Required("user"))) return Answer.No("user_not_in_channel");
        if (NoContent(call) is { } empty) return empty;
        if (call.BadBlocks() is { } bad) return bad;
        if (BadThread(call, channel) is { } thread) return thread;
        if (TooFast(call, channel) is { } fast) return fast;
        var message = call.Posting.PostAsBot(channel, ContentOf(call), call.Text("thread_ts"), ephemeralFor: call.Required("user"));
        return Answer.Ok(("message_ts", message.Ts));
    }

    private static JsonObject Delete(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (!Call.TryMessage(channel, call.Required("ts"), out var message, out no)) return no;
        if (!string.Equals(message.BotId, call.Workspace.Bot.BotId, StringComparison.Ordinal)) return Answer.No("cant_delete_message");
        call.Posting.Delete(channel, message);
        return Answer.Ok(("channel", channel.Id), ("ts", message.Ts));
    }

    private static JsonObject GetPermalink(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no)) return no;
        if (!Call.TryMessage(channel, call.Required("message_ts"), out var message, out no)) return no;
        return Answer.Ok(("channel", channel.Id), ("permalink", call.Marks.Permalink(channel, message)));
    }

    /// <summary>A channel to post in; a user id opens the direct message.</summary>
    internal static bool TryDestination(Call call, out Channel channel, out JsonObject no)
    {
        var id = call.Required("channel");
        no = [];
        if (id.StartsWith('U') && call.Workspace.FindUser(id) is { IsBot: false, Deleted: false } person)
        {
            channel = call.Membership.OpenDirect(call.BotUser, person.Id);
            return true;
        }
        if (!call.TryChannel(id, out var found, out var refused))
        {
            channel = null!;
            no = refused;
            return false;
        }
        channel = found;
        if (channel.HasMember(call.BotUser) || call.Grants("chat:write.public")) return true;
        no = Answer.No("not_in_channel");
        return false;
    }

    internal static JsonObject? NoContent(Call call)
    {
        if (call.Has("markdown_text") && (call.Has("text") || call.Has("blocks"))) return Answer.No("markdown_text_conflict");
        if (call.Text("markdown_text")?.Length > 12_000) return Answer.No("msg_too_long");
        var something = call.Has("text") || call.Has("markdown_text") || call.Arguments["blocks"] is JsonArray { Count: > 0 } || call.Arguments["attachments"] is JsonArray { Count: > 0 };
        return something ? null : Answer.No("no_text");
    }

    internal static JsonObject? BadThread(Call call, Channel channel)
    {
        if (call.Text("thread_ts") is not { } threadTs) return call.Flag("reply_broadcast") ? Answer.Argument("reply_broadcast needs thread_ts", "reply_broadcast") : null;
        if (channel.Find(threadTs) is not { EphemeralFor: null } parent) return Answer.No("thread_not_found");
        return parent.IsReply ? Answer.No("cannot_reply_to_message") : null;
    }

    internal static JsonObject? BadMetadata(Call call)
    {
        if (call.Arguments["metadata"] is not JsonObject metadata) return null;
        if (metadata.Text("event_type") is not { Length: > 0 } || metadata["event_payload"] is not JsonObject || metadata.Count > 2) return Answer.No("invalid_metadata_format");
        return metadata.Wired().Length > 8000 ? Answer.No("metadata_too_large") : null;
    }

    /// <summary>A fault can order the real pace: one message a second in a channel.</summary>
    private static JsonObject? TooFast(Call call, Channel channel)
    {
        if (!call.Workspace.Faults.All.Any(f => f.Kind is "one_per_second")) return null;
        var last = channel.Messages.FindLast(m => m.BotId is not null);
        return last is not null && last.PostedAt > call.Workspace.Clock.Now.AddSeconds(-1) ? Answer.No("rate_limited") : null;
    }

    private static bool HasRichText(JsonNode? blocks) => (blocks as JsonArray ?? []).Any(b => (b as JsonObject)?.Text("type") is "rich_text");

    internal static JsonObject ContentOf(Call call)
    {
        var content = new JsonObject();
        foreach (var name in Parts.Append("username"))
        {
            if (call.Arguments[name] is { } part) content[name] = part.DeepClone();
        }
        if (call.Text("markdown_text") is { } markdown)
        {
            content["text"] = markdown;
            content["blocks"] = new JsonArray(new JsonObject { ["type"] = "markdown", ["text"] = markdown });
        }
        if (content.Text("text") is { Length: > 40_000 } tooLong) content["text"] = tooLong[..40_000];
        return content;
    }
}
