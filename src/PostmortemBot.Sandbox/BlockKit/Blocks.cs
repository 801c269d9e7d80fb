using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>The blocks of a message or a view.</summary>
public static class Blocks
{
    /// <summary>Characters all blocks of one post may hold together; undocumented, measured.</summary>
    public const int MostCharacters = 13_000;

    public static void All(Check check, JsonArray blocks, string at)
    {
        var most = check.Surface == Surface.Message ? 50 : 100;
        if (blocks.Count > most) check.Fail(at, $"no more than {most} items allowed");
        HashSet<string> ids = new(StringComparer.Ordinal);
        var tables = 0;
        var markdown = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var here = $"{at}/{i}";
            if (check.Object(blocks[i], here) is not { } block) continue;
            One(check, block, here);
            if (check.String(block, "block_id", here, 255) is { } id && !ids.Add(id)) check.Fail($"{here}/block_id", $"\"{id}\" already exists");
            UniqueActions(check, block, here);
            if (Check.Type(block) is "table" && ++tables > 1) check.Fail(here, "only_one_table_allowed");
            if (Check.Type(block) is "markdown") markdown += ((block["text"] as JsonValue)?.TryGetValue<string>(out var text) ?? false) ? text.Length : 0;
        }
        if (markdown > 12_000) check.Fail(at, "markdown blocks must be less than 12001 characters together");
    }

    private static void One(Check check, JsonObject block, string at)
    {
        switch (Check.Type(block))
        {
            case "section": Section(check, block, at); break;
            case "header": Header(check, block, at); break;
            case "divider": check.Fields(block, at, [], ["block_id"]); break;
            case "context": Context(check, block, at); break;
            case "actions": Actions(check, block, at); break;
            case "input": Input(check, block, at); break;
            case "image": Image(check, block, at); break;
            case "video": Videos.Block(check, block, at); break;
            case "rich_text": RichText.Block(check, block, at); break;
            case "markdown" when check.Surface == Surface.Message: Markdown(check, block, at); break;
            case "table" when check.Surface == Surface.Message: Tables.Block(check, block, at); break;
            case "context_actions" when check.Surface == Surface.Message: ContextActions.Block(check, block, at); break;
            case var type: check.Fail($"{at}/type", $"unsupported type: {type}"); break;
        }
    }

    private static void Section(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, [], ["block_id", "text", "fields", "accessory", "expand"]);
        if (!block.ContainsKey("text") && !block.ContainsKey("fields")) check.Fail(at, "missing required field: text");
        check.Text(block, "text", at, 3000, plain: false);
        check.Bool(block, "expand", at);
        var index = 0;
        foreach (var field in check.Array(block, "fields", at, 1, 10) ?? []) check.Text(field, $"{at}/fields/{index++}", 2000, plain: false);
        if (!block.TryGetPropertyValue("accessory", out var accessory)) return;
        if (accessory is JsonObject image && Check.Type(image) is "image")
            ImageElement(check, image, $"{at}/accessory");
        else
            check.Element(accessory, $"{at}/accessory", "section");
    }

    private static void Header(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["text"], ["block_id"]);
        check.Text(block, "text", at, 150, plain: true);
    }

    private static void Context(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["elements"], ["block_id"]);
        var index = 0;
        foreach (var node in check.Array(block, "elements", at, 1, 10) ?? [])
        {
            var here = $"{at}/elements/{index++}";
            if (node is JsonObject image && Check.Type(image) is "image")
                ImageElement(check, image, here);
            else
                check.Text(node, here, 3000, plain: false);
        }
    }

    private static void Actions(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["elements"], ["block_id"]);
        var index = 0;
        foreach (var node in check.Array(block, "elements", at, 1, 25) ?? []) check.Element(node, $"{at}/elements/{index++}", "actions");
    }

    private static void Input(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["label", "element"], ["block_id", "hint", "optional", "dispatch_action"]);
        check.Text(block, "label", at, 2000, plain: true);
        check.Text(block, "hint", at, 2000, plain: true);
        check.Bool(block, "optional", at);
        check.Bool(block, "dispatch_action", at);
        if (block.TryGetPropertyValue("element", out var element)) check.Element(element, $"{at}/element", "input");
    }

    private static void Image(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["alt_text"], ["block_id", "image_url", "slack_file", "title"]);
        check.String(block, "alt_text", at, 2000);
        check.Text(block, "title", at, 2000, plain: true);
        check.ImageSource(block, at);
    }

    private static void ImageElement(Check check, JsonObject image, string at)
    {
        check.Fields(image, at, ["alt_text"], ["image_url", "slack_file"]);
        check.String(image, "alt_text", at, 2000);
        check.ImageSource(image, at);
    }

    private static void Markdown(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["text"], ["block_id"]);
        check.String(block, "text", at, 12_000);
    }

    private static void UniqueActions(Check check, JsonObject block, string at)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        var index = 0;
        foreach (var node in block["elements"] as JsonArray ?? [])
        {
            if (node is JsonObject e && e["action_id"] is JsonValue v && v.TryGetValue<string>(out var id) && !ids.Add(id))
                check.Fail($"{at}/elements/{index}/action_id", $"\"{id}\" already exists");
            index++;
        }
    }

    /// <summary>What counts towards the limit of one post: every text people would read, and every value.</summary>
    public static int Characters(JsonNode? node) => node switch
    {
        JsonObject o => o.Where(p => p.Key is not ("type" or "block_id" or "action_id" or "style")).Sum(p => Characters(p.Value)),
        JsonArray list => list.Sum(Characters),
        JsonValue v when v.TryGetValue<string>(out var text) => text.Length,
        _ => 0,
    };
}
