using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PostmortemBot.Features.Trackers.Http;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers.Jira;

/// <summary>Jira Cloud.</summary>
public sealed class JiraTracker(JiraApi api, IOptions<TrackerOptions> options) : ITracker
{
    public const string TrackerId = "jira";
    private const string SummaryField = "summary";
    private const int SummaryLength = 255;

    private readonly JiraOptions _options = options.Value.Jira;

    public string Id => TrackerId;
    public string Name => "Jira";
    public string Target => _options.Project;
    public string Example => $"{_options.Project}-12, or the address of the issue";

    // Jira's search follows within seconds. https://developer.atlassian.com/cloud/jira/platform/search-and-reconcile/
    public TimeSpan FindsAfter => TimeSpan.FromSeconds(6);

    public string? Read(string typed) => JiraReference.Read(typed, api.Site);

    public bool MayLink(string reference) =>
        JiraReference.Is(reference) && (_options.AlsoLink.Contains("*") || _options.AlsoLink.Prepend(_options.Project).Contains(JiraReference.Project(reference), StringComparer.Ordinal));

    public string Url(string reference) => new Uri(api.Site, $"browse/{reference}").ToString();

    public async Task<Issue?> GetAsync(string reference, string? etag, CancellationToken cancellationToken)
    {
        var body = await api.TellAsync(HttpMethod.Get, $"issue/{reference}?fields=status,resolution,assignee,updated", body: null, cancellationToken);
        var fields = body.Part("fields");
        if (fields.Part("status").Part("statusCategory").Text("key") is not { } category)
            throw new TrackerAwayException("Jira answered with something that is no issue");
        var assignee = fields.Part("assignee");
        var accountId = assignee.Text("accountId");
        return new Issue
        {
            Reference = reference,
            IsClosed = category == JiraSteps.Done,
            IsNotPlanned = JiraSteps.IsNotPlanned(fields.Part("resolution").Text("name")),
            Assignees = accountId is null ? [] : [accountId],
            Names = accountId is not null && assignee.Text("displayName") is { } name ? new Dictionary<string, string> { [accountId] = Said.Line([name]) } : [],
            UpdatedAt = DateTimeOffset.TryParse(fields.Text("updated"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null,
        };
    }

    public async Task<string?> FindAsync(string marker, DateTimeOffset madeAfter, CancellationToken cancellationToken)
    {
        var body = await api.TellAsync(HttpMethod.Post, "search/jql", new JsonObject
        {
            ["jql"] = $"project = \"{_options.Project}\" AND labels = \"{marker}\" ORDER BY created DESC",
            ["fields"] = new JsonArray("labels"),
            ["maxResults"] = 2,
        }, cancellationToken);
        return body.Items("issues").Select(issue => issue.Text("key")).FirstOrDefault(key => key is not null && JiraReference.Is(key));
    }

    public async Task<string> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        var fields = Fields(issue);
        var answer = await api.AskAsync(HttpMethod.Post, "issue", new JsonObject { ["fields"] = fields.DeepClone() }, cancellationToken);
        if (answer.Wrong.Count > 0)
        {
            // A project need not have every field on its screen; the issue matters more than its priority.
            string[] spare = [.. answer.Wrong.Keys.Where(field => field.Length > 0 && (field == _options.PriorityField || field == _options.DueDateField))];
            if (spare.Length < answer.Wrong.Count)
                throw new TrackerRefusedException(TrackerProblem.Invalid, answer.Detail);
            foreach (var field in spare)
                fields.Remove(field);
            answer = new JiraAnswer(await api.TellAsync(HttpMethod.Post, "issue", new JsonObject { ["fields"] = fields }, cancellationToken), answer.Wrong);
        }

        return answer.Body.Text("key") is { } key && JiraReference.Is(key)
            ? key
            : throw new TrackerAwayException("Jira made an issue and did not say which");
    }

    public bool TakesDueDate => _options.DueDateField.Length > 0;

    public async Task<FieldsRefused> ChangeAsync(string reference, IssueChange change, CancellationToken cancellationToken)
    {
        var fields = new JsonObject();
        if (change.Title is { } title)
            fields[SummaryField] = Mrkdwn.Cut(title.ReplaceLineEndings(" "), SummaryLength);
        if (change.MovesDueOn)
            fields[_options.DueDateField] = change.DueOn is { } due ? Day(due) : null;
        try
        {
            var answer = await api.AskAsync(HttpMethod.Put, $"issue/{reference}", new JsonObject { ["fields"] = fields.DeepClone() }, cancellationToken);
            var refused = new FieldsRefused(fields.ContainsKey(SummaryField) && answer.Wrong.ContainsKey(SummaryField), change.MovesDueOn && answer.Wrong.ContainsKey(_options.DueDateField), answer.Detail);
            // Jira takes all or nothing, so the one it does take is sent alone.
            if (refused.IsAny && fields.Count > answer.Wrong.Count)
            {
                foreach (var wrong in answer.Wrong.Keys)
                    fields.Remove(wrong);
                await api.TellAsync(HttpMethod.Put, $"issue/{reference}", new JsonObject { ["fields"] = fields }, cancellationToken);
            }

            return answer.Wrong.Count == 0 || refused.IsAny ? refused : All(change, answer.Detail);
        }
        catch (TrackerRefusedException refused) when (refused.Problem == TrackerProblem.Invalid)
        {
            return All(change, refused.Detail);
        }
    }

    public async Task SetClosedAsync(string reference, bool isClosed, bool isNotPlanned, CancellationToken cancellationToken)
    {
        var offered = await api.TellAsync(HttpMethod.Get, $"issue/{reference}/transitions?expand=transitions.fields", body: null, cancellationToken);
        if (JiraSteps.Choose(offered.Items("transitions"), isClosed, isNotPlanned) is not { } step)
            throw new TrackerRefusedException(TrackerProblem.NoTransition);
        await api.TellAsync(HttpMethod.Post, $"issue/{reference}/transitions", step, cancellationToken);
    }

    public async Task<bool> AssignAsync(string reference, IReadOnlyList<string> assignees, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.AskAsync(HttpMethod.Put, $"issue/{reference}/assignee", new JsonObject { ["accountId"] = assignees.FirstOrDefault() }, cancellationToken);
            return answer.Wrong.Count == 0;
        }
        catch (TrackerRefusedException refused) when (refused.Problem == TrackerProblem.Invalid)
        {
            return false;
        }
    }

    private static FieldsRefused All(IssueChange change, string detail) => new(change.Title is not null, change.MovesDueOn, detail);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private JsonObject Fields(NewIssue issue)
    {
        var fields = new JsonObject
        {
            ["project"] = new JsonObject { ["key"] = _options.Project },
            ["issuetype"] = new JsonObject { ["name"] = _options.IssueType },
            [SummaryField] = Mrkdwn.Cut(issue.Title.ReplaceLineEndings(" "), SummaryLength),
            ["description"] = AtlassianDocument.Of(issue),
            ["labels"] = new JsonArray([.. _options.Labels.Append(issue.Marker).Select(label => JsonValue.Create(label))]),
        };
        if (_options.PriorityField.Length > 0 && _options.Priorities.TryGetValue(issue.Priority, out var priority) && priority.Length > 0)
            fields[_options.PriorityField] = new JsonObject { ["name"] = priority };
        if (_options.DueDateField.Length > 0 && issue.DueOn is { } due)
            fields[_options.DueDateField] = Day(due);
        return fields;
    }
}
