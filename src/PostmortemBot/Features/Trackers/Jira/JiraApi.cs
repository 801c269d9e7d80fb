using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using PostmortemBot.Features.Trackers.Http;

namespace PostmortemBot.Features.Trackers.Jira;

/// <summary>Calls Jira Cloud, version 3. https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/</summary>
public sealed class JiraApi : IDisposable
{
    private readonly HttpClient _http;

    public JiraApi(IOptions<TrackerOptions> options, TimeProvider clock)
    {
        var jira = options.Value.Jira;
        Site = TrackerDoor.Root(jira.BaseUrl);
        _http = new HttpClient(new TrackerDoor("Jira", Site, options.Value.Timeout, clock)) { BaseAddress = Site, Timeout = Timeout.InfiniteTimeSpan };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{jira.Email}:{jira.ApiToken}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("PostmortemBot", "1"));
    }

    public Uri Site { get; }

    /// <summary>What Jira answered, or the fields it did not take.</summary>
    public async Task<JiraAnswer> AskAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, $"rest/api/3/{path}");
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, cancellationToken);
        var said = Said.Object(await response.Content.ReadAsStringAsync(cancellationToken));
        if (response.IsSuccessStatusCode)
            return new JiraAnswer(said, new Dictionary<string, string>());

        var wrong = Fields(said);
        if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && wrong.Count > 0)
            return new JiraAnswer(null, wrong);
        var detail = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity ? Said.Line(Messages(said)) : "";
        throw new TrackerRefusedException(TrackerProblem.Of((int)response.StatusCode), detail);
    }

    /// <summary>The same where Jira must take everything.</summary>
    public async Task<JsonObject?> TellAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(method, path, body, cancellationToken);
        return answer.Wrong.Count == 0 ? answer.Body : throw new TrackerRefusedException(TrackerProblem.Invalid, answer.Detail);
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> Fields(JsonObject? said) =>
        said.Part("errors")?.Where(error => error.Value is JsonValue).ToDictionary(error => error.Key, error => error.Value!.ToString(), StringComparer.Ordinal) ?? [];

    private static IEnumerable<string?> Messages(JsonObject? said) =>
        said?["errorMessages"] is JsonArray messages ? messages.OfType<JsonValue>().Select(message => message.ToString()) : [];
}

/// <param name="Body">Null where Jira said no, or nothing.</param>
/// <param name="Wrong">The fields that Jira did not take, and why.</param>
public sealed record JiraAnswer(JsonObject? Body, IReadOnlyDictionary<string, string> Wrong)
{
    public string Detail => Said.Line(Wrong.Values);
}
