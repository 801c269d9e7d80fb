using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace PostmortemBot.Slack.Tests.SocketMode;

/// <summary>Slack's end of Socket Mode, told by the test what to say.</summary>
internal sealed class SocketSlack : IAsyncDisposable
{
    public const string Hello = """{"type":"hello","num_connections":1,"debug_info":{"host":"applink-xxx-yyy","build_number":999,"approximate_connection_time":18060},"connection_info":{"app_id":"A111"}}""";

    /// <summary>What has not happened by then, does not happen.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly ConcurrentBag<SocketPeer> peers = [];
    private readonly Channel<SocketPeer> arrived = Channel.CreateUnbounded<SocketPeer>();

    private SocketSlack(WebApplication app) => this.app = app;

    public Uri Api => new(app.Urls.First() + "/api/");

    /// <summary>Refuses apps.connections.open with this error.</summary>
    public string? Refusal { get; set; }

    /// <summary>Answers apps.connections.open with 429 and this pause.</summary>
    public int? RetryAfter { get; set; }

    public bool GreetsAtOnce { get; set; } = true;

    /// <summary>What comes to the response_url of <see cref="ResponseUrl"/>.</summary>
    public Channel<string> Heard { get; } = Channel.CreateUnbounded<string>();

    public string ResponseUrl => app.Urls.First() + "/respond";

    /// <summary>Signals each call of apps.connections.open.</summary>
    public SemaphoreSlim Asked { get; } = new(0);

    public static async Task<SocketSlack> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var built = builder.Build();
        var slack = new SocketSlack(built);
        built.UseWebSockets();
        built.MapPost("/api/apps.connections.open", slack.Open);
        built.MapGet("/link", slack.Link);
        built.MapPost("/respond", slack.Hear);
        await built.StartAsync(TestContext.Current.CancellationToken);
        return slack;
    }

    /// <summary>The app's next connection.</summary>
    public async Task<SocketPeer> Connection() => await arrived.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    public bool HasAnotherConnection => arrived.Reader.TryPeek(out _);

    public ValueTask DisposeAsync()
    {
        foreach (var peer in peers) peer.Abort();
        return app.DisposeAsync();
    }

    private IResult Open(HttpContext http)
    {
        Asked.Release();
        if (RetryAfter is { } seconds)
        {
            http.Response.Headers.RetryAfter = $"{seconds}";
            return Results.StatusCode(429);
        }

        return Results.Json(Refusal is null
            ? new { ok = true, url = $"ws://{Api.Authority}/link?ticket=secret-ticket", error = (string?)null }
            : new { ok = false, url = "", error = (string?)Refusal });
    }

    private async Task Hear(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        await Heard.Writer.WriteAsync(await reader.ReadToEndAsync(http.RequestAborted));
        await http.Response.WriteAsync("ok");
    }

    private async Task Link(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var peer = new SocketPeer(socket);
        peers.Add(peer);
        if (GreetsAtOnce) await peer.Send(Hello);
        await arrived.Writer.WriteAsync(peer);
        await peer.Gone;
    }
}

/// <summary>One connection of the app, seen from Slack.</summary>
internal sealed class SocketPeer(WebSocket socket)
{
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task Gone => gone.Task;

    public static string Envelope(string type, string id, string payload, bool accepts = false, int attempt = 0) => $$"""
        {"envelope_id":"{{id}}","payload":{{payload}},"type":"{{type}}","accepts_response_payload":{{(accepts ? "true" : "false")}},"retry_attempt":{{attempt}},"retry_reason":"{{(attempt > 0 ? "timeout" : "")}}"}
        """;

    public static string Command(string id, string text = "", bool accepts = true, string responseUrl = "https://hooks.example.com/1") => Envelope(
        "slash_commands",
        id,
        $$"""{"token":"old","team_id":"T1","team_domain":"example","channel_id":"C1","channel_name":"dev","user_id":"U1","user_name":"ada","command":"/deploy","text":{{JsonSerializer.Serialize(text)}},"api_app_id":"A1","is_enterprise_install":"false","enterprise_id":null,"response_url":"{{responseUrl}}","trigger_id":"1.2.abc"}""",
        accepts);

    public Task Send(string frame) => socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, endOfMessage: true, Token);

    public Task SendBinary(byte[] frame) => socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, Token);

    public async Task SendInPieces(string frame, int size)
    {
        var bytes = Encoding.UTF8.GetBytes(frame);
        for (var from = 0; from < bytes.Length; from += size)
        {
            var piece = bytes.AsMemory(from, Math.Min(size, bytes.Length - from));
            await socket.SendAsync(piece, WebSocketMessageType.Text, from + size >= bytes.Length, Token);
        }
    }

    /// <summary>The next frame of the app; null when it closes.</summary>
    public async Task<JsonElement?> Next()
    {
        var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(), Token).AsTask().WaitAsync(SocketSlack.Patience, Token);
            if (piece.MessageType is WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, piece.Count);
            if (piece.EndOfMessage) return JsonElement.Parse(message.ToArray());
        }
    }

    /// <summary>The id that the next acknowledgement names.</summary>
    public async Task<string> Acknowledged() => (await Next())!.Value.GetProperty("envelope_id").GetString()!;

    /// <summary>The app closes, in good order and with nothing more to say; then Slack does too.</summary>
    public async Task IsClosed()
    {
        Assert.Null(await Next());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        await Close();
    }

    public async Task Close()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, Token);
        gone.TrySetResult();
    }

    public void Abort()
    {
        socket.Abort();
        gone.TrySetResult();
    }
}
