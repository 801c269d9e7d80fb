using System.Text.Json;
using System.Text.Json.Nodes;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers.Http;

/// <summary>Reads what other systems send: nothing in it can be relied on.</summary>
public static class Said
{
    private const int LongestDetail = 200;
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 32 };

    /// <summary>Null when it is no JSON object.</summary>
    public static JsonObject? Object(string? json)
    {
        try
        {
            return string.IsNullOrWhiteSpace(json) ? null : JsonNode.Parse(json, documentOptions: Shallow) as JsonObject;
        }
        catch (Exception odd) when (odd is JsonException or ArgumentException)
        {
            return null;
        }
    }

    public static JsonObject? Part(this JsonNode? node, string name) => node is JsonObject parent ? parent[name] as JsonObject : null;

    public static string? Text(this JsonNode? node, string name) =>
        node is JsonObject parent && parent[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Flag(this JsonNode? node, string name) =>
        node is JsonObject parent && parent[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static long? Number(this JsonNode? node, string name) =>
        node is JsonObject parent && parent[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static IEnumerable<JsonObject> Items(this JsonNode? node, string name) =>
        node is JsonObject parent && parent[name] is JsonArray array ? array.OfType<JsonObject>() : [];

    /// <summary>One line that may be shown to people.</summary>
    public static string Line(IEnumerable<string?> parts) =>
        Mrkdwn.Cut(string.Join("; ", parts.Where(part => !string.IsNullOrWhiteSpace(part)).Select(part => Printable(part!))), LongestDetail);

    private static string Printable(string text) => new([.. text.ReplaceLineEndings(" ").Select(character => char.IsControl(character) ? ' ' : character)]);
}
