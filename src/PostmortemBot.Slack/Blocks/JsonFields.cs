using System.Text.Json;

namespace PostmortemBot.Slack.Blocks;

internal static class JsonFields
{
    public static string StringField(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
