using System.Text.Json;

namespace PostmortemBot.Slack.Blocks;

internal static class JsonFields
{
    public static string StringField(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value.StringOrNull() ?? "" : "";

    public static string? StringOrNull(this JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String) return null;

        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no string.
            return null;
        }
    }
}
