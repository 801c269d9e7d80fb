using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Recording;

/// <summary>
/// What a payload looks like without its words: names, kinds, and the words that stand for a kind.
/// Two payloads of one shape say the same to a type checker.
/// </summary>
internal static class PayloadShape
{
    private const int LongestText = 80;

    /// <summary>Where a string is one of a few that Slack knows.</summary>
    private static readonly HashSet<string> Kinds = ["type", "style", "response_action", "response_type", "include", "trigger_actions_on", "align", "range", "parse", "snippet_type", "level"];

    public static string Of(JsonNode? node, string name = "") => node switch
    {
        null => "null",
        JsonObject o => $"{{{string.Join(',', o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Of(p.Value, p.Key)}"))}}}",
        JsonArray list => $"[{string.Join(',', list.Select(item => Of(item, name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Kinds.Contains(name) ? $"\"{value}\"" : "text",
        JsonValue value => value.GetValueKind().ToString(),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A copy that keeps, of the items of a list that look alike, the first, and of long texts the beginning.</summary>
    public static JsonNode? Pruned(JsonNode? node, string name = "") => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key, Pruned(p.Value, p.Key)))),
        JsonArray list => new JsonArray([.. list.DistinctBy(item => Of(item, name), StringComparer.Ordinal).Select(item => Pruned(item, name))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > LongestText } text => text[..LongestText],
        _ => node?.DeepClone(),
    };
}
