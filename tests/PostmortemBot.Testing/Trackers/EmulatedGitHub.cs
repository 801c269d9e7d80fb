using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PostmortemBot.Testing.Trackers;

/// <summary>
/// The part of GitHub's API that has to do with issues, as an Enterprise Server on loopback.
/// https://docs.github.com/en/rest/issues/issues
/// </summary>
public sealed partial class EmulatedGitHub : LoopbackServer
{
    public const string Token = "github_pat_11SECRETSECRETSECRET";
    public const string Repository = "example/platform";
    public const string WebhookSecret = "a-secret-both-sides-know";

    private readonly Lock _lock = new();
    private readonly List<JsonObject> _issues = [];
    private DateTimeOffset _now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    /// <summary>Whose time it is there; each change takes another second.</summary>
    public TimeProvider? Clock { get; init; }

    public string BaseUrl => new Uri(Address, "api/v3/").ToString();

    /// <summary>Who can be assigned.</summary>
    public HashSet<string> Collaborators { get; } = new(["octo-devon", "octo-maya"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a rule of the organisation keeps titles as they are.</summary>
    public bool RefusesTitles { get; set; }

    public HashSet<int> Deleted { get; } = [];
    public HashSet<int> Hidden { get; } = [];

    public IReadOnlyList<JsonObject> Issues
    {
        get
        {
            lock (_lock)
                return [.. _issues.Select(issue => issue.DeepClone().AsObject())];
        }
    }

    /// <summary>Somebody opens an issue there.</summary>
    public int Opens(string title, string[]? assignees = null, bool isPullRequest = false)
    {
        var number = Add(new JsonObject { ["title"] = title, ["body"] = "" });
        Changes(number, issue =>
        {
            issue["assignees"] = People(assignees ?? []);
            if (isPullRequest)
                issue["pull_request"] = new JsonObject { ["url"] = $"{BaseUrl}repos/{Repository}/pulls/{number}", ["html_url"] = "" };
        });
        return number;
    }

    /// <summary>Somebody changes an issue there.</summary>
    public void Changes(int number, Action<JsonObject> change)
    {
        lock (_lock)
        {
            change(Find(number)!);
            Touch(Find(number)!);
        }
    }

    public void Closes(int number, string by, string reason = "completed") => Changes(number, issue =>
    {
        (issue["state"], issue["state_reason"], issue["closed_by"]) = ("closed", reason, Person(by));
    });

    public static JsonArray People(params string[] logins) => new([.. logins.Select(login => (JsonNode)Person(login))]);

    protected override Task<ServerAnswer> AnswerAsync(ReceivedRequest request) => Task.FromResult(Limited(Answer(request)));

    private ServerAnswer Answer(ReceivedRequest request)
    {
        if (string.IsNullOrEmpty(request.Header("User-Agent")))
            return Violated("no User-Agent", 403, Message("Request forbidden by administrative rules. Please make sure your request has a User-Agent header."));
        if (request.Header("Authorization") is not ($"Bearer {Token}" or $"token {Token}" or $"Token {Token}"))
            return new ServerAnswer(401, Message("Bad credentials"));
        if (request.Header("X-GitHub-Api-Version") != "2022-11-28")
            return Violated("no X-GitHub-Api-Version", 400, Message("The API version is missing"));
        if (request.Header("Accept")?.Contains("json", StringComparison.Ordinal) != true)
            return Violated($"Accept: {request.Header("Accept")}", 415, Message("Must accept 'application/json'"));
        if (request.Method is "POST" or "PATCH" && (request.Json() is null || request.Header("Content-Type")?.Contains("json", StringComparison.Ordinal) != true))
            return Violated($"a body that is no JSON object: {request.Body}", 400, Message("Problems parsing JSON"));
        if (!request.Path.StartsWith($"/api/v3/repos/{Repository}/issues", StringComparison.OrdinalIgnoreCase))
            return new ServerAnswer(404, Message("Not Found"));

        lock (_lock)
        {
            return (request.Method, Number(request.Path)) switch
            {
                ("POST", null) => Create(request.Json()!),
                ("GET", null) => List(request),
                ("GET", { } number) => Reach(number, issue => Show(request, issue)),
                ("PATCH", { } number) => Reach(number, issue => Edit(issue, request.Json()!)),
                _ => Violated($"{request.Method} {request.Path}", 404, Message("Not Found")),
            };
        }
    }

    private ServerAnswer Reach(int number, Func<JsonObject, ServerAnswer> act)
    {
        if (Deleted.Contains(number))
            return new ServerAnswer(410, Message("This issue was deleted"));
        return Hidden.Contains(number) || Find(number) is not { } issue ? new ServerAnswer(404, Message("Not Found")) : act(issue);
    }

    private ServerAnswer Create(JsonObject asked)
    {
        if (asked["title"]?.GetValueKind() != System.Text.Json.JsonValueKind.String || asked["title"]!.ToString().Trim().Length == 0)
            return Violated("an issue without a title", 422, Invalid("title", "missing_field"));
        if (asked["title"]!.ToString().Length > 256)
            return Violated("a title that is too long", 422, Invalid("title", "too_long"));
        if (asked["body"]?.ToString().Length > 65536)
            return Violated("a body that is too long", 422, Invalid("body", "too_long"));
        if (asked.FirstOrDefault(field => field.Key is not ("title" or "body" or "labels" or "assignees" or "milestone" or "assignee")) is { Key: { } unknown })
            return Violated($"an unknown field: {unknown}", 422, Invalid(unknown, "invalid"));
        return new ServerAnswer(201, Find(Add(asked))!.DeepClone()) { Headers = { ["Location"] = $"{BaseUrl}repos/{Repository}/issues/{_issues.Count}" } };
    }

    private static ServerAnswer Show(ReceivedRequest request, JsonObject issue)
    {
        var etag = $"W/\"{issue["number"]}-{issue["updated_at"]}\"";
        return request.Header("If-None-Match") == etag
            ? new ServerAnswer(304) { Headers = { ["ETag"] = etag } }
            : new ServerAnswer(200, issue.DeepClone()) { Headers = { ["ETag"] = etag } };
    }

    private ServerAnswer List(ReceivedRequest request)
    {
        foreach (var (name, value) in request.Query)
        {
            var isKnown = name switch
            {
                "state" => value is "open" or "closed" or "all",
                "sort" => value is "created" or "updated" or "comments",
                "direction" => value is "asc" or "desc",
                "filter" => value is "assigned" or "created" or "mentioned" or "subscribed" or "repos" or "all",
                "since" => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out _) && value.EndsWith('Z'),
                "page" or "per_page" => int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100,
                _ => false,
            };
            if (!isKnown)
                return Violated($"{name}={value}", 422, Invalid(name, "invalid"));
        }

        var size = int.Parse(request.Query.GetValueOrDefault("per_page", "30"), CultureInfo.InvariantCulture);
        var page = int.Parse(request.Query.GetValueOrDefault("page", "1"), CultureInfo.InvariantCulture);
        var since = request.Query.TryGetValue("since", out var from) ? DateTimeOffset.Parse(from, CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;
        var state = request.Query.GetValueOrDefault("state", "open");
        var all = _issues
            .Where(issue => (state == "all" || issue["state"]!.ToString() == state) && DateTimeOffset.Parse(issue["updated_at"]!.ToString(), CultureInfo.InvariantCulture) >= since)
            .OrderByDescending(issue => issue["number"]!.GetValue<int>())
            .ToList();
        var answer = new ServerAnswer(200, new JsonArray([.. all.Skip((page - 1) * size).Take(size).Select(issue => issue.DeepClone())]));
        if (all.Count > page * size)
        {
            var next = string.Join('&', request.Query.Where(pair => pair.Key != "page").Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}").Append($"page={page + 1}"));
            answer.Headers["Link"] = $"<{BaseUrl}repos/{Repository}/issues?{next}>; rel=\"next\"";
        }

        return answer;
    }

    private ServerAnswer Edit(JsonObject issue, JsonObject asked)
    {
        foreach (var (name, value) in asked)
        {
            switch (name)
            {
                case "state" when value?.ToString() is "open" or "closed":
                case "state_reason" when value?.ToString() is "completed" or "not_planned" or "reopened" or "duplicate":
                    issue[name] = value!.DeepClone();
                    break;
                case "title" when value?.GetValueKind() == System.Text.Json.JsonValueKind.String && value.ToString() is { Length: > 0 and <= 256 } title && title.Trim().Length > 0:
                    if (RefusesTitles)
                        return new ServerAnswer(422, Invalid("title", "custom"));
                    issue[name] = title;
                    break;
                case "assignees" when value is JsonArray logins:
                    if (logins.FirstOrDefault(login => login!.ToString().EndsWith("-unknown", StringComparison.Ordinal)) is { } stranger)
                        return new ServerAnswer(422, Invalid("assignees", "invalid", stranger.ToString()));
                    issue[name] = People([.. logins.Select(login => login!.ToString()).Where(Collaborators.Contains)]);
                    break;
                default:
                    return Violated($"{name}: {value?.ToJsonString() ?? "null"}", 422, Invalid(name, "invalid"));
            }
        }

        if (asked["state"]?.ToString() == "closed")
            issue["closed_by"] = Person("postmortem-bot");
        Touch(issue);
        return new ServerAnswer(200, issue.DeepClone());
    }

    private int Add(JsonObject asked)
    {
        var number = _issues.Count + 1;
        var issue = new JsonObject
        {
            ["id"] = 5_000_000_000 + number,
            ["node_id"] = $"I_{number}",
            ["number"] = number,
            ["url"] = $"{BaseUrl}repos/{Repository}/issues/{number}",
            ["html_url"] = $"{Address}{Repository}/issues/{number}",
            ["title"] = asked["title"]!.DeepClone(),
            ["body"] = asked["body"]?.DeepClone(),
            ["state"] = "open",
            ["state_reason"] = null,
            ["user"] = Person("postmortem-bot"),
            ["labels"] = new JsonArray([.. (asked["labels"] as JsonArray ?? []).Select(label => (JsonNode)new JsonObject { ["id"] = 1, ["name"] = label!.ToString(), ["color"] = "ededed" })]),
            ["assignees"] = new JsonArray(),
            ["locked"] = false,
            ["comments"] = 0,
            ["created_at"] = Stamp(_now),
            ["closed_at"] = null,
            ["closed_by"] = null,
        };
        lock (_lock)
            _issues.Add(issue);
        Touch(issue);
        return number;
    }

    private void Touch(JsonObject issue)
    {
        var next = _now.AddSeconds(1);
        _now = Clock?.GetUtcNow() is { } now && now > next ? now : next;
        issue["updated_at"] = Stamp(_now);
    }

    private JsonObject? Find(int number) => _issues.FirstOrDefault(issue => issue["number"]!.GetValue<int>() == number);

    private static ServerAnswer Limited(ServerAnswer answer)
    {
        answer.Headers["X-RateLimit-Limit"] = "5000";
        answer.Headers["X-RateLimit-Remaining"] = "4987";
        answer.Headers["X-RateLimit-Reset"] = "1795500000";
        return answer;
    }

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static JsonObject Person(string login) => new() { ["login"] = login, ["id"] = 1, ["type"] = "User", ["site_admin"] = false };

    private static JsonObject Message(string text) => new() { ["message"] = text, ["documentation_url"] = "https://docs.github.com/rest" };

    private static JsonObject Invalid(string field, string code, string? value = null)
    {
        var message = Message("Validation Failed");
        message["errors"] = new JsonArray(new JsonObject { ["resource"] = "Issue", ["field"] = field, ["code"] = code, ["value"] = value });
        return message;
    }

    private static int? Number(string path) =>
        IssuePath().Match(path) is { Success: true } match ? int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex("/issues/(?<number>[0-9]+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 200)]
    private static partial Regex IssuePath();
}
