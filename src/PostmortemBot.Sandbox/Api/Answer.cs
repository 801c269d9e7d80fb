using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Api;

/// <summary>What a Web API method answers.</summary>
internal static class Answer
{
    public static JsonObject Ok(params ReadOnlySpan<(string Name, JsonNode? Value)> parts)
    {
        var json = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in parts) json[name] = value;
        return json;
    }

    public static JsonObject No(string error, params IEnumerable<string> messages)
    {
        var json = new JsonObject { ["ok"] = false, ["error"] = error };
        string[] list = [.. messages];
        if (list.Length > 0) json["response_metadata"] = new JsonObject { ["messages"] = list.ToJsonArray() };
        return json;
    }

    /// <summary>Refused blocks also list what is wrong under "errors".</summary>
    public static JsonObject BadBlocks(string error, IReadOnlyList<string> problems)
    {
        var json = No(error, problems);
        json["errors"] = problems.Select(p => p.Replace("[ERROR] ", "", StringComparison.Ordinal)).ToJsonArray();
        return json;
    }

    public static JsonObject Argument(string what, string name) => No("invalid_arguments", $"[ERROR] {what} [json-pointer:/{name}]");
}
