using System.Text;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>The rules of a modal and of a Home tab.</summary>
public static class Views
{
    public const int MostBytes = 250 * 1024;

    public static bool TooLarge(JsonObject view) => Encoding.UTF8.GetByteCount(view.ToJsonString(Json.Wire)) > MostBytes;

    public static void Check(Check check, JsonObject view, string at)
    {
        if (check.Surface == Surface.Modal)
        {
            check.Fields(view, at, ["type", "title", "blocks"], ["submit", "close", "private_metadata", "callback_id", "external_id", "clear_on_close", "notify_on_close"]);
            check.OneOf(view, "type", at, "modal");
            check.Text(view, "title", at, 24, plain: true);
            check.Text(view, "submit", at, 24, plain: true);
            check.Text(view, "close", at, 24, plain: true);
            check.Bool(view, "clear_on_close", at);
            check.Bool(view, "notify_on_close", at);
        }
        else
        {
            check.Fields(view, at, ["type", "blocks"], ["private_metadata", "callback_id", "external_id"]);
            check.OneOf(view, "type", at, "home");
        }
        check.String(view, "private_metadata", at, 3000, min: 0);
        check.String(view, "callback_id", at, 255, min: 0);
        check.String(view, "external_id", at, 255, min: 0);
        if (check.Array(view, "blocks", at, 1, 100) is not { } blocks) return;
        Blocks.All(check, blocks, $"{at}/blocks");
        if (check.Surface == Surface.Modal && !view.ContainsKey("submit") && blocks.Any(b => b is JsonObject o && BlockKit.Check.Type(o) is "input"))
            check.Fail($"{at}/submit", "missing required field: submit");
    }
}
