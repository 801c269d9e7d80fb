using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Tests.Hosting.ForeignIds;

/// <summary>Every button and form that Slack was asked to show: what somebody could copy and send as their own.</summary>
internal sealed class Loot
{
    private readonly HashSet<string> _known = [];

    public List<(string Id, JsonObject Action, JsonObject? View)> Actions { get; } = [];

    public List<(string Id, JsonObject View)> Forms { get; } = [];

    /// <returns>How much of it is new.</returns>
    public int Takes(JsonNode? shown)
    {
        var before = _known.Count;
        Look(shown, view: null, blockId: null);
        return _known.Count - before;
    }

    private void Look(JsonNode? node, JsonObject? view, string? blockId)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (var entry in array) Look(entry, view, blockId);
                break;
            case JsonObject entry:
                if (entry["type"]?.ToString() is "modal" or "home" && entry["blocks"] is JsonArray)
                {
                    view = entry;
                    if (entry["callback_id"]?.ToString() is { } callback && _known.Add($"{callback} {entry["private_metadata"]}"))
                        Forms.Add((callback, entry));
                }

                blockId = entry["block_id"]?.ToString() ?? blockId;
                if (entry["action_id"]?.ToString() is { } actionId)
                    Take(entry, actionId, view, blockId);
                foreach (var (_, value) in entry) Look(value, view, blockId);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text is ['{' or '[', ..]:
                try
                {
                    Look(JsonNode.Parse(text), view, blockId);
                }
                catch (JsonException)
                {
                    // Words that begin like JSON.
                }

                break;
        }
    }

    private void Take(JsonObject element, string id, JsonObject? view, string? blockId)
    {
        var type = element["type"]!.ToString();
        IEnumerable<JsonNode?> options = element["options"] as JsonArray ?? [null];
        foreach (var option in options)
        {
            var action = new JsonObject { ["type"] = type, ["action_id"] = id, ["block_id"] = blockId ?? "b", ["action_ts"] = "1.2" };
            if (option is not null)
                action["selected_option"] = option.DeepClone();
            else if (element["value"] is { } value)
                action["value"] = value.DeepClone();
            else if (type is not "button")
                continue;
            if (_known.Add($"{id} {blockId} {action["value"]} {action["selected_option"]?["value"]} {view?["private_metadata"]}"))
                Actions.Add((id, action, view));
        }
    }
}
