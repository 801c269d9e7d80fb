using System.Globalization;
using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>conversations.history and conversations.replies</summary>
internal static class History
{
    private static readonly string[] Scopes = ["channels:history", "groups:history", "im:history", "mpim:history"];

    public static IEnumerable<Method> Methods =>
    [
        new("conversations.history", Scopes, "channel! cursor limit:int oldest latest inclusive:bool include_all_metadata:bool", Channel) { FormOnly = true },
        new("conversations.replies", Scopes, "channel! ts! cursor limit:int oldest latest inclusive:bool include_all_metadata:bool", Thread) { FormOnly = true },
    ];

    private static JsonObject Channel(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no, member: true)) return no;
        if (call.LacksScope(channel, "history") is { } missing) return missing;
        if (!TryRange(call, out var range, out no)) return no;
        var all = channel.Messages.FindAll(m => m.EphemeralFor is null && (!m.IsReply || m.Json.Text("subtype") is "thread_broadcast") && range(m.Ts));
        all.Reverse();
        if (call.Page(all, 100, 999, out var page, out var next) is { } bad) return bad;
        var answer = Answer.Ok(
            ("messages", page.Select(m => (JsonNode)Show(call, m)).ToJsonArray()),
            ("has_more", next.Length > 0),
            ("pin_count", channel.Messages.Count(m => m.PinnedBy is not null)));
        if (next.Length > 0) answer["response_metadata"] = Call.Cursor(next);
        return answer;
    }

    private static JsonObject Thread(Call call)
    {
        if (!call.TryChannel(call.Required("channel"), out var channel, out var no, member: true)) return no;
        if (call.LacksScope(channel, "history") is { } missing) return missing;
        if (!TryRange(call, out var range, out no)) return no;
        if (channel.Find(call.Required("ts")) is not { EphemeralFor: null } asked) return Answer.No("thread_not_found");
        // Asked with a reply's ts, Slack answers with that one message.
        if (asked.IsReply) return Answer.Ok(("messages", new JsonArray(Show(call, asked))), ("has_more", false));
        var replies = channel.Messages.FindAll(m => m.IsReply && m.EphemeralFor is null && string.Equals(m.ThreadTs, asked.Ts, StringComparison.Ordinal) && range(m.Ts));
        if (call.Page(replies, 1000, 1000, out var page, out var next) is { } bad) return bad;
        var answer = Answer.Ok(("messages", page.Prepend(asked).Select(m => (JsonNode)Show(call, m)).ToJsonArray()), ("has_more", next.Length > 0));
        if (next.Length > 0) answer["response_metadata"] = Call.Cursor(next);
        return answer;
    }

    private static JsonObject Show(Call call, Message message)
    {
        var json = (JsonObject)message.Json.DeepClone();
        if (!call.Flag("include_all_metadata")) json.Remove("metadata");
        return json;
    }

    private static bool TryRange(Call call, out Predicate<string> range, out JsonObject no)
    {
        range = _ => true;
        no = [];
        if (!TryTs(call.Text("oldest"), 0, out var oldest))
        {
            no = Answer.No("invalid_ts_oldest");
            return false;
        }
        if (!TryTs(call.Text("latest"), decimal.MaxValue, out var latest))
        {
            no = Answer.No("invalid_ts_latest");
            return false;
        }
        var inclusive = call.Flag("inclusive");
        range = ts => decimal.Parse(ts, CultureInfo.InvariantCulture) is var at && (inclusive ? at >= oldest && at <= latest : at > oldest && at < latest);
        return true;
    }

    private static bool TryTs(string? text, decimal fallback, out decimal ts)
    {
        ts = fallback;
        return text is null || decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ts);
    }
}
