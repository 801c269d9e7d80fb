using System.Net.WebSockets;
using System.Text;

namespace PostmortemBot.Benchmarks;

/// <summary>
/// Slack's end of a socket, with nothing behind it: so many envelopes are under way at any time, each acknowledgement makes room for
/// the next. It does so little that the client is what is measured.
/// </summary>
internal sealed class SocketLoad : IAsyncDisposable
{
    private const int UnderWay = 64;
    private const int Room = 1 << 16;

    private readonly WebApplication _app;
    private readonly SocketEnvelopes _envelopes = new();
    private readonly long[] _sent = new long[Room];
    private TaskCompletionSource _over = new();
    private WebSocket? _socket;
    private long _next;

    private SocketLoad(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<SocketLoad> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var load = new SocketLoad(app);
        app.UseWebSockets();
        app.MapPost("/api/apps.connections.open", () => Results.Json(new { ok = true, url = $"ws://{load.Address.Authority}/link" }));
        app.MapGet("/link", load.ConnectAsync);
        app.MapGet("/connected", () => load._socket is null ? Results.StatusCode(503) : Results.Ok());
        await app.StartAsync();
        return load;
    }

    public async Task<Measured> RunAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
    {
        var socket = _socket ?? throw new InvalidOperationException("the client is not connected");
        var time = TimeProvider.System;
        var latencies = new List<double>(1 << 20);
        var buffer = new byte[64 * 1024];
        var failed = 0L;
        var started = time.GetTimestamp();
        for (var n = 0; n < UnderWay; n++)
            await SendAsync(socket, cancellationToken);

        for (var open = UnderWay; open > 0;)
        {
            var length = await ReceiveAsync(socket, buffer, cancellationToken);
            var number = SocketEnvelopes.Acknowledged(buffer.AsSpan(0, length));
            if (number < 0 || number >= _next || number < _next - Room)
            {
                failed++;
                open--;
                continue;
            }

            latencies.Add(time.GetElapsedTime(_sent[number % Room]).TotalMilliseconds);
            if (time.GetElapsedTime(started) < duration)
                await SendAsync(socket, cancellationToken);
            else
                open--;
        }

        var took = time.GetElapsedTime(started);
        latencies.Sort();
        return new Measured
        {
            Name = name,
            PerSecond = latencies.Count / took.TotalSeconds,
            P50 = latencies[latencies.Count / 2],
            P99 = latencies[(int)(latencies.Count * 0.99)],
            Max = latencies[^1],
            Failed = failed,
            Trouble = failed > 0 ? "envelopes were acknowledged wrongly" : null,
        };
    }

    public ValueTask DisposeAsync()
    {
        _over.TrySetResult();
        return _app.DisposeAsync();
    }

    private async Task ConnectAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes("""{"type":"hello","num_connections":1,"debug_info":{"host":"bench","approximate_connection_time":18060},"connection_info":{"app_id":"A0POSTMORT1"}}"""), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        _over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _socket = socket;
        using var gone = context.RequestAborted.Register(_over.SetResult);
        await _over.Task;
        _socket = null;
    }

    private ValueTask SendAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var number = _next++;
        _sent[number % Room] = TimeProvider.System.GetTimestamp();
        return socket.SendAsync(_envelopes.Frame(number), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }

    private static async ValueTask<int> ReceiveAsync(WebSocket socket, byte[] buffer, CancellationToken cancellationToken)
    {
        for (var length = 0; ;)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            if (piece.MessageType is WebSocketMessageType.Close)
                throw new InvalidOperationException("the client closed the socket");

            length += piece.Count;
            if (piece.EndOfMessage)
                return length;
        }
    }
}
