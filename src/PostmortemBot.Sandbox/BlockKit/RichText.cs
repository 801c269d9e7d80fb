using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>rich_text blocks: sections, lists, quotes and preformatted text, and what stands in them.</summary>
internal static class RichText
{
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Inline = new(StringComparer.Ordinal)
    {
        ["text"] = (["text"], ["style"]),
        ["link"] = (["url"], ["text", "unsafe", "style"]),
        ["user"] = (["user_id"], ["style"]),
        ["usergroup"] = (["usergroup_id"], ["style"]),
        ["channel"] = (["channel_id"], ["style"]),
        ["team"] = (["team_id"], ["style"]),
        ["broadcast"] = (["range"], ["style"]),
        ["emoji"] = (["name"], ["unicode", "url", "skin_tone", "style"]),
        ["date"] = (["timestamp", "format"], ["url", "fallback", "style"]),
        ["color"] = (["value"], ["style"]),
    };

    public static void Block(Check check, JsonObject block, string at)
    {
        if (Check.Type(block) is not "rich_text") check.Fail($"{at}/type", "must be rich_text");
        check.Fields(block, at, ["elements"], ["block_id"]);
        var index = 0;
        foreach (var node in check.Array(block, "elements", at, 1, 1000) ?? []) Part(check, node, $"{at}/elements/{index++}", inList: false);
    }

    private static void Part(Check check, JsonNode? node, string at, bool inList)
    {
        if (check.Object(node, at) is not { } part) return;
        var type = Check.Type(part);
        switch (type)
        {
            case "rich_text_section":
                check.Fields(part, at, ["elements"], []);
                break;
            case "rich_text_list" when !inList:
                check.Fields(part, at, ["elements", "style"], ["indent", "offset", "border"]);
                check.OneOf(part, "style", at, "bullet", "ordered");
                check.Integer(part, "indent", at, 0, 8);
                check.Integer(part, "offset", at, 0, 100_000);
                check.Integer(part, "border", at, 0, 1);
                var index = 0;
                foreach (var item in check.Array(part, "elements", at, 1, 1000) ?? []) Part(check, item, $"{at}/elements/{index++}", inList: true);
                return;
            case "rich_text_quote" when !inList:
                check.Fields(part, at, ["elements"], ["border"]);
                break;
            case "rich_text_preformatted" when !inList:
                check.Fields(part, at, ["elements"], ["border", "language"]);
                break;
            default:
                check.Fail($"{at}/type", $"unsupported type: {type}");
                return;
        }
        var i = 0;
        foreach (var item in check.Array(part, "elements", at, 0, 1000) ?? []) Leaf(check, item, $"{at}/elements/{i++}");
    }

    private static void Leaf(Check check, JsonNode? node, string at)
    {
        if (check.Object(node, at) is not { } leaf) return;
        var type = Check.Type(leaf);
        if (type is null || !Inline.TryGetValue(type, out var fields))
        {
            check.Fail($"{at}/type", $"unsupported type: {type}");
            return;
        }
        check.Fields(leaf, at, fields.Required, fields.Optional);
        if (type is "text") check.String(leaf, "text", at, 100_000);
        if (type is "link") check.HttpUrl(leaf, "url", at);
        if (type is "broadcast") check.OneOf(leaf, "range", at, "here", "channel", "everyone");
        if (type is "date") check.Integer(leaf, "timestamp", at, 0, long.MaxValue);
        if (!leaf.TryGetPropertyValue("style", out var style)) return;
        if (check.Object(style, $"{at}/style") is not { } flags) return;
        check.Fields(flags, $"{at}/style", [], ["bold", "italic", "strike", "code", "underline"]);
        foreach (var (name, _) in flags) check.Bool(flags, name, $"{at}/style");
    }
}
