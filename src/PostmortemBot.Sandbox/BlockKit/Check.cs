using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.BlockKit;

/// <summary>Reads JSON the way Slack does and collects complaints in Slack's words, each with its JSON pointer.</summary>
public sealed class Check(Surface surface, Func<string, bool> fileIsUsable)
{
    private readonly List<string> _problems = [];

    public Surface Surface { get; } = surface;
    public IReadOnlyList<string> Problems => _problems;
    public bool Passed => _problems.Count == 0;
    /// <summary>Where focus_on_load was seen first; a second one is refused.</summary>
    public string? Focus { get; set; }

    public bool FileIsUsable(string idOrUrl) => fileIsUsable(idOrUrl);

    public void Fail(string at, string what) => _problems.Add($"[ERROR] {what} [json-pointer:{at}]");

    public JsonObject? Object(JsonNode? node, string at)
    {
        if (node is JsonObject o) return o;
        Fail(at, "must provide an object");
        return null;
    }

    public JsonArray? Array(JsonObject parent, string name, string at, int min, int max)
    {
        if (!parent.TryGetPropertyValue(name, out var node)) return null;
        at = $"{at}/{name}";
        if (node is not JsonArray list)
        {
            Fail(at, "must provide an array");
            return null;
        }
        if (list.Count < min) Fail(at, $"no less than {min} items allowed");
        if (list.Count > max) Fail(at, $"no more than {max} items allowed");
        return list;
    }

    /// <summary>Required ones present, none unknown, none null: Slack takes a null for a wrong type.</summary>
    public void Fields(JsonObject o, string at, string[] required, string[] optional)
    {
        foreach (var name in required)
        {
            if (!o.ContainsKey(name)) Fail(at, $"missing required field: {name}");
        }
        foreach (var (name, value) in o)
        {
            if (!required.Contains(name, StringComparer.Ordinal) && !optional.Contains(name, StringComparer.Ordinal) && name is not "type")
                Fail($"{at}/{name}", $"unknown field: {name}");
            else if (value is null)
                Fail($"{at}/{name}", "must not be null; leave the field out");
        }
    }

    public string? String(JsonObject o, string name, string at, int max, int min = 1)
    {
        if (!o.TryGetPropertyValue(name, out var node) || node is null) return null;
        at = $"{at}/{name}";
        if (node.GetValueKind() != JsonValueKind.String)
        {
            Fail(at, "must provide a string");
            return null;
        }
        var text = (string)node!;
        if (text.Length < min) Fail(at, $"must be more than {min - 1} characters");
        if (text.Length > max) Fail(at, $"must be less than {max + 1} characters");
        return text;
    }

    public string? OneOf(JsonObject o, string name, string at, params string[] allowed)
    {
        var text = String(o, name, at, 3000);
        if (text is not null && !allowed.Contains(text, StringComparer.Ordinal)) Fail($"{at}/{name}", "must be a valid enum value");
        return text;
    }

    public bool? Bool(JsonObject o, string name, string at)
    {
        if (!o.TryGetPropertyValue(name, out var node) || node is null) return null;
        if (node.GetValueKind() is JsonValueKind.True or JsonValueKind.False) return (bool)node;
        Fail($"{at}/{name}", "must provide a boolean");
        return null;
    }

    public long? Integer(JsonObject o, string name, string at, long min, long max)
    {
        if (!o.TryGetPropertyValue(name, out var node) || node is null) return null;
        at = $"{at}/{name}";
        if (node.GetValueKind() != JsonValueKind.Number || !node.AsValue().TryGetValue<long>(out var number))
        {
            if (node.GetValueKind() != JsonValueKind.Number || !long.TryParse(node.ToJsonString(), out number))
            {
                Fail(at, "must provide an integer");
                return null;
            }
        }
        if (number < min) Fail(at, $"must be no less than {min}");
        if (number > max) Fail(at, $"must be no more than {max}");
        return number;
    }

    /// <summary>A text object; <paramref name="plain"/> refuses mrkdwn.</summary>
    public void Text(JsonObject parent, string name, string at, int max, bool plain)
    {
        if (parent.TryGetPropertyValue(name, out var node) && node is not null) Text(node, $"{at}/{name}", max, plain);
    }

    public void Text(JsonNode? node, string at, int max, bool plain)
    {
        if (Object(node, at) is not { } o) return;
        var type = Type(o);
        if (type is "plain_text")
            Fields(o, at, ["text"], ["emoji"]);
        else if (type is "mrkdwn" && !plain)
            Fields(o, at, ["text"], ["verbatim"]);
        else
            Fail($"{at}/type", plain ? "must be plain_text" : "must be plain_text or mrkdwn");
        String(o, "text", at, max);
        Bool(o, "emoji", at);
        Bool(o, "verbatim", at);
    }

    public void HttpUrl(JsonObject o, string name, string at)
    {
        if (String(o, name, at, 3000) is not { } url) return;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https" or "mailto" or "slack"))
            Fail($"{at}/{name}", "must be a valid URL");
    }

    public static string? Type(JsonObject o) => o["type"] is JsonValue v && v.TryGetValue<string>(out var type) ? type : null;
}

/// <summary>Where blocks are shown.</summary>
public enum Surface
{
    Message,
    Modal,
    Home,
}
