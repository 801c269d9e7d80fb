namespace PostmortemBot.Features.Trackers;

/// <summary>Section <c>Trackers</c>: where action items become issues. What is left empty is off.</summary>
public sealed class TrackerOptions
{
    public const string Section = "Trackers";

    /// <summary>Slack workspaces that may use the trackers. Empty: the one workspace of <c>Slack:BotToken</c>.</summary>
    public IList<string> Workspaces { get; init; } = [];

    /// <summary>How long one request to a tracker may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    public GitHubOptions GitHub { get; init; } = new();
    public JiraOptions Jira { get; init; } = new();
    public WebhookOptions Webhook { get; init; } = new();

    public bool MayUse(string workspaceId) => Workspaces.Count == 0 || Workspaces.Contains(workspaceId);
}

/// <summary>Section <c>Trackers:GitHub</c>.</summary>
public sealed class GitHubOptions
{
    /// <summary>The root of the API: https://api.github.com/, or https://github.example.com/api/v3/ with an Enterprise Server.</summary>
    public string BaseUrl { get; set; } = "https://api.github.com/";

    public string Token { get; set; } = "";

    /// <summary>Where new issues go, as owner/name.</summary>
    public string Repository { get; set; } = "";

    /// <summary>Further repositories whose issues may be linked: owner/name, or owner/* for all of an owner's.</summary>
    public IList<string> AlsoLink { get; init; } = [];

    public IList<string> Labels { get; init; } = [];

    /// <summary>Proves that what reaches /trackers/github comes from GitHub. Empty: nothing is taken there, and issues are looked at every 15 minutes only.</summary>
    public string WebhookSecret { get; set; } = "";

    public bool IsOn => Token.Length > 0 || Repository.Length > 0;
}

/// <summary>Section <c>Trackers:Jira</c>.</summary>
public sealed class JiraOptions
{
    /// <summary>The site: https://example.atlassian.net/</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The account that the API token belongs to.</summary>
    public string Email { get; set; } = "";

    public string ApiToken { get; set; } = "";

    /// <summary>The key of the project where new issues go: OPS.</summary>
    public string Project { get; set; } = "";

    /// <summary>Keys of further projects whose issues may be linked, or * for all.</summary>
    public IList<string> AlsoLink { get; init; } = [];

    public string IssueType { get; set; } = "Task";

    public IList<string> Labels { get; init; } = [];

    /// <summary>The id of the field that takes the priority; empty: none.</summary>
    public string PriorityField { get; set; } = "priority";

    /// <summary>The id of the field that takes the due date; empty: none.</summary>
    public string DueDateField { get; set; } = "duedate";

    /// <summary>What P0 to P3 are called in Jira.</summary>
    public IDictionary<string, string> Priorities { get; init; } =
        new Dictionary<string, string> { ["P0"] = "Highest", ["P1"] = "High", ["P2"] = "Medium", ["P3"] = "Low" };

    /// <summary>Proves that what reaches /trackers/jira comes from Jira. Empty: nothing is taken there, and issues are looked at every 15 minutes only.</summary>
    public string WebhookSecret { get; set; } = "";

    public bool IsOn => BaseUrl.Length > 0 || ApiToken.Length > 0 || Project.Length > 0;
}

/// <summary>Section <c>Trackers:Webhook</c>: any other system that is told of action items.</summary>
public sealed class WebhookOptions
{
    public string Url { get; set; } = "";

    /// <summary>What the announcements are signed with.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether items of postmortems that only a private channel's members may read are announced as well.</summary>
    public bool IncludePrivate { get; set; }

    public bool IsOn => Url.Length > 0;
}
