using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page;

/// <summary>Forgiving reads of what an app sent: a wrong type reads as absent, so that a page never falls over a payload.</summary>
internal static class JsonReading
{
    public static string? Text(this JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static bool? Flag(this JsonNode? node, string name) => (node as JsonObject)?[name]?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static long? Long(this JsonNode? node, string name) => (node as JsonObject)?[name] is JsonValue value
        && long.TryParse(value.ToString(), out var number) ? number : null;

    public static int? Number(this JsonNode? node, string name) => (int?)node.Long(name);

    public static JsonObject? Child(this JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static IEnumerable<JsonObject> List(this JsonNode? node, string name) =>
        ((node as JsonObject)?[name] as JsonArray)?.OfType<JsonObject>() ?? [];

    public static IEnumerable<string> Texts(this JsonNode? node, string name) =>
        ((node as JsonObject)?[name] as JsonArray)?.OfType<JsonValue>().Select(v => v.ToString()) ?? [];

    /// <summary>The words of a text object, without their markup.</summary>
    public static string Words(this JsonNode? node, string name) => node.Child(name).Text("text") ?? node.Text(name) ?? "";

    public static string? AsText(this JsonNode? node) => node is JsonValue value ? value.ToString() : null;

    public static IReadOnlyList<string> AsTexts(this JsonNode? node) => node switch
    {
        JsonArray array => [.. array.OfType<JsonValue>().Select(v => v.ToString())],
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
