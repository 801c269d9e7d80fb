using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>An element that can be used, and the block it stands in.</summary>
public sealed record Field(JsonObject Block, JsonObject Element)
{
    public string BlockId => Block.Text("block_id") ?? "";
    public string ActionId => Element.Text("action_id") ?? "";
    public string Type => Element.Text("type") ?? "";
    public bool IsInput => string.Equals(Block.Text("type"), "input", StringComparison.Ordinal);
    public bool IsOptional => Block.Flag("optional");
    public bool Dispatches => !IsInput || Block.Flag("dispatch_action");
    /// <summary>Buttons and overflow menus keep nothing.</summary>
    public bool KeepsState => Type is not ("button" or "overflow" or "image" or "feedback_buttons" or "icon_button");

    public static IEnumerable<Field> Of(JsonNode? blocks)
    {
        foreach (var block in (blocks as JsonArray ?? []).OfType<JsonObject>())
        {
            if (block["element"] is JsonObject input) yield return new Field(block, input);
            if (block["accessory"] is JsonObject accessory) yield return new Field(block, accessory);
            if (block.Text("type") is not ("actions" or "context_actions")) continue;
            foreach (var element in (block["elements"] as JsonArray ?? []).OfType<JsonObject>()) yield return new Field(block, element);
        }
    }

    /// <summary>Gives blocks and elements the ids the app left out.</summary>
    public static void Identify(JsonNode? blocks, Func<string> newId)
    {
        foreach (var block in (blocks as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!block.ContainsKey("block_id")) block["block_id"] = newId();
        }
        foreach (var field in Of(blocks))
        {
            if (field.Type is not "image" && !field.Element.ContainsKey("action_id")) field.Element["action_id"] = newId();
        }
    }
}
