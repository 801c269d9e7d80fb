using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace PostmortemBot.Testing.Scenarios;

/// <summary>The Sandbox's public HTTP, the only door a scenario uses.</summary>
internal sealed class SandboxClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Task<JsonNode> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    public Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, body, cancellationToken);

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        using var response = await _http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new RefusedException($"Slack refuses: {Reason(text)} ({method} {path}: {(int)response.StatusCode})", response.StatusCode is HttpStatusCode.NotFound);

        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text) ?? new JsonObject();
    }

    public async Task SaveFileAsync(string id, string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri($"/sandbox/files/{id}", UriKind.Relative), cancellationToken);
        if (!response.IsSuccessStatusCode)
            throw new StepFailedException($"the file {id} could not be fetched ({(int)response.StatusCode})");

        await using var file = File.Create(path);
        await response.Content.CopyToAsync(file, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static string Reason(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject body ? $"{body["message"] ?? body["error"]}" : text;
        }
        catch (System.Text.Json.JsonException)
        {
            return text;
        }
    }
}
