using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>Options, option groups, confirmation dialogs, filters, files: the objects that elements are made of.</summary>
internal static class Composition
{
    public static void Confirm(this Check check, JsonObject element, string at)
    {
        if (!element.TryGetPropertyValue("confirm", out var node)) return;
        at += "/confirm";
        if (check.Object(node, at) is not { } confirm) return;
        check.Fields(confirm, at, ["title", "text", "confirm", "deny"], ["style"]);
        check.Text(confirm, "title", at, 100, plain: true);
        check.Text(confirm, "text", at, 300, plain: false);
        check.Text(confirm, "confirm", at, 30, plain: true);
        check.Text(confirm, "deny", at, 30, plain: true);
        check.OneOf(confirm, "style", at, "primary", "danger");
    }

    public static void DispatchConfig(this Check check, JsonObject element, string at)
    {
        if (!element.TryGetPropertyValue("dispatch_action_config", out var node)) return;
        at += "/dispatch_action_config";
        if (check.Object(node, at) is not { } config) return;
        check.Fields(config, at, [], ["trigger_actions_on"]);
        foreach (var item in check.Array(config, "trigger_actions_on", at, 1, 2) ?? [])
        {
            if (item.AsText() is not ("on_enter_pressed" or "on_character_entered")) check.Fail($"{at}/trigger_actions_on", "must be a valid enum value");
        }
    }

    public static void Filter(this Check check, JsonObject element, string at)
    {
        if (!element.TryGetPropertyValue("filter", out var node)) return;
        at += "/filter";
        if (check.Object(node, at) is not { } filter) return;
        check.Fields(filter, at, [], ["include", "exclude_external_shared_channels", "exclude_bot_users"]);
        if (filter.Count == 0) check.Fail(at, "must provide at least one filter");
        check.Bool(filter, "exclude_external_shared_channels", at);
        check.Bool(filter, "exclude_bot_users", at);
        foreach (var item in check.Array(filter, "include", at, 1, 4) ?? [])
        {
            if (item.AsText() is not ("im" or "mpim" or "private" or "public")) check.Fail($"{at}/include", "must be a valid enum value");
        }
    }

    public static void SlackFile(this Check check, JsonObject parent, string at)
    {
        if (!parent.TryGetPropertyValue("slack_file", out var node)) return;
        at += "/slack_file";
        if (check.Object(node, at) is not { } file) return;
        check.Fields(file, at, [], ["id", "url"]);
        if (file.ContainsKey("id") == file.ContainsKey("url"))
        {
            check.Fail(at, "must provide exactly one of id and url");
            return;
        }
        var idOrUrl = check.String(file, "id", at, 255) ?? check.String(file, "url", at, 3000);
        if (idOrUrl is not null && !check.FileIsUsable(idOrUrl)) check.Fail(at, "invalid slack file");
    }

    /// <summary>An image by URL or by file. Slack's servers fetch the URL: one on this machine cannot be reached.</summary>
    public static void ImageSource(this Check check, JsonObject image, string at)
    {
        if (image.ContainsKey("image_url") == image.ContainsKey("slack_file")) check.Fail(at, "must provide exactly one of image_url and slack_file");
        check.SlackFile(image, at);
        if (check.String(image, "image_url", at, 3000) is not { } url) return;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.IsLoopback)
            check.Fail($"{at}/image_url", "downloading image failed");
    }

    /// <summary>The options of an element and the initial ones, which must be among them.</summary>
    public static void Options(this Check check, JsonObject element, string at, int max, bool plain, bool groups, bool urls = false)
    {
        List<JsonNode> known = [];
        if (groups && element.ContainsKey("options") == element.ContainsKey("option_groups"))
            check.Fail(at, "must provide exactly one of options and option_groups");
        OptionList(check, element, at, max, plain, urls, known);
        var index = 0;
        foreach (var group in check.Array(element, "option_groups", at, 1, 100) ?? [])
        {
            var here = $"{at}/option_groups/{index++}";
            if (check.Object(group, here) is not { } o) continue;
            check.Fields(o, here, ["label", "options"], []);
            check.Text(o, "label", here, 75, plain: true);
            OptionList(check, o, here, max, plain, urls, known);
        }
        if (element.TryGetPropertyValue("initial_option", out var initial) && !known.Exists(k => JsonNode.DeepEquals(k, initial)))
            check.Fail($"{at}/initial_option", "must be one of the options");
        foreach (var option in check.Array(element, "initial_options", at, 1, max) ?? [])
        {
            if (!known.Exists(k => JsonNode.DeepEquals(k, option))) check.Fail($"{at}/initial_options", "must be among the options");
        }
    }

    private static void OptionList(Check check, JsonObject parent, string at, int max, bool plain, bool urls, List<JsonNode> known)
    {
        HashSet<string> values = new(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in check.Array(parent, "options", at, 1, max) ?? [])
        {
            var here = $"{at}/options/{index++}";
            Option(check, item, here, plain, urls);
            if (item is not JsonObject option) continue;
            known.Add(option);
            if (option["value"] is JsonValue v && v.TryGetValue<string>(out var value) && !values.Add(value))
                check.Fail($"{here}/value", $"value \"{value}\" already exists");
        }
    }

    public static void Option(this Check check, JsonNode? item, string at, bool plain, bool urls)
    {
        if (check.Object(item, at) is not { } option) return;
        check.Fields(option, at, ["text", "value"], urls ? ["description", "url"] : ["description"]);
        check.Text(option, "text", at, 75, plain);
        check.String(option, "value", at, 150);
        check.Text(option, "description", at, 75, plain);
        check.HttpUrl(option, "url", at);
    }
}
