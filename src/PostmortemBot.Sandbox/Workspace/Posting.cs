using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Delivery;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Messages appear, change and go; the app hears of it where it is a member.</summary>
public sealed class Posting(SlackWorkspace workspace, Events events, SharedLinks links)
{
    /// <summary>Posts as the bot. <paramref name="content"/> holds text, blocks, attachments, metadata, files…</summary>
    public Message PostAsBot(Channel channel, JsonObject content, string? threadTs, bool broadcast = false, string? ephemeralFor = null)
    {
        var bot = workspace.Bot;
        var json = Start(bot.UserId, content.Text("text") ?? "");
        json["bot_id"] = bot.BotId;
        json["app_id"] = bot.AppId;
        json["bot_profile"] = new JsonObject
        {
            ["id"] = bot.BotId,
            ["app_id"] = bot.AppId,
            ["name"] = bot.Name,
            ["team_id"] = workspace.Team.Id,
            ["deleted"] = false,
            ["updated"] = 0,
            ["icons"] = new JsonObject
            {
                ["image_36"] = $"https://avatars.example/{bot.BotId}/36.png",
                ["image_48"] = $"https://avatars.example/{bot.BotId}/48.png",
                ["image_72"] = $"https://avatars.example/{bot.BotId}/72.png",
            },
        };
        return Post(channel, json, content, threadTs, broadcast, ephemeralFor);
    }

    public Message PostAsPerson(Channel channel, Person person, string text, JsonArray? blocks, string? threadTs, JsonArray? files = null)
    {
        var json = Start(person.Id, text);
        json["client_msg_id"] = Guid.CreateVersion7(workspace.Clock.Now).ToString();
        if (files is not null) json["subtype"] = "file_share";
        var message = Post(channel, json, new JsonObject { ["blocks"] = blocks, ["files"] = files }, threadTs, broadcast: false, ephemeralFor: null);
        if (!channel.IsIm && text.Contains($"<@{workspace.Bot.UserId}>", StringComparison.Ordinal) && channel.HasMember(workspace.Bot.UserId))
        {
            var mention = (JsonObject)message.Json.DeepClone();
            mention["type"] = "app_mention";
            mention["channel"] = channel.Id;
            mention["event_ts"] = message.Ts;
            events.Publish("app_mention", mention);
        }
        links.Tell(channel, message);
        return message;
    }

    /// <summary>Slack's own lines, such as "joined the channel".</summary>
    public Message PostNote(Channel channel, string userId, string subtype, string text, string? inviter = null, (string Name, string Value)? about = null)
    {
        var json = Start(userId, text);
        json["subtype"] = subtype;
        if (inviter is not null) json["inviter"] = inviter;
        if (about is var (name, value)) json[name] = value;
        return Post(channel, json, [], threadTs: null, broadcast: false, ephemeralFor: null);
    }

    public void Change(Channel channel, Message message, Action<JsonObject> change)
    {
        var before = (JsonObject)message.Json.DeepClone();
        var after = (JsonObject)message.Json.DeepClone();
        change(after);
        Field.Identify(after["blocks"], () => workspace.NewId("b"));
        message.Json = after;
        foreach (var (person, values) in message.Values.ToArray())
            message.Values[person] = State.Carry(before["blocks"], (JsonObject)values!, after["blocks"], currentChannel: null);
        workspace.Touch();
        if (message.EphemeralFor is null)
            Tell(channel, new JsonObject { ["type"] = "message", ["subtype"] = "message_changed", ["hidden"] = true, ["message"] = after.DeepClone(), ["previous_message"] = before, ["ts"] = workspace.NextTs() });
    }

    public void Delete(Channel channel, Message message)
    {
        channel.Messages.Remove(message);
        if (message.IsReply) CountReplies(channel, message.ThreadTs!);
        workspace.Touch();
        if (message.EphemeralFor is null)
            Tell(channel, new JsonObject { ["type"] = "message", ["subtype"] = "message_deleted", ["hidden"] = true, ["deleted_ts"] = message.Ts, ["previous_message"] = message.Json.DeepClone(), ["ts"] = workspace.NextTs() });
    }

    private JsonObject Start(string userId, string text) => new() { ["type"] = "message", ["user"] = userId, ["text"] = text, ["team"] = workspace.Team.Id };

    private Message Post(Channel channel, JsonObject json, JsonObject content, string? threadTs, bool broadcast, string? ephemeralFor)
    {
        lock (workspace.Gate)
        {
            var ts = workspace.NextTs();
            json["ts"] = ts;
            foreach (var name in new[] { "blocks", "attachments", "metadata", "files", "username", "icons", "subtype" })
            {
                if (content[name] is { } part) json[name] = part.DeepClone();
            }
            Field.Identify(json["blocks"], () => workspace.NewId("b"));
            foreach (var attachment in (json["attachments"] as JsonArray ?? []).OfType<JsonObject>()) Field.Identify(attachment["blocks"], () => workspace.NewId("b"));
            if (threadTs is not null)
            {
                json["thread_ts"] = threadTs;
                if (channel.Find(threadTs) is { } parent) json["parent_user_id"] = parent.User;
                if (broadcast) json["subtype"] = "thread_broadcast";
            }
            var message = new Message { Ts = ts, PostedAt = workspace.Clock.Now, ThreadTs = threadTs, Json = json, EphemeralFor = ephemeralFor };
            channel.Messages.Add(message);
            if (threadTs is not null && ephemeralFor is null) CountReplies(channel, threadTs);
            workspace.Touch();
            if (ephemeralFor is not null) return message;
            var told = (JsonObject)json.DeepClone();
            // A reply shown in the channel brings along what it replies to.
            if (broadcast && channel.Find(threadTs ?? "") is { } root) told["root"] = root.Json.DeepClone();
            Tell(channel, told);
            return message;
        }
    }

    private static void CountReplies(Channel channel, string threadTs)
    {
        if (channel.Find(threadTs) is not { } parent) return;
        var replies = channel.Messages.FindAll(m => m.IsReply && m.EphemeralFor is null && string.Equals(m.ThreadTs, threadTs, StringComparison.Ordinal));
        string[] counts = ["thread_ts", "reply_count", "reply_users_count", "latest_reply", "reply_users"];
        foreach (var name in counts) parent.Json.Remove(name);
        if (replies.Count == 0) return;
        string[] users = [.. replies.Select(r => r.User).OfType<string>().Distinct(StringComparer.Ordinal)];
        parent.Json["thread_ts"] = threadTs;
        parent.Json["reply_count"] = replies.Count;
        parent.Json["reply_users_count"] = users.Length;
        parent.Json["latest_reply"] = replies[^1].Ts;
        parent.Json["reply_users"] = Json.ToJsonArray(users);
    }

    private void Tell(Channel channel, JsonObject message)
    {
        if (!channel.HasMember(workspace.Bot.UserId)) return;
        var kind = channel.Kind switch { "private_channel" => "group", "public_channel" => "channel", var direct => direct };
        message["channel"] = channel.Id;
        message["channel_type"] = kind;
        message["event_ts"] = message.Text("ts");
        events.Publish(channel.IsNamed ? $"message.{kind}s" : $"message.{kind}", message);
    }
}
