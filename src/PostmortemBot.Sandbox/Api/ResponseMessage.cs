using System.Text.Json.Nodes;
using PostmortemBot.Sandbox.BlockKit;
using PostmortemBot.Sandbox.Workspace;

namespace PostmortemBot.Sandbox.Api;

/// <summary>A message sent as a slash command's answer or through a response_url.</summary>
public static class ResponseMessage
{
    private static readonly string[] Fields =
        ["text", "blocks", "attachments", "response_type", "replace_original", "delete_original", "thread_ts", "mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media", "metadata"];

    /// <summary>The error code and complaints, or null when Slack would take it. The sum of characters is not limited here.</summary>
    public static (string Code, IReadOnlyList<string> Problems)? Check(JsonObject message, Screens screens)
    {
        foreach (var (name, value) in message)
        {
            if (!Fields.Contains(name, StringComparer.Ordinal)) return ("invalid_arg_name", [$"[ERROR] unknown argument: {name} [json-pointer:/{name}]"]);
            if (value is null) return ("invalid_arguments", [$"[ERROR] must not be null; leave the field out [json-pointer:/{name}]"]);
        }
        if (message.ContainsKey("response_type") && message.Text("response_type") is not ("ephemeral" or "in_channel"))
            return ("invalid_arguments", ["[ERROR] must be a valid enum value [json-pointer:/response_type]"]);
        if (message.ContainsKey("blocks"))
        {
            if (message["blocks"] is not JsonArray blocks) return ("invalid_blocks_format", ["[ERROR] must provide an array [json-pointer:/blocks]"]);
            var check = new Check(Surface.Message, screens.FileIsUsable);
            Blocks.All(check, blocks, "/blocks");
            if (!check.Passed) return ("invalid_blocks", check.Problems);
        }
        var something = message.Text("text") is { Length: > 0 } || message["blocks"] is JsonArray { Count: > 0 } || message["attachments"] is JsonArray { Count: > 0 };
        return something || IsTrue(message, "delete_original") ? null : ("no_text", []);
    }

    /// <summary>Slack's documentation shows "true" as a string; a boolean works as well.</summary>
    public static bool IsTrue(JsonObject message, string name) => message.Flag(name) || message.Text(name) is "true";

    public static bool IsFalse(JsonObject message, string name) => message[name] is JsonValue v && ((v.TryGetValue<bool>(out var flag) && !flag) || message.Text(name) is "false");

    public static bool InChannel(JsonObject message) => message.Text("response_type") is "in_channel";
}
