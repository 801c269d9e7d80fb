using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.Extensions.Logging;

namespace PostmortemBot.Slack;

/// <summary>Why a connection ends.</summary>
internal enum SocketEnd
{
    /// <summary>It broke, or Slack closed it without a word.</summary>
    Lost,

    /// <summary>Slack asks for another one in its place; this one still works for a moment.</summary>
    Renew,

    /// <summary>Socket Mode was switched off.</summary>
    LinkDisabled,

    /// <summary>The app has more connections than Slack allows.</summary>
    TooMany,
}

/// <summary>
/// One connection. Reading waits for nothing but the next frame; acknowledgements are written by one thread at a time, whichever
/// comes first.
/// </summary>
internal sealed partial class SocketConnection(WebSocket socket, SocketStream stream, SocketDesk desk, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<SocketEnvelope> acks = new();
    private readonly TaskCompletionSource<bool> hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<SocketEnd> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Occasionally occasionally = new(clock);
    private Task reading = Task.CompletedTask;
    private volatile bool isOpen;
    private volatile bool isRefusing;
    private int unsent;
    // One for the connection itself, so that this reaches zero only once it is retired.
    private int underway = 1;

    /// <summary>Slack has said hello, and the connection has not broken since.</summary>
    public bool IsOpen => isOpen;

    /// <summary>Ends with true once Slack has said hello, with false when the connection ended before.</summary>
    public Task<bool> Hello => hello.Task;

    public Task<SocketEnd> End => end.Task;

    public void Start() => reading = Task.Run(Read);

    /// <summary>Sends an envelope's acknowledgement and gives the envelope back; never waits.</summary>
    public void Send(SocketEnvelope envelope)
    {
        acks.Enqueue(envelope);
        if (Interlocked.Increment(ref unsent) == 1) _ = SendAll();
    }

    /// <summary>Gives an envelope back without acknowledging it.</summary>
    public void Leave(SocketEnvelope envelope)
    {
        desk.GiveBack(envelope);
        Finished();
    }

    /// <summary>Takes nothing more; what was taken is still finished.</summary>
    public void Refuse() => isRefusing = true;

    /// <summary>Closes the connection once what it brought is acknowledged. <paramref name="refuse"/>: takes nothing more.</summary>
    public async Task Retire(bool refuse)
    {
        if (refuse) Refuse();
        Finished();
        await Within(idle.Task);
        // What comes from now on could not be acknowledged.
        Refuse();
        try
        {
            using var limit = new CancellationTokenSource(Patience, clock);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // The other side was faster.
        }

        await Within(reading);
        socket.Abort();
        socket.Dispose();
    }

    private async Task Within(Task task)
    {
        try
        {
            await task.WaitAsync(Patience, clock, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            Log.Impatient(logger, Volatile.Read(ref underway));
        }
    }

    private async Task Read()
    {
        var envelope = desk.Borrow();
        try
        {
            while (await ReadFrame(envelope))
            {
                if (Take(envelope)) envelope = desk.Borrow();
                else envelope.Forget();
            }
        }
        catch (Exception lost)
        {
            Log.Broke(logger, lost);
        }
        finally
        {
            isOpen = false;
            desk.GiveBack(envelope);
            hello.TrySetResult(false);
            end.TrySetResult(SocketEnd.Lost);
        }
    }

    /// <summary>One whole text frame, however many pieces it came in; false at the end.</summary>
    private async ValueTask<bool> ReadFrame(SocketEnvelope envelope)
    {
        while (true)
        {
            var room = envelope.Room();
            var piece = await socket.ReceiveAsync(room.IsEmpty ? new byte[SocketEnvelope.Largest / 16] : room, CancellationToken.None);
            if (piece.MessageType is WebSocketMessageType.Close) return false;
            if (!room.IsEmpty) envelope.Add(piece.Count);
            if (!piece.EndOfMessage) continue;
            if (!room.IsEmpty && piece.MessageType is WebSocketMessageType.Text) return true;

            if (occasionally.IsDue()) Log.NotTaken(logger, room.IsEmpty ? "it is larger than 1 MB" : "it is binary");
            envelope.Forget();
        }
    }

    /// <summary>True when the envelope was handed on.</summary>
    private bool Take(SocketEnvelope envelope)
    {
        ref readonly var frame = ref envelope.Read(this, clock.GetTimestamp());
        switch (frame.Kind)
        {
            case FrameKind.Hello:
                isOpen = true;
                hello.TrySetResult(true);
                return false;
            case FrameKind.Disconnect:
                Log.AskedToGo(logger, frame.Word);
                end.TrySetResult(frame.Word switch { "link_disabled" => SocketEnd.LinkDisabled, "too_many_websockets" => SocketEnd.TooMany, _ => SocketEnd.Renew });
                // Told to go before it was welcome: there will be no hello.
                hello.TrySetResult(false);
                return false;
            case FrameKind.Garbage:
            case FrameKind.Unknown when !frame.HasEnvelope:
                if (occasionally.IsDue()) Log.NotTaken(logger, frame.Kind is FrameKind.Garbage ? "it is not a JSON object with a type" : $"its type is {frame.Word}");
                return false;
        }

        if (isRefusing || !frame.HasEnvelope) return false;

        Interlocked.Increment(ref underway);
        if (frame.RetryAttempt > 0) Log.SentAgain(logger, frame.Kind, frame.RetryAttempt, frame.Word);
        if (frame.Kind is not FrameKind.Unknown)
        {
            desk.Take(envelope);
            return true;
        }

        if (occasionally.IsDue()) Log.UnknownType(logger, frame.Word);
        envelope.WriteAck(Answer.Empty);
        Send(envelope);
        return true;
    }

    private async Task SendAll()
    {
        do
        {
            acks.TryDequeue(out var envelope);
            envelope!.Handling?.Sending();
            try
            {
                stream.IsMoreToCome = Volatile.Read(ref unsent) > 1;
                await socket.SendAsync(envelope.Ack, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception lost) when (lost is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                desk.NotHeard(envelope);
                Log.NotAcknowledged(logger, envelope.Frame.Kind);
                socket.Abort();
            }

            Leave(envelope);
        }
        while (Interlocked.Decrement(ref unsent) > 0);
    }

    private void Finished()
    {
        if (Interlocked.Decrement(ref underway) == 0) idle.TrySetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(70, LogLevel.Debug, "A connection to Slack broke")]
        public static partial void Broke(ILogger logger, Exception reason);

        [LoggerMessage(71, LogLevel.Information, "Slack asks to leave a connection ({Reason})")]
        public static partial void AskedToGo(ILogger logger, string reason);

        [LoggerMessage(72, LogLevel.Warning, "Ignored a frame from Slack: {Reason}")]
        public static partial void NotTaken(ILogger logger, string reason);

        [LoggerMessage(73, LogLevel.Warning, "Acknowledged an envelope of the type '{Type}', which is not known here")]
        public static partial void UnknownType(ILogger logger, string type);

        [LoggerMessage(74, LogLevel.Information, "Slack sends an envelope again ({Kind}, attempt {Attempt}, because of {Reason})")]
        public static partial void SentAgain(ILogger logger, FrameKind kind, int attempt, string reason);

        [LoggerMessage(75, LogLevel.Warning, "An envelope ({Kind}) was handled, but its connection broke before it could be acknowledged; Slack sends events again, and the answer to a command goes by its response_url")]
        public static partial void NotAcknowledged(ILogger logger, FrameKind kind);

        [LoggerMessage(76, LogLevel.Warning, "A connection to Slack is closed although {Underway} envelopes are not acknowledged")]
        public static partial void Impatient(ILogger logger, int underway);
    }
}
