using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>The video block: a film of another site, shown by its thumbnail.</summary>
internal static class Videos
{
    public static void Block(Check check, JsonObject block, string at)
    {
        check.Fields(block, at, ["title", "video_url", "thumbnail_url", "alt_text"], ["block_id", "title_url", "description", "author_name", "provider_name", "provider_icon_url"]);
        check.Text(block, "title", at, 199, plain: true);
        check.Text(block, "description", at, 200, plain: true);
        check.String(block, "alt_text", at, 2000);
        check.String(block, "author_name", at, 49);
        check.String(block, "provider_name", at, 50);
        foreach (var name in new[] { "thumbnail_url", "provider_icon_url" }) check.HttpUrl(block, name, at);
        foreach (var name in new[] { "video_url", "title_url" })
        {
            check.HttpUrl(block, name, at);
            if (block[name] is JsonValue value && value.TryGetValue<string>(out var url) && !url.StartsWith("https://", StringComparison.Ordinal)) check.Fail($"{at}/{name}", "must be an https URL");
        }
    }
}
