using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox;

/// <summary>Raw JSON as Slack writes it.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For the sandbox's own answers: snake_case, nulls kept.</summary>
    public static readonly JsonSerializerOptions Own = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static string Wired(this JsonNode node) => node.ToJsonString(Wire);

    public static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text, nodeOptions: null, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The string at a name, or null when it is absent or something else.</summary>
    public static string? Text(this JsonObject o, string name) => o[name] is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    public static string? AsText(this JsonNode? node) => node is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    public static bool Flag(this JsonObject o, string name) => o[name] is JsonValue v && v.TryGetValue<bool>(out var flag) && flag;

    public static JsonArray ToJsonArray(this IEnumerable<JsonNode?> nodes) => new([.. nodes]);

    public static JsonArray ToJsonArray(this IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);
}
