using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace PostmortemBot.Sandbox.Tests;

/// <summary>One request the sandbox sent.</summary>
public sealed record Received(string Kind, JsonObject Json, IReadOnlyDictionary<string, string> Headers, string Body, bool Signed);

/// <summary>An app at the other end: remembers what Slack sends and answers as told.</summary>
public sealed class StubApp : IAsyncDisposable
{
    public const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private StubApp(WebApplication app) => _app = app;

    /// <summary>Answers a request; the default is an empty 200.</summary>
    public Func<Received, HttpContext, Task<IResult>> Answer { get; set; } = (_, _) => Task.FromResult(Results.Ok());

    public string Url => $"{_app.Urls.First()}/slack/events";
    public IReadOnlyList<Received> All => [.. _received];
    public Received Last => All[^1];

    public IReadOnlyList<Received> Of(string kind) => [.. _received.Where(r => r.Kind == kind)];

    public IReadOnlyList<JsonObject> Events(string type) => [.. Of("event_callback").Select(r => (JsonObject)r.Json["event"]!).Where(e => (string?)e["type"] == type)];

    public void Replies(string json) => Answer = (_, _) => Task.FromResult(Results.Text(json, "application/json"));

    public void Forget()
    {
        _received.Clear();
        Answer = (_, _) => Task.FromResult(Results.Ok());
    }

    public static async Task<StubApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var stub = new StubApp(app);
        app.MapPost("/slack/events", (Delegate)stub.HandleAsync);
        await app.StartAsync();
        return stub;
    }

    private async Task<IResult> HandleAsync(HttpContext http)
    {
        // Copied: Kestrel uses the header collection again for the next request.
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var body = await new StreamReader(http.Request.Body).ReadToEndAsync();
        var stamp = http.Request.Headers["X-Slack-Request-Timestamp"].ToString();
        var expected = "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"v0:{stamp}:{body}")));
        var received = Read(http, headers, body, expected == http.Request.Headers["X-Slack-Signature"].ToString());
        _received.Enqueue(received);
        return await Answer(received, http);
    }

    private static Received Read(HttpContext http, Dictionary<string, string> headers, string body, bool signed)
    {
        if (http.Request.ContentType!.StartsWith("application/json", StringComparison.Ordinal))
        {
            var json = (JsonObject)JsonNode.Parse(body)!;
            return new Received((string)json["type"]!, json, headers, body, signed);
        }
        var form = QueryHelpers.ParseQuery(body);
        var payload = form.TryGetValue("payload", out var text)
            ? (JsonObject)JsonNode.Parse(text.ToString())!
            : new JsonObject(form.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value.ToString())));
        return new Received((string?)payload["type"] ?? "command", payload, headers, body, signed);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
