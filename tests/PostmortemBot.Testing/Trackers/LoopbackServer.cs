using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PostmortemBot.Testing.Trackers;

/// <summary>Another system on this machine: strict about what reaches it, and able to break as the real one does.</summary>
public abstract class LoopbackServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly List<ServerFault> _faults = [];
    private WebApplication _server = null!;
    private int _atOnce;
    private int _mostAtOnce;

    public Uri Address { get; private set; } = null!;

    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>What was asked in a way that the real one would refuse or misread.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(HandleAsync);
        await _server.StartAsync();
        Address = new Uri(_server.Urls.First() + "/");
    }

    public void Breaks(ServerFault fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }

    /// <summary>Whatever was to break is whole again.</summary>
    public void Mends()
    {
        lock (_faults)
            _faults.Clear();
    }

    public IReadOnlyList<ReceivedRequest> Asked(string method, string pathPart) =>
        [.. Received.Where(request => request.Method == method && request.Path.Contains(pathPart, StringComparison.Ordinal))];

    public void Forgets() => _received.Clear();

    protected abstract Task<ServerAnswer> AnswerAsync(ReceivedRequest request);

    protected ServerAnswer Violated(string what, int status, JsonNode body)
    {
        Violations.Enqueue(what);
        return new ServerAnswer(status, body);
    }

    /// <summary>How many requests were here at the same time, at most.</summary>
    public int MostAtOnce => _mostAtOnce;

    private async Task HandleAsync(HttpContext context)
    {
        var here = Interlocked.Increment(ref _atOnce);
        for (var most = _mostAtOnce; here > most; most = _mostAtOnce)
            Interlocked.CompareExchange(ref _mostAtOnce, here, most);
        try
        {
            await TakeInAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private async Task TakeInAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var request = new ReceivedRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "/",
            Query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal),
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = await reader.ReadToEndAsync(context.RequestAborted),
        };
        _received.Enqueue(request);
        var fault = Take(request);
        if (fault?.HeldUntil is { } gate)
        {
            fault.Meanwhile?.Invoke();
            await gate.WaitAsync(context.RequestAborted);
            fault = null;
        }

        if (fault is { TakesEffect: false })
        {
            await BreakAsync(context, fault);
            return;
        }

        var answer = await AnswerAsync(request);
        await (fault is null ? WriteAsync(context, answer) : BreakAsync(context, fault));
    }

    private ServerFault? Take(ReceivedRequest request)
    {
        lock (_faults)
        {
            var fault = _faults.FirstOrDefault(fault => fault.Method == request.Method && request.Path.Contains(fault.PathPart, StringComparison.Ordinal));
            if (fault is not null && --fault.Times <= 0)
                _faults.Remove(fault);
            return fault;
        }
    }

    private static async Task BreakAsync(HttpContext context, ServerFault fault)
    {
        fault.Meanwhile?.Invoke();
        if (fault.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (fault.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = fault.ContentType;
        foreach (var (name, value) in fault.Headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(fault.Body, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, ServerAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.Body is null)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.Body.ToJsonString(), context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed record ReceivedRequest
{
    public required string Method { get; init; }
    public required string Path { get; init; }
    public required IReadOnlyDictionary<string, string> Query { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public required string Body { get; init; }

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public sealed record ServerAnswer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; init; } = [];
}

/// <summary>Breaks a request. Status 0 cuts the connection.</summary>
public sealed class ServerFault
{
    public required string Method { get; init; }
    public required string PathPart { get; init; }
    public int Times { get; set; } = 1;
    public int Status { get; init; }
    public string Body { get; init; } = "";
    public string ContentType { get; init; } = MediaTypeNames.Application.Json;
    public Dictionary<string, string> Headers { get; init; } = [];
    public bool Hangs { get; init; }

    /// <summary>Breaks nothing: the answer is what it always is, once this is over.</summary>
    public Task? HeldUntil { get; init; }

    /// <summary>Whether it is done all the same, and only the answer is lost.</summary>
    public bool TakesEffect { get; init; }

    public Action? Meanwhile { get; init; }
}
