using System.Text.Json.Nodes;
using PostmortemBot.Features.Trackers.GitHub;
using PostmortemBot.Features.Trackers.Http;
using PostmortemBot.Features.Trackers.Jira;

namespace PostmortemBot.Features.Trackers.Incoming;

/// <summary>Which issue a tracker speaks of, and how it says the issue is. Nothing more is believed: the issue itself is asked.</summary>
/// <param name="Reference">The issue.</param>
/// <param name="IsClosed">Null where it does not say.</param>
/// <param name="Assignee">The first one, or nothing; null where it does not say.</param>
public sealed record IncomingIssue(string Reference, bool? IsClosed, string? Assignee)
{
    /// <summary>https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues</summary>
    public static IncomingIssue? FromGitHub(string kind, JsonObject payload)
    {
        if (kind != "issues" || payload.Text("action") is not ("closed" or "reopened" or "assigned" or "unassigned" or "deleted" or "transferred"))
            return null;
        var issue = payload.Part("issue");
        var reference = GitHubReference.Parse($"{payload.Part("repository").Text("full_name")}#{issue.Number("number")}");
        if (reference is null)
            return null;
        if (payload.Text("action") is "deleted" or "transferred")
            return new IncomingIssue(reference.ToString(), null, null);
        bool? isClosed = issue.Text("state") switch { "closed" => true, "open" => false, _ => null };
        return new IncomingIssue(reference.ToString(), isClosed, issue?["assignees"] is JsonArray ? issue.Items("assignees").FirstOrDefault().Text("login") ?? "" : null);
    }

    /// <summary>https://developer.atlassian.com/cloud/jira/platform/webhooks/</summary>
    public static IncomingIssue? FromJira(JsonObject payload)
    {
        var issue = payload.Part("issue");
        if (payload.Text("webhookEvent") is not ("jira:issue_updated" or "jira:issue_deleted") || issue.Text("key") is not { } key || !JiraReference.Is(key))
            return null;
        var fields = issue.Part("fields");
        if (payload.Text("webhookEvent") == "jira:issue_deleted" || fields is null)
            return new IncomingIssue(key, null, null);
        var category = fields.Part("status").Part("statusCategory").Text("key");
        return new IncomingIssue(key, category is null ? null : category == JiraSteps.Done, fields.Part("assignee").Text("accountId") ?? "");
    }
}
