using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

internal static class Tables
{
    public static void Block(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["rows"], ["block_id", "column_settings"]);
        var row = 0;
        foreach (var node in check.Array(block, "rows", at, 1, 100) ?? [])
        {
            var here = $"{at}/rows/{row++}";
            if (node is not JsonArray cells)
            {
                check.Fail(here, "must provide an array");
                continue;
            }
            if (cells.Count is < 1 or > 20) check.Fail(here, "no more than 20 items allowed");
            for (var i = 0; i < cells.Count; i++) Cell(check, cells[i], $"{here}/{i}");
        }
        var column = 0;
        foreach (var node in check.Array(block, "column_settings", at, 1, 20) ?? [])
        {
            var here = $"{at}/column_settings/{column++}";
            if (node is null || check.Object(node, here) is not { } settings) continue;
            check.Fields(settings, here, [], ["align", "is_wrapped"]);
            check.OneOf(settings, "align", here, "left", "center", "right");
            check.Bool(settings, "is_wrapped", here);
        }
    }

    private static void Cell(Check check, JsonNode? node, string at)
    {
        if (check.Object(node, at) is not { } cell) return;
        switch (Check.Type(cell))
        {
            case "raw_text":
                check.Fields(cell, at, ["text"], []);
                check.String(cell, "text", at, 3000);
                break;
            case "rich_text":
                RichText.Block(check, cell, at);
                break;
            case var type:
                check.Fail($"{at}/type", $"unsupported type: {type}");
                break;
        }
    }
}

internal static class ContextActions
{
    public static void Block(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["elements"], ["block_id"]);
        var index = 0;
        foreach (var node in check.Array(block, "elements", at, 1, 5) ?? [])
        {
            var here = $"{at}/elements/{index++}";
            if (check.Object(node, here) is not { } element) continue;
            switch (Check.Type(element))
            {
                case "feedback_buttons":
                    check.Fields(element, here, ["positive_button", "negative_button"], ["action_id"]);
                    Half(check, element, "positive_button", here);
                    Half(check, element, "negative_button", here);
                    break;
                case "icon_button":
                    check.Fields(element, here, ["icon", "text"], ["action_id", "value", "confirm", "accessibility_label", "visible_to_user_ids"]);
                    check.OneOf(element, "icon", here, "trash");
                    check.Text(element, "text", here, 75, plain: true);
                    break;
                case var type:
                    check.Fail($"{here}/type", $"unsupported type: {type}");
                    break;
            }
            check.String(element, "action_id", here, 255);
        }
    }

    private static void Half(Check check, JsonObject element, string name, string at)
    {
        if (!element.TryGetPropertyValue(name, out var node) || check.Object(node, $"{at}/{name}") is not { } button) return;
        check.Fields(button, $"{at}/{name}", ["text", "value"], ["accessibility_label"]);
        check.Text(button, "text", $"{at}/{name}", 75, plain: true);
        check.String(button, "value", $"{at}/{name}", 2000);
    }
}
