using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostmortemBot.Testing.Trackers;

/// <summary>The part of Jira Cloud's API that has to do with issues. https://developer.atlassian.com/cloud/jira/platform/rest/v3/</summary>
public sealed partial class EmulatedJira : LoopbackServer
{
    public const string Email = "bot@example.com";
    public const string ApiToken = "ATATT3xSECRETSECRETSECRET";
    public const string Project = "OPS";
    public const string WebhookSecret = "another-secret-both-sides-know";
    public const string Devon = "5b10ac8d82e05b22cc7d4ef5";

    private readonly Lock _lock = new();
    private readonly List<JsonObject> _issues = [];

    /// <summary>Account ids that can be assigned, and their names.</summary>
    public Dictionary<string, string> Accounts { get; } = new() { [Devon] = "Devon Example", ["712020:abc-def"] = "Maya Example" };

    /// <summary>Fields the project has on its screen beyond the usual ones.</summary>
    public HashSet<string> Screen { get; } = ["priority", "duedate"];

    /// <summary>Whether closing asks for a resolution, or for something only people know.</summary>
    public string? DoneAsksFor { get; set; }

    public HashSet<string> Hidden { get; } = [];

    public IReadOnlyList<JsonObject> Issues
    {
        get
        {
            lock (_lock)
                return [.. _issues.Select(issue => issue.DeepClone().AsObject())];
        }
    }

    public string Opens(string summary, string? accountId = null)
    {
        var key = Add(new JsonObject { ["summary"] = summary, ["labels"] = new JsonArray() });
        Changes(key, fields => fields["assignee"] = Account(accountId));
        return key;
    }

    public void Changes(string key, Action<JsonObject> change)
    {
        lock (_lock)
            change(Find(key)!["fields"]!.AsObject());
    }

    public static JsonObject Status(string name) => new()
    {
        ["name"] = name,
        ["statusCategory"] = new JsonObject { ["key"] = name switch { "To Do" => "new", "In Progress" => "indeterminate", _ => "done" } },
    };

    public JsonObject? Account(string? accountId) =>
        accountId is null ? null : new JsonObject { ["accountId"] = accountId, ["displayName"] = Accounts.GetValueOrDefault(accountId, "Somebody Else"), ["active"] = true };

    protected override Task<ServerAnswer> AnswerAsync(ReceivedRequest request) => Task.FromResult(Answer(request));

    private ServerAnswer Answer(ReceivedRequest request)
    {
        if (request.Header("Authorization") != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Email}:{ApiToken}"))}")
            return new ServerAnswer(401, new JsonObject { ["message"] = "Client must be authenticated to access this resource.", ["status-code"] = 401 });
        if (request.Header("Accept")?.Contains("application/json", StringComparison.Ordinal) != true || string.IsNullOrEmpty(request.Header("User-Agent")))
            return Violated($"Accept: {request.Header("Accept")}, User-Agent: {request.Header("User-Agent")}", 406, Errors("Not acceptable"));
        var hasBody = request.Method is "POST" or "PUT";
        if (hasBody && (request.Json() is null || request.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) != true))
            return Violated($"a body that is no JSON object: {request.Body}", 415, Errors("Unsupported media type"));

        lock (_lock)
        {
            var path = Path().Match(request.Path);
            return (request.Method, path.Groups["what"].Value) switch
            {
                ("POST", "search/jql") => Search(request.Json()!),
                ("POST", "issue") => Create(request.Json()!),
                ("GET", "") when path.Success => Reach(path, issue => Show(issue, request)),
                ("PUT", "") when path.Success => Reach(path, issue => Edit(issue, request.Json()!)),
                ("GET", "transitions") => Reach(path, issue => Transitions(issue)),
                ("POST", "transitions") => Reach(path, issue => Move(issue, request.Json()!)),
                ("PUT", "assignee") => Reach(path, issue => Assign(issue, request.Json()!)),
                _ => Violated($"{request.Method} {request.Path}", 404, Errors("null for uri")),
            };
        }
    }

    private ServerAnswer Reach(Match path, Func<JsonObject, ServerAnswer> act) =>
        Hidden.Contains(path.Groups["key"].Value) || Find(path.Groups["key"].Value) is not { } issue
            ? new ServerAnswer(404, Errors("Issue does not exist or you do not have permission to see it."))
            : act(issue);

    private ServerAnswer Create(JsonObject asked)
    {
        if (asked["fields"] is not JsonObject fields)
            return Violated("an issue without fields", 400, Errors("Can not find fields"));
        var wrong = new JsonObject();
        foreach (var (name, value) in fields)
        {
            var problem = name switch
            {
                "project" => value?["key"]?.ToString() == Project ? null : "valid project is required",
                "issuetype" => value?["name"]?.ToString() is "Task" or "Bug" ? null : "Specify a valid issue type",
                "summary" => value?.ToString() is { Length: > 0 and <= 255 } summary && !summary.Contains('\n', StringComparison.Ordinal) ? null : "Summary must be one line of at most 255 characters.",
                "labels" => value is JsonArray labels && labels.All(label => !label!.ToString().Contains(' ', StringComparison.Ordinal)) ? null : "The label can't contain spaces.",
                "description" => AdfCheck.WhyInvalid(value),
                "priority" when Screen.Contains(name) => value?["name"]?.ToString() is "Highest" or "High" or "Medium" or "Low" ? null : "Specify a valid value for priority",
                "duedate" when Screen.Contains(name) => DateOnly.TryParseExact(value?.ToString(), "yyyy-MM-dd", out _) ? null : "Error parsing date string",
                _ => $"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown.",
            };
            if (problem is not null)
                wrong[name] = problem;
        }

        foreach (var required in new[] { "project", "issuetype", "summary" })
        {
            if (!fields.ContainsKey(required))
                wrong[required] = $"{required} is required";
        }

        if (wrong.Count > 0)
            return new ServerAnswer(400, new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = wrong });
        var key = Add(fields);
        return new ServerAnswer(201, new JsonObject { ["id"] = $"1000{_issues.Count}", ["key"] = key, ["self"] = $"{Address}rest/api/3/issue/1000{_issues.Count}" });
    }

    private static ServerAnswer Show(JsonObject issue, ReceivedRequest request)
    {
        var shown = issue.DeepClone().AsObject();
        var wanted = request.Query.GetValueOrDefault("fields", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in shown["fields"]!.AsObject().Select(field => field.Key).Except(wanted).ToList())
            shown["fields"]!.AsObject().Remove(name);
        return new ServerAnswer(200, shown);
    }

    private ServerAnswer Search(JsonObject asked)
    {
        if (Jql().Match(asked["jql"]?.ToString() ?? "") is not { Success: true } jql || jql.Groups["project"].Value != Project)
            return Violated($"jql: {asked["jql"]}", 400, Errors("Error in the JQL Query"));
        var found = _issues.Where(issue => issue["fields"]!["labels"]!.AsArray().Any(label => label!.ToString() == jql.Groups["label"].Value));
        return new ServerAnswer(200, new JsonObject { ["issues"] = new JsonArray([.. found.Select(issue => issue.DeepClone())]), ["isLast"] = true });
    }

    private ServerAnswer Transitions(JsonObject issue)
    {
        var now = issue["fields"]!["status"]!["name"]!.ToString();
        (string Id, string Name)[] steps = [("11", "To Do"), ("21", "In Progress"), ("31", "Done"), ("41", "Won't Do")];
        return new ServerAnswer(200, new JsonObject
        {
            ["transitions"] = new JsonArray([.. steps.Where(step => step.Name != now).Select(step => (JsonNode)new JsonObject
            {
                ["id"] = step.Id,
                ["name"] = $"Move to {step.Name}",
                ["to"] = Status(step.Name),
                ["isAvailable"] = true,
                ["fields"] = Asks(step.Id),
            })]),
        });
    }

    private JsonObject Asks(string step)
    {
        if (DoneAsksFor is null || step is "11" or "21")
            return [];
        return new JsonObject
        {
            [DoneAsksFor] = new JsonObject
            {
                ["required"] = true,
                ["hasDefaultValue"] = false,
                ["allowedValues"] = new JsonArray(new JsonObject { ["name"] = "Duplicate" }, new JsonObject { ["name"] = "Done" }, new JsonObject { ["name"] = "Won't Do" }),
            },
        };
    }

    private ServerAnswer Edit(JsonObject issue, JsonObject asked)
    {
        if (asked["fields"] is not JsonObject fields || fields.Count == 0 || asked.Count != 1)
            return Violated($"an edit without fields: {asked.ToJsonString()}", 400, Errors("one of 'fields' or 'update' required"));
        var wrong = new JsonObject();
        foreach (var (name, value) in fields)
        {
            var problem = name switch
            {
                "summary" => value?.ToString() is { Length: > 0 and <= 255 } summary && !summary.Contains('\n', StringComparison.Ordinal) ? null : "Summary must be one line of at most 255 characters.",
                "duedate" when Screen.Contains(name) => value is null || DateOnly.TryParseExact(value.ToString(), "yyyy-MM-dd", out _) ? null : "Error parsing date string",
                _ => $"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown.",
            };
            if (problem is not null)
                wrong[name] = problem;
        }

        if (wrong.Count > 0)
            return new ServerAnswer(400, new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = wrong });
        foreach (var (name, value) in fields)
            issue["fields"]![name] = value?.DeepClone();
        return new ServerAnswer(204);
    }

    private ServerAnswer Move(JsonObject issue, JsonObject asked)
    {
        if (asked["transition"]?["id"]?.ToString() is not { } id || id is not ("11" or "21" or "31" or "41"))
            return Violated($"transition: {asked.ToJsonString()}", 400, Errors("It seems that you have tried to perform an illegal workflow operation."));
        if (id is "31" or "41" && DoneAsksFor is { } field && asked["fields"]?[field]?["name"] is null)
            return Violated($"a step without its {field}", 400, new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = new JsonObject { [field] = $"{field} is required." } });
        var fields = issue["fields"]!.AsObject();
        fields["status"] = Status(id switch { "11" => "To Do", "21" => "In Progress", "31" => "Done", _ => "Won't Do" });
        fields["resolution"] = id is "31" or "41" ? new JsonObject { ["name"] = asked["fields"]?["resolution"]?["name"]?.ToString() ?? (id == "31" ? "Done" : "Won't Do") } : null;
        return new ServerAnswer(204);
    }

    private ServerAnswer Assign(JsonObject issue, JsonObject asked)
    {
        if (!asked.ContainsKey("accountId") || asked.Count != 1)
            return Violated($"assignee: {asked.ToJsonString()}", 400, Errors("accountId is missing"));
        var accountId = asked["accountId"]?.ToString();
        if (accountId is not null && !Accounts.ContainsKey(accountId))
            return new ServerAnswer(400, new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = new JsonObject { ["assignee"] = $"User '{accountId}' cannot be assigned issues." } });
        issue["fields"]!["assignee"] = Account(accountId);
        return new ServerAnswer(204);
    }

    private string Add(JsonObject asked)
    {
        var key = $"{Project}-{_issues.Count + 1}";
        var fields = asked.DeepClone().AsObject();
        fields["status"] = Status("To Do");
        fields["resolution"] = null;
        fields["assignee"] = null;
        fields["updated"] = "2026-11-23T11:00:00.000+0100";
        _issues.Add(new JsonObject { ["id"] = $"1000{_issues.Count + 1}", ["key"] = key, ["self"] = $"{Address}rest/api/3/issue/{key}", ["fields"] = fields });
        return key;
    }

    private JsonObject? Find(string key) => _issues.FirstOrDefault(issue => issue["key"]!.ToString() == key);

    private static JsonObject Errors(string message) => new() { ["errorMessages"] = new JsonArray(message), ["errors"] = new JsonObject() };

    [GeneratedRegex("^/rest/api/3/(?:issue/(?<key>[A-Z][A-Z0-9_]+-[0-9]+)(?:/(?<what>transitions|assignee))?|(?<what>issue|search/jql))$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Path();

    [GeneratedRegex("^project = \"(?<project>[A-Z]+)\" AND labels = \"(?<label>[^\" ]+)\" ORDER BY created DESC$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Jql();
}

/// <summary>What Jira says of a description: INVALID_INPUT, and no word more. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/</summary>
internal static class AdfCheck
{
    public static string? WhyInvalid(JsonNode? document) =>
        document?["type"]?.ToString() == "doc" && document["version"]?.ToString() == "1" && document["content"] is JsonArray content && content.All(IsParagraph)
            ? null
            : "INVALID_INPUT";

    private static bool IsParagraph(JsonNode? node) => node?["type"]?.ToString() == "paragraph" && node["content"] is JsonArray parts && parts.All(IsInline);

    private static bool IsInline(JsonNode? node) => node?["type"]?.ToString() switch
    {
        "hardBreak" => node["text"] is null,
        "text" => node["text"]?.ToString() is { Length: > 0 } text && !text.Contains('\n', StringComparison.Ordinal) && (node["marks"] as JsonArray ?? []).All(IsLink),
        _ => false,
    };

    private static bool IsLink(JsonNode? mark) => mark?["type"]?.ToString() == "link" && mark["attrs"]?["href"]?.ToString() is { Length: > 0 };
}
