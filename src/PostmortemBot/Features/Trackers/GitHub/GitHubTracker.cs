using Microsoft.Extensions.Options;
using Octokit;
using Octokit.Internal;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Trackers.Http;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Trackers.GitHub;

/// <summary>GitHub Issues. https://docs.github.com/en/rest/issues/issues</summary>
public sealed class GitHubTracker : ITracker, IDisposable
{
    public const string TrackerId = "github";
    private const int TitleLength = 256;
    private const int MostPages = 5;

    /// <summary>By how much GitHub's clock and ours may differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly GitHubOptions _options;
    private readonly Uri _api;
    private readonly Uri _web;
    private readonly HttpClientAdapter _http;

    public GitHubTracker(IOptions<TrackerOptions> options, TimeProvider clock)
    {
        _options = options.Value.GitHub;
        _api = TrackerDoor.Root(_options.BaseUrl);
        _web = GitHubReference.Web(_api);
        _http = new HttpClientAdapter(() => new TrackerDoor(Name, _api, options.Value.Timeout, clock));
    }

    public string Id => TrackerId;
    public string Name => "GitHub";
    public string Target => _options.Repository;
    public string Example => $"{_options.Repository}#12, or the address of the issue";

    // It lists the issues themselves.
    public TimeSpan FindsAfter => TimeSpan.Zero;

    public string? Read(string typed) => GitHubReference.Read(typed, _web)?.ToString();

    public bool MayLink(string reference) =>
        GitHubReference.Parse(reference) is { } issue
        && _options.AlsoLink.Prepend(_options.Repository).Any(allowed =>
            string.Equals(allowed, $"{issue.Owner}/{issue.Repository}", StringComparison.OrdinalIgnoreCase)
            || string.Equals(allowed, $"{issue.Owner}/*", StringComparison.OrdinalIgnoreCase));

    public string Url(string reference) =>
        GitHubReference.Parse(reference) is { } issue ? new Uri(_web, $"{issue.Owner}/{issue.Repository}/issues/{issue.Number}").ToString() : _web.ToString();

    public async Task<Issue?> GetAsync(string reference, string? etag, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(() => Connect(etag).Get<Octokit.Issue>(Address(reference), new Dictionary<string, string>()));
        if ((int)answer.HttpResponse.StatusCode == StatusCodes.Status304NotModified)
            return null;
        if (answer.Body is not { } issue || issue.Number == 0)
            throw new TrackerAwayException("GitHub answered with something that is no issue");
        if (issue.PullRequest is not null)
            throw new TrackerRefusedException(TrackerProblem.PullRequest);
        return new Issue
        {
            Reference = reference,
            IsClosed = issue.State.Value == ItemState.Closed,
            IsNotPlanned = issue.StateReason is { } reason && reason.TryParse(out var parsed) && parsed == ItemStateReason.NotPlanned,
            Assignees = [.. (issue.Assignees ?? []).Select(person => person.Login)],
            ClosedBy = issue.ClosedBy?.Login,
            UpdatedAt = issue.UpdatedAt,
            ETag = answer.HttpResponse.ApiInfo?.Etag,
        };
    }

    public async Task<string?> FindAsync(string marker, DateTimeOffset madeAfter, CancellationToken cancellationToken)
    {
        // Not by search, whose index is minutes behind.
        var request = new RepositoryIssueRequest
        {
            State = ItemStateFilter.All,
            Filter = IssueFilter.All,
            Since = madeAfter - Margin,
            SortProperty = IssueSort.Created,
            SortDirection = SortDirection.Descending,
        };
        var (owner, name) = Repository();
        var client = new GitHubClient(Connect(etag: null));
        var issues = await AskAsync(() => client.Issue.GetAllForRepository(owner, name, request, new ApiOptions { PageSize = 100, PageCount = MostPages }));
        var found = issues.FirstOrDefault(issue => issue.Body?.Contains(marker, StringComparison.Ordinal) == true);
        return found is null ? null : new GitHubReference(owner, name, found.Number).ToString();
    }

    public async Task<string> CreateAsync(NewIssue issue, CancellationToken cancellationToken)
    {
        var (owner, name) = Repository();
        var draft = new Octokit.NewIssue(Mrkdwn.Cut(issue.Title, TitleLength)) { Body = Body(issue) };
        foreach (var label in _options.Labels)
            draft.Labels.Add(label);
        var client = new GitHubClient(Connect(etag: null));
        var created = await AskAsync(() => client.Issue.Create(owner, name, draft));
        return new GitHubReference(owner, name, created.Number).ToString();
    }

    public bool TakesDueDate => false;

    public async Task<FieldsRefused> ChangeAsync(string reference, IssueChange change, CancellationToken cancellationToken)
    {
        try
        {
            await PatchAsync(reference, new Dictionary<string, object> { ["title"] = Mrkdwn.Cut(change.Title ?? "", TitleLength) });
            return FieldsRefused.None;
        }
        catch (TrackerRefusedException refused) when (refused.Problem == TrackerProblem.Invalid)
        {
            return new FieldsRefused(Title: true, DueOn: false, refused.Detail);
        }
    }

    public Task SetClosedAsync(string reference, bool isClosed, bool isNotPlanned, CancellationToken cancellationToken) =>
        PatchAsync(reference, new Dictionary<string, object>
        {
            ["state"] = isClosed ? "closed" : "open",
            ["state_reason"] = !isClosed ? "reopened" : isNotPlanned ? "not_planned" : "completed",
        });

    public async Task<bool> AssignAsync(string reference, IReadOnlyList<string> assignees, CancellationToken cancellationToken)
    {
        try
        {
            var issue = await PatchAsync(reference, new Dictionary<string, object> { ["assignees"] = assignees.ToArray() });
            // GitHub drops whom it does not let be assigned, without a word.
            return assignees.Count == 0 || (issue.Assignees ?? []).Any(person => string.Equals(person.Login, assignees[0], StringComparison.OrdinalIgnoreCase));
        }
        catch (TrackerRefusedException refused) when (refused.Problem == TrackerProblem.Invalid)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();

    // Only what is to change is sent: Octokit's own update sends the milestone along, and would take it away.
    private async Task<Octokit.Issue> PatchAsync(string reference, Dictionary<string, object> changes) =>
        (await AskAsync(() => Connect(etag: null).Patch<Octokit.Issue>(Address(reference), changes))).Body;

    // GitHub looks for mentions and numbers after the backslashes are gone. https://github.com/github/cmark-gfm/issues/181
    private static string Quiet(string markdown) => markdown.Replace(@"\@", "@\u200B", StringComparison.Ordinal).Replace(@"\#", "#\u200B", StringComparison.Ordinal);

    private static string Body(NewIssue issue)
    {
        var details = issue.Details.Length > 0 ? $"{Quiet(MarkdownText.Escape(issue.Details))}\n\n" : "";
        var due = issue.DueOn is { } day ? $", due {day:yyyy-MM-dd}" : "";
        return $"{details}{issue.Priority}{due}. {Quiet(MarkdownText.EscapeLine(issue.Source))}: {issue.SourceUrl}\n\n<!-- {issue.Marker} -->\n";
    }

    private static Uri Address(string reference)
    {
        var issue = GitHubReference.Parse(reference) ?? throw new TrackerRefusedException(TrackerProblem.NotFound);
        return new Uri($"repos/{issue.Owner}/{issue.Repository}/issues/{issue.Number}", UriKind.Relative);
    }

    private (string Owner, string Name) Repository()
    {
        var parts = _options.Repository.Split('/', 2);
        return (parts[0], parts[1]);
    }

    private Connection Connect(string? etag) => new(
        new ProductHeaderValue("PostmortemBot"),
        _api,
        new InMemoryCredentialStore(new Credentials(_options.Token, AuthenticationType.Bearer)),
        new GitHubHeaders(_http, etag),
        new SimpleJsonSerializer());

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ApiException refused)
        {
            throw new TrackerRefusedException(TrackerProblem.Of((int)refused.StatusCode), Detail(refused));
        }
        catch (Exception odd) when (odd is System.Runtime.Serialization.SerializationException or FormatException or InvalidCastException or OverflowException or ArgumentException or NullReferenceException)
        {
            // Octokit's reader trips over JSON that is not what GitHub sends.
            throw new TrackerAwayException($"GitHub answered with something that is no issue ({odd.GetType().Name})");
        }
    }

    private static string Detail(ApiException refused) =>
        (int)refused.StatusCode == StatusCodes.Status422UnprocessableEntity
            ? Said.Line([refused.ApiError?.Message, .. (refused.ApiError?.Errors ?? []).Select(error => $"{error.Field} {error.Code}")])
            : "";

    /// <summary>What GitHub asks of every request beyond what Octokit sends.</summary>
    private sealed class GitHubHeaders(IHttpClient inner, string? etag) : IHttpClient
    {
        public Task<IResponse> Send(IRequest request, CancellationToken cancellationToken, Func<object, object>? preprocessResponseBody = null)
        {
            request.Headers["X-GitHub-Api-Version"] = "2022-11-28";
            // Octokit calls every body a form.
            if (request is Request { Body: string } sent)
                sent.ContentType = "application/json";
            if (etag is not null)
                request.Headers["If-None-Match"] = etag;
            return inner.Send(request, cancellationToken, preprocessResponseBody);
        }

        public void SetRequestTimeout(TimeSpan timeout) => inner.SetRequestTimeout(timeout);

        // Shared by every call; the tracker disposes of it.
        public void Dispose()
        {
        }
    }
}
