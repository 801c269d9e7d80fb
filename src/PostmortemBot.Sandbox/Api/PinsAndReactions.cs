using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostmortemBot.Sandbox.Api;

/// <summary>pins.* and reactions.*</summary>
internal static partial class PinsAndReactions
{
    public static IEnumerable<Method> Methods =>
    [
        new("pins.add", ["pins:write"], "channel! timestamp", c => Pin(c, remove: false)),
        new("pins.remove", ["pins:write"], "channel! timestamp", c => Pin(c, remove: true)),
        new("pins.list", ["pins:read"], "channel!", ListPins) { FormOnly = true },
        new("reactions.add", ["reactions:write"], "channel! timestamp! name!", c => React(c, remove: false)),
        new("reactions.remove", ["reactions:write"], "name! channel timestamp", c => React(c, remove: true)),
        new("reactions.get", ["reactions:read"], "channel timestamp full:bool", GetReactions) { FormOnly = true },
    ];

    private static JsonObject Pin(Call call, bool remove)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no, member: true)) return no;
        if (call.Text("timestamp") is not { } ts) return Answer.No("no_item_specified");
        if (!IsTs().IsMatch(ts)) return Answer.No("bad_timestamp");
        if (!Call.TryMessage(channel, ts, out var message, out no)) return no;
        if (!call.Marks.Pin(channel, message, call.BotUser, remove)) return Answer.No(remove ? "no_pin" : "already_pinned");
        return Answer.Ok();
    }

    private static JsonObject ListPins(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no, member: true)) return no;
        var items = channel.Messages.Where(m => m.PinnedBy is not null).OrderByDescending(m => m.PinnedAt).Select(m => (JsonNode)call.Marks.PinItem(channel, m));
        return Answer.Ok(("items", items.ToJsonArray()));
    }

    private static JsonObject React(Call call, bool remove)
    {
        if (call.Text("channel") is not { } id || call.Text("timestamp") is not { } ts) return Answer.No("no_item_specified");
        if (!EmojiName().IsMatch(call.Required("name"))) return Answer.No("invalid_name");
        if (!call.TryChannel(id, out var channel, out var no)) return no;
        if (!channel.HasMember(call.BotUser)) return Answer.No("not_in_channel");
        if (!IsTs().IsMatch(ts)) return Answer.No("bad_timestamp");
        if (channel.IsArchived) return Answer.No("is_archived");
        if (!Call.TryMessage(channel, ts, out var message, out no)) return no;
        if (!call.Marks.React(channel, message, call.BotUser, call.Required("name"), remove)) return Answer.No(remove ? "no_reaction" : "already_reacted");
        return Answer.Ok();
    }

    private static JsonObject GetReactions(Call call)
    {
        if (call.Text("channel") is not { } id || call.Text("timestamp") is not { } ts) return Answer.No("no_item_specified");
        if (!call.TryChannel(id, out var channel, out var no, member: true)) return no;
        if (!Call.TryMessage(channel, ts, out var message, out no)) return no;
        var json = (JsonObject)message.Json.DeepClone();
        json["permalink"] = call.Marks.Permalink(channel, message);
        return Answer.Ok(("type", "message"), ("channel", channel.Id), ("message", json));
    }

    [GeneratedRegex(@"^\d+\.\d{6}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex IsTs();

    [GeneratedRegex("^[a-z0-9_+'-]{1,100}(::skin-tone-[2-6])?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex EmojiName();
}
