using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace PostmortemBot.Slack.Tests.Sending;

/// <summary>A Slack that answers what it is told to, in turn, and refuses what it was not told about.</summary>
internal sealed class SlackStub : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<StubRequest> requests = new();

    private SlackStub(WebApplication server) => this.server = server;

    public string Url => server.Urls.First();

    public IReadOnlyList<StubRequest> Requests => [.. requests];

    /// <summary>Signals each request when it has arrived, before it is answered.</summary>
    public SemaphoreSlim Arrived { get; } = new(0);

    public static async Task<SlackStub> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var built = builder.Build();
        var stub = new SlackStub(built);
        built.Run(stub.Answer);
        await built.StartAsync(TestContext.Current.CancellationToken);
        return stub;
    }

    public SlackStub Says(string path, string json, int status = 200, string? retryAfter = null) => Does(path, async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(json);
    });

    public SlackStub Does(string path, Func<HttpContext, Task> answer)
    {
        answers.GetOrAdd(path, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>Never answers.</summary>
    public SlackStub Hangs(string path) => Does(path, async context =>
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller gave up, as it should.
        }
    });

    /// <summary>Cuts the connection.</summary>
    public SlackStub Cuts(string path) => Does(path, context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    private async Task Answer(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        requests.Enqueue(new StubRequest(context.Request.Path, context.Request.ContentType ?? "", context.Request.Headers.Authorization.ToString(), body));
        Arrived.Release();
        if (answers.TryGetValue(context.Request.Path, out var queue) && queue.TryDequeue(out var answer)) await answer(context);
        else context.Response.StatusCode = StatusCodes.Status418ImATeapot;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}

internal sealed record StubRequest(string Path, string ContentType, string Authorization, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);
}
