using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Delivery;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Reactions and pins.</summary>
public sealed class Marks(SlackWorkspace workspace, Events events)
{
    /// <summary>False when there was nothing to do.</summary>
    public bool React(Channel channel, Message message, string userId, string name, bool remove)
    {
        if (message.Json["reactions"] is not JsonArray all) message.Json["reactions"] = all = [];
        var reaction = all.OfType<JsonObject>().FirstOrDefault(r => string.Equals(r.Text("name"), name, StringComparison.Ordinal));
        var users = (reaction?["users"] as JsonArray ?? []).Select(u => u.AsText()).OfType<string>().ToList();
        if (remove ? !users.Remove(userId) : users.Contains(userId, StringComparer.Ordinal)) return false;
        if (!remove) users.Add(userId);
        if (reaction is null) all.Add(reaction = new JsonObject { ["name"] = name });
        reaction["users"] = Json.ToJsonArray(users);
        reaction["count"] = users.Count;
        if (users.Count == 0) all.Remove(reaction);
        if (all.Count == 0) message.Json.Remove("reactions");
        workspace.Touch();

        var type = remove ? "reaction_removed" : "reaction_added";
        if (!channel.HasMember(workspace.Bot.UserId)) return true;
        var inner = new JsonObject
        {
            ["type"] = type,
            ["user"] = userId,
            ["reaction"] = name,
            ["item"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["ts"] = message.Ts },
        };
        if (message.User is { } author) inner["item_user"] = author;
        events.Publish(type, inner);
        return true;
    }

    public bool Pin(Channel channel, Message message, string userId, bool remove)
    {
        if (remove == message.PinnedBy is null) return false;
        message.PinnedBy = remove ? null : userId;
        message.PinnedAt = workspace.Clock.UnixSeconds;
        if (remove) message.Json.Remove("pinned_to");
        else message.Json["pinned_to"] = new JsonArray(channel.Id);
        workspace.Touch();

        var type = remove ? "pin_removed" : "pin_added";
        if (!channel.HasMember(workspace.Bot.UserId)) return true;
        var pins = channel.Messages.Count(m => m.PinnedBy is not null);
        var changed = new JsonObject
        {
            ["type"] = type,
            ["user"] = userId,
            ["channel_id"] = channel.Id,
            ["item"] = PinItem(channel, message),
            ["item_user"] = message.User,
            ["pin_count"] = pins,
            ["pinned_info"] = new JsonObject { ["channel"] = channel.Id, ["pinned_by"] = userId, ["pinned_ts"] = message.PinnedAt },
        };
        if (remove) changed["has_pins"] = pins > 0;
        events.Publish(type, changed);
        return true;
    }

    public JsonObject PinItem(Channel channel, Message message) => new()
    {
        ["type"] = "message",
        ["channel"] = channel.Id,
        ["created"] = message.PinnedAt,
        ["created_by"] = message.PinnedBy,
        ["message"] = Shown(channel, message),
    };

    private JsonObject Shown(Channel channel, Message message)
    {
        var json = (JsonObject)message.Json.DeepClone();
        json["permalink"] = Permalink(channel, message);
        return json;
    }

    public string Permalink(Channel channel, Message message)
    {
        var link = $"https://{workspace.Team.Domain}.slack.com/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}";
        return message.IsReply ? $"{link}?thread_ts={message.ThreadTs}&cid={channel.Id}" : link;
    }
}
