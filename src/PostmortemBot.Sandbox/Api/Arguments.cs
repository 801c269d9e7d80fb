using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Api;

/// <summary>Reads a request's arguments by Slack's type rules and refuses what the method does not know.</summary>
internal static class Arguments
{
    /// <summary>Returns the refusal, or null and the typed arguments.</summary>
    public static JsonObject? Read(Method method, JsonObject raw, bool isForm, out JsonObject typed)
    {
        typed = [];
        if (method.FormOnly && !isForm && raw.Count > 0)
            return Answer.No("invalid_arguments", [.. method.Takes.Where(a => a.Required).Select(a => $"[ERROR] missing required field: {a.Name}"), $"[ERROR] {method.Name} does not read a JSON body; send a form"]);

        foreach (var (name, value) in raw)
        {
            var argument = method.Takes.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal));
            // Slack's own clients name the workspace in every call.
            if (argument is null && name is "team_id") continue;
            if (argument is null) return Answer.No("invalid_arg_name", $"[ERROR] unknown argument: {name} [json-pointer:/{name}]");
            if (isForm && value.AsText() is "") continue;
            var (read, problem) = isForm ? FromText(argument, value.AsText() ?? "") : FromJson(argument, value);
            if (problem is not null)
                return argument.Name is "blocks" ? Answer.No("invalid_blocks_format", $"[ERROR] {problem} [json-pointer:/blocks]") : Answer.Argument(problem, name);
            typed[name] = read;
        }
        var given = typed;
        string[] missing = [.. method.Takes.Where(a => a.Required && !given.ContainsKey(a.Name)).Select(a => $"[ERROR] missing required field: {a.Name}")];
        return missing.Length > 0 ? Answer.No("invalid_arguments", missing) : null;
    }

    private static (JsonNode? Value, string? Problem) FromText(Argument argument, string text)
    {
        switch (argument.Kind)
        {
            case "bool":
                return text switch { "true" or "1" => (true, null), "false" or "0" => (false, null), _ => (null, "must provide a boolean") };
            case "int":
                return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? (number, null) : (null, "must provide an integer");
            case "array":
                return Json.TryParse(text) is JsonArray list ? (list, null) : (null, "must provide a JSON array");
            case "object":
                return Json.TryParse(text) is JsonObject o ? (o, null) : (null, "must provide a JSON object");
            default:
                return (text, null);
        }
    }

    private static (JsonNode? Value, string? Problem) FromJson(Argument argument, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var fits = argument.Kind switch
        {
            "bool" => kind is JsonValueKind.True or JsonValueKind.False,
            "int" => kind is JsonValueKind.Number,
            "array" => kind is JsonValueKind.Array,
            "object" => kind is JsonValueKind.Object,
            _ => kind is JsonValueKind.String,
        };
        if (!fits) return (null, $"must provide {(argument.Kind is "array" or "int" or "object" ? "an" : "a")} {argument.Kind}");
        return kind is JsonValueKind.String && value.AsText() is "" ? (null, "must be more than 0 characters") : (value!.DeepClone(), null);
    }
}
