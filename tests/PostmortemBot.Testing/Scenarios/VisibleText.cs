using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>What a person reads when Slack shows blocks and mrkdwn: no markup, names instead of ids.</summary>
internal sealed partial class VisibleText(Neighbours neighbours)
{
    public string Of(JsonNode? message)
    {
        var lines = new List<string>();
        if (message?["blocks"] is JsonArray { Count: > 0 } blocks)
            lines.AddRange(blocks.Select(block => OfBlock(block)));
        else
            lines.Add(Mrkdwn($"{message?["text"]}"));

        foreach (var attachment in Items(message?["attachments"]))
            lines.Add(attachment["blocks"] is JsonArray ? Of(attachment) : Mrkdwn($"{attachment["text"] ?? attachment["fallback"]}"));

        lines.AddRange(Items(message?["files"]).Select(file => $"[file {file["name"]}]"));
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    /// <summary>A modal or Home tab with what has been filled in so far.</summary>
    public string OfView(JsonNode? view) =>
        string.Join('\n', Items(view?["blocks"]).Select(block => OfBlock(block, view?["state"]?["values"])).Where(line => line.Length > 0));

    public string OfBlock(JsonNode? block) => OfBlock(block, null);

    private string OfBlock(JsonNode? block, JsonNode? state) => $"{block?["type"]}" switch
    {
        "divider" => "----",
        "section" => Lines([Text(block!["text"]), .. Items(block["fields"]).Select(Text), Element(block["accessory"], Entry(state, block, block["accessory"]))]),
        "context" or "actions" => Join(Items(block!["elements"]).Select(element => Element(element, Entry(state, block, element)))),
        "input" => $"{Text(block!["label"])}: {Element(block["element"], Entry(state, block, block["element"]))} {Text(block["hint"])}".TrimEnd(),
        "image" => $"[image {Text(block!["title"])} {block["alt_text"]}]",
        "markdown" => $"{block!["text"]}",
        "rich_text" => RichText(block!["elements"]),
        "table" => Lines(Items(block!["rows"]).Select(row => string.Join(" | ", Items(row).Select(Cell)))),
        _ => Text(block?["text"]),
    };

    public string Text(JsonNode? text) => $"{text?["type"]}" switch
    {
        "mrkdwn" => Mrkdwn($"{text!["text"]}"),
        _ => $"{text?["text"]}",
    };

    private static JsonNode? Entry(JsonNode? state, JsonNode block, JsonNode? element) =>
        (state as JsonObject)?[$"{block["block_id"]}"]?[$"{element?["action_id"]}"];

    private string Element(JsonNode? element, JsonNode? entry) => $"{element?["type"]}" switch
    {
        "" => "",
        "button" => $"[{Text(element!["text"])}]",
        "image" => $"[image {element!["alt_text"]}]",
        "plain_text" or "mrkdwn" => Text(element),
        "overflow" => $"[... {string.Join(" / ", Items(element!["options"]).Select(option => Text(option["text"])))}]",
        "radio_buttons" or "checkboxes" => Join(Items(element!["options"]).Select(option => $"({(IsChosen(entry ?? element, option) ? "x" : " ")}) {Text(option["text"])}")),
        _ => $"[{Content(element!, entry)}]",
    };

    private static bool IsChosen(JsonNode holder, JsonNode option) =>
        Items(holder["initial_options"]).Concat(Items(holder["selected_options"]))
            .Append(holder["initial_option"]).Append(holder["selected_option"])
            .Any(chosen => chosen is not null && $"{chosen["value"]}" == $"{option["value"]}");

    /// <summary>What stands in a field: what was filled in, else what the app put there, else the grey placeholder.</summary>
    private string Content(JsonNode element, JsonNode? entry)
    {
        var values = entry is JsonObject filled
            ? filled.Where(pair => pair.Key is "value" or "rich_text_value" || pair.Key.StartsWith("selected_", StringComparison.Ordinal))
            : element.AsObject().Where(pair => pair.Key.StartsWith("initial_", StringComparison.Ordinal));
        var content = string.Join(", ", values.SelectMany(pair => pair.Value is JsonArray list ? list.AsEnumerable() : Enumerable.Repeat(pair.Value, 1)).Select(Value).Where(text => text.Length > 0));
        return content.Length > 0 ? content : Text(element["placeholder"]);
    }

    private string Value(JsonNode? value) => value switch
    {
        null => "",
        JsonObject option when option["elements"] is { } elements => RichText(elements),
        JsonObject option => Text(option["text"]),
        _ => neighbours.NameOf($"{value}"),
    };

    private string Cell(JsonNode cell) => $"{cell["type"]}" is "rich_text" ? RichText(cell["elements"]) : $"{cell["text"]}";

    private string RichText(JsonNode? elements) => string.Concat(Items(elements).Select(element => $"{element["type"]}" switch
    {
        "rich_text_section" or "rich_text_quote" or "rich_text_preformatted" => RichText(element["elements"]) + "\n",
        "rich_text_list" => string.Concat(Items(element["elements"]).Select(item => $"- {RichText(item["elements"])}\n")),
        "user" => neighbours.Mention($"{element["user_id"]}"),
        "channel" => neighbours.Mention($"{element["channel_id"]}"),
        "emoji" => $":{element["name"]}:",
        "broadcast" => $"@{element["range"]}",
        "link" => $"{element["text"] ?? element["url"]}",
        "date" => $"{element["fallback"]}",
        _ => $"{element["text"]}",
    })).TrimEnd('\n');

    private string Mrkdwn(string text)
    {
        var named = Markup().Replace(text, match => Readable(match.Groups["inner"].Value));
        var plain = Emphasis().Replace(named, "${words}");
        return plain.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    private string Readable(string inner)
    {
        var bar = inner.IndexOf('|', StringComparison.Ordinal);
        var label = bar < 0 ? "" : inner[(bar + 1)..];
        var target = bar < 0 ? inner : inner[..bar];
        if (target[0] is '@' or '#')
            return neighbours.Mention(target[1..]);

        return label.Length > 0 ? label : target[0] is '!' ? $"@{target[1..]}" : target;
    }

    private static string Lines(IEnumerable<string> parts) => string.Join('\n', parts.Where(part => part.Length > 0));

    private static string Join(IEnumerable<string> parts) => string.Join("  ", parts.Where(part => part.Length > 0));

    public static IEnumerable<JsonNode> Items(JsonNode? node) => node is JsonArray list ? list.OfType<JsonNode>() : [];

    [GeneratedRegex("<(?<inner>[^<>]+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<![\w*_~`])(?<mark>[*_~]|`{1,3})(?<words>\S|\S[^*~`\n]*?\S)\k<mark>(?![\w*_~`])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Emphasis();
}
