using System.Text.Json.Nodes;

namespace PostmortemBot.Slack.Tests.Contract;

/// <summary>The same JSON in other shapes that Slack may send tomorrow.</summary>
internal static class Shapes
{
    /// <summary>Every object's fields the other way round.</summary>
    public static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Reverse().Select(field => KeyValuePair.Create(field.Key, Reversed(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    /// <summary>Every object with fields nobody knows, in front and behind. What is keyed by people's own ids is left alone.</summary>
    public static JsonNode? WithNews(JsonNode? node, bool isKeyed = false)
    {
        if (node is JsonArray items) return new JsonArray([.. items.Select(item => WithNews(item))]);
        if (node is not JsonObject fields) return node?.DeepClone();

        var more = new JsonObject();
        if (!isKeyed) more["a_new_field"] = new JsonObject { ["type"] = "button", ["deep"] = new JsonArray(1, null, "x") };
        foreach (var (name, value) in fields) more[name] = WithNews(value, isKeyed: name is "values" || (isKeyed && value is JsonObject inner && inner.All(field => field.Value is JsonObject)));
        if (!isKeyed) more["another_new_field"] = null;
        return more;
    }

    /// <summary>One JSON for each field and each item, with that one null.</summary>
    public static IEnumerable<(string Path, string Json)> WithOneNull(string json)
    {
        foreach (var path in Paths(JsonNode.Parse(json)!, ""))
        {
            var copy = JsonNode.Parse(json)!;
            var at = copy;
            var steps = path.Split('/')[1..];
            foreach (var step in steps[..^1]) at = at is JsonArray items ? items[int.Parse(step)]! : at[step]!;
            if (at is JsonArray list) list[int.Parse(steps[^1])] = null;
            else at[steps[^1]] = null;
            yield return (path, copy.ToJsonString());
        }
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Inner(field.Value, $"{path}/{field.Key}")),
        JsonArray items => items.SelectMany((item, index) => Inner(item, $"{path}/{index}")),
        _ => [],
    };

    private static IEnumerable<string> Inner(JsonNode? node, string path) => node is null ? [] : [path, .. Paths(node, path)];
}
