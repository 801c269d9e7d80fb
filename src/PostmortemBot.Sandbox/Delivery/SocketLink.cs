using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>One connection of the app: writes what is queued, one frame after another, and hands on what comes.</summary>
public sealed class SocketLink(WebSocket socket, int number, DateTimeOffset opened, TimeSpan life) : IDisposable
{
    private const int MostBytes = 1024 * 1024;
    private readonly Channel<byte[]> _frames = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _gone = new();
    private long _delivered;
    private long _acknowledged;

    public int Number => number;
    public DateTimeOffset Opened => opened;
    public TimeSpan Life => life;
    /// <summary>The app was asked to leave it.</summary>
    public bool IsLeaving { get; set; }
    public long Delivered => Interlocked.Read(ref _delivered);
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public void Send(JsonObject frame) => _frames.Writer.TryWrite(Encoding.UTF8.GetBytes(frame.Wired()));

    public void Deliver(SocketEnvelope envelope)
    {
        envelope.Link = this;
        Interlocked.Increment(ref _delivered);
        _frames.Writer.TryWrite(envelope.Frame);
    }

    public void CountAcknowledged() => Interlocked.Increment(ref _acknowledged);

    /// <summary>Says goodbye after what is queued.</summary>
    public void Close() => _frames.Writer.TryComplete();

    /// <summary>Is gone without a word.</summary>
    public void Drop()
    {
        _frames.Writer.TryComplete();
        _gone.Cancel();
        socket.Abort();
    }

    /// <summary>Runs until either side closes.</summary>
    public async Task RunAsync(Action<JsonObject> receive, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _gone.Token);
        var writing = WriteAsync(either.Token);
        try
        {
            await ReadAsync(receive, either.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException)
        {
            // The app is gone, or was dropped.
        }
        Close();
        await writing;
    }

    public void Dispose()
    {
        _gone.Dispose();
        socket.Dispose();
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(cancellationToken))
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // What was not acknowledged goes over another connection.
        }
    }

    private async Task ReadAsync(Action<JsonObject> receive, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        using var message = new MemoryStream();
        while (true)
        {
            var piece = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (piece.MessageType is WebSocketMessageType.Close) return;
            message.Write(buffer, 0, piece.Count);
            if (message.Length > MostBytes) return;
            if (!piece.EndOfMessage) continue;
            if (Json.TryParse(Encoding.UTF8.GetString(message.GetBuffer(), 0, (int)message.Length)) is JsonObject frame) receive(frame);
            message.SetLength(0);
        }
    }
}
