using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>Copies for the call log, with what grants access taken out.</summary>
internal static class Redaction
{
    public static JsonNode? Of(JsonNode? node)
    {
        var copy = node?.DeepClone();
        Clean(copy);
        return copy;
    }

    private static void Clean(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) Clean(item);
        }
        if (node is not JsonObject o) return;
        foreach (var name in o.Select(p => p.Key).ToArray())
        {
            if ((name is "token" or "code" or "client_secret" or "access_token" or "refresh_token" or "id_token" or "response_url" or "trigger_id" or "upload_url") && o[name] is JsonValue)
                o[name] = "[redacted]";
            else
                Clean(o[name]);
        }
    }
}
