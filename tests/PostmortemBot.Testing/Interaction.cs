using System.Text.Json.Nodes;

namespace PostmortemBot.Testing;

/// <summary>What came of something a person did, as the emulated Slack tells it.</summary>
public sealed class Interaction(JsonObject raw)
{
    public JsonObject Raw => raw;

    /// <summary>What the person sees as a failure, or null.</summary>
    public string? Problem => raw["problem"]?.GetValue<string>();

    public string? Shown => raw["shown"]?.GetValue<string>();

    public int? Status => raw["status"]?.GetValue<int>();

    public bool Closed => raw["closed"]?.GetValue<bool>() == true;

    /// <summary>Input block to the error shown at it.</summary>
    public IReadOnlyDictionary<string, string> Errors =>
        raw["errors"] is JsonObject errors ? errors.ToDictionary(error => error.Key, error => error.Value!.GetValue<string>()) : new Dictionary<string, string>();

    /// <summary>The modal on top afterwards, or the Home tab.</summary>
    public SlackView? View => raw["view"] is JsonObject view ? new SlackView(view) : null;

    /// <summary>The message that the reply made.</summary>
    public SlackMessage? Message => raw["message"] is JsonObject message ? new SlackMessage(message) : null;

    public override string ToString() => raw.ToJsonString();
}

public sealed class SlackView(JsonObject raw)
{
    public JsonObject Raw => raw;
    public string Id => raw["id"]!.GetValue<string>();
    public string? CallbackId => raw["callback_id"]?.GetValue<string>();
    public string Title => raw["title"]?["text"]?.GetValue<string>() ?? "";

    /// <summary>Everything a person can read in it.</summary>
    public string Text => Words.Of(raw);

    public JsonObject? Button(string text) => Words.Button(raw, text);
}

public sealed class SlackMessage(JsonObject raw)
{
    public JsonObject Raw => raw;
    public string Ts => raw["ts"]!.GetValue<string>();
    public string? ThreadTs => raw["thread_ts"]?.GetValue<string>();
    public bool IsEphemeral => raw["ephemeral"]?.GetValue<bool>() == true;
    public bool IsPinned => raw["pinned"]?.GetValue<bool>() == true;
    public string Text => Words.Of(raw);
    public JsonArray Files => raw["files"] as JsonArray ?? [];
    public JsonObject? Button(string text) => Words.Button(raw, text);
    public override string ToString() => Text;
}

/// <summary>Reads messages and views as a person does: the words, in order.</summary>
public static class Words
{
    private static readonly string[] Visible = ["text", "title", "label", "hint", "description", "placeholder", "initial_value", "alt_text", "fields", "elements", "element", "accessory", "blocks", "options", "submit", "close"];

    public static string Of(JsonNode? node) => string.Join('\n', Collect(node).Where(text => text.Length > 0));

    private static IEnumerable<string> Collect(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        JsonArray array => array.SelectMany(Collect),
        JsonObject entry => entry.Where(field => Visible.Contains(field.Key)).SelectMany(field => Collect(field.Value)),
        _ => [],
    };

    /// <summary>The button that bears those words.</summary>
    public static JsonObject? Button(JsonNode? node, string text) => Buttons(node).FirstOrDefault(button => button["text"]?["text"]?.GetValue<string>() == text);

    /// <summary>Every button, with the block it stands in: rows of a list carry the same action.</summary>
    public static IEnumerable<JsonObject> Buttons(JsonNode? node, string? blockId = null) => node switch
    {
        JsonArray array => array.SelectMany(entry => Buttons(entry, blockId)),
        JsonObject entry when entry["type"]?.ToString() == "button" => [InBlock(entry, blockId)],
        JsonObject entry => entry.SelectMany(field => Buttons(field.Value, entry["block_id"]?.ToString() ?? blockId)),
        _ => [],
    };

    private static JsonObject InBlock(JsonObject button, string? blockId)
    {
        var copy = button.DeepClone().AsObject();
        if (blockId is not null)
            copy["block_id"] = blockId;
        return copy;
    }
}
