using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PostmortemBot.Slack;

/// <summary>
/// Hands envelopes of all connections to their handlers, so many at once and no more; the rest waits here and not on the wire.
/// An envelope is acknowledged when it was handled, with its answer. An event whose handling failed is left unacknowledged, which is
/// how Slack learns that it should send it again; commands and interactions are answered with an apology instead, because Slack
/// sends those only once. What nobody here understands is acknowledged and logged: a repeat would not be understood either.
/// </summary>
internal sealed partial class SocketDesk(SlackDispatcher dispatcher, UnheardAnswers unheard, IOptions<SlackOptions> options, TimeProvider clock, ILogger<SocketDesk> logger)
{
    private const int AtOnce = 100;
    private const int MostWaiting = 1000;
    private const int MostIdle = 256;

    private readonly SeenEnvelopes seen = new(clock);
    private readonly ConcurrentQueue<SocketEnvelope> waiting = new();
    private readonly ConcurrentQueue<SocketEnvelope> idle = new();
    private readonly Occasionally occasionally = new(clock);
    private int running;

    public SocketEnvelope Borrow() => idle.TryDequeue(out var envelope) ? envelope : new SocketEnvelope(this);

    public void GiveBack(SocketEnvelope envelope)
    {
        envelope.Clear();
        if (idle.Count < MostIdle) idle.Enqueue(envelope);
    }

    /// <summary>Takes an envelope for handling and returns at once.</summary>
    public void Take(SocketEnvelope envelope)
    {
        if (waiting.Count >= MostWaiting)
        {
            if (occasionally.IsDue()) Log.TooMany(logger, MostWaiting);
            envelope.Connection.Leave(envelope);
            return;
        }

        waiting.Enqueue(envelope);
        // Whoever finishes meanwhile must see this envelope, or this must see that there is room.
        Interlocked.MemoryBarrier();
        StartMore();
    }

    /// <summary>The acknowledgement could not be sent. Slack sends events again; the answer to a command must find another way.</summary>
    public void NotHeard(SocketEnvelope envelope)
    {
        if (envelope.Handling is not { } handling) return;

        handling.NotSent();
        unheard.SayLater(envelope.Answer, envelope.Arrived, () => handling.IsHeard);
    }

    public void Handle(SocketEnvelope envelope)
    {
        ValueTask<Answer> work;
        try
        {
            work = Answer(envelope);
        }
        catch (Exception failure)
        {
            work = ValueTask.FromException<Answer>(failure);
        }

        if (work.IsCompletedSuccessfully) Finish(envelope, work.Result);
        else _ = FinishLater(envelope, work);
    }

    private async Task FinishLater(SocketEnvelope envelope, ValueTask<Answer> work)
    {
        try
        {
            Finish(envelope, await work);
        }
        catch (Exception failure)
        {
            Log.Broken(logger, envelope.Frame.Kind, failure);
            Leave(envelope);
        }
    }

    private ValueTask<Answer> Answer(SocketEnvelope envelope)
    {
        // Slack has given up on it, and has sent it again where it does that.
        if (clock.GetElapsedTime(envelope.Arrived) > options.Value.HandlerTimeout) return new(Late);

        var id = envelope.Id;
        var isFirst = seen.IsFirst(id, out var handling);
        envelope.Handling = handling;
        return isFirst ? First(envelope, id, handling) : new(handling.Task);
    }

    private async ValueTask<Answer> First(SocketEnvelope envelope, string id, EnvelopeHandling promise)
    {
        try
        {
            var answer = await (envelope.Frame.Kind switch
            {
                FrameKind.Events => dispatcher.Event(envelope.Payload, envelope.Arrived),
                FrameKind.Interactive => dispatcher.Interaction(envelope.Payload, envelope.Arrived),
                _ => dispatcher.Command(envelope.Payload, envelope.Arrived),
            });
            // Events that were handled have their receipts.
            if (envelope.Frame.Kind is FrameKind.Events) seen.Forget(id, promise);
            promise.SetResult(answer);
            return answer;
        }
        catch (Exception failure)
        {
            seen.Forget(id, promise);
            promise.SetResult(Failed);
            Log.Broken(logger, envelope.Frame.Kind, failure);
            return Failed;
        }
    }

    private void Finish(SocketEnvelope envelope, Answer answer)
    {
        if (answer.Status >= Failed.Status)
        {
            if (answer.Status == Late.Status && occasionally.IsDue()) Log.TooLate(logger, envelope.Frame.Kind);
            Leave(envelope);
            return;
        }

        if (answer.Status != 200 && occasionally.IsDue()) Log.NotUnderstood(logger, envelope.Frame.Kind, System.Text.Encoding.UTF8.GetString(answer.Body.Span));
        envelope.WriteAck(answer);
        envelope.Connection.Send(envelope);
        Done();
    }

    private void Leave(SocketEnvelope envelope)
    {
        envelope.Connection.Leave(envelope);
        Done();
    }

    private void Done()
    {
        Interlocked.Decrement(ref running);
        StartMore();
    }

    private void StartMore()
    {
        while (!waiting.IsEmpty)
        {
            var now = Volatile.Read(ref running);
            if (now >= AtOnce) return;
            if (Interlocked.CompareExchange(ref running, now + 1, now) != now) continue;

            if (waiting.TryDequeue(out var next)) ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
            else Interlocked.Decrement(ref running);
        }
    }

    private static readonly Answer Failed = Slack.Answer.Refuse(500, "");
    private static readonly Answer Late = Slack.Answer.Refuse(503, "");

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Error, "More than {Most} envelopes wait to be handled: some are left to Slack, which sends events again")]
        public static partial void TooMany(ILogger logger, int most);

        [LoggerMessage(61, LogLevel.Error, "An envelope ({Kind}) could not be handled")]
        public static partial void Broken(ILogger logger, FrameKind kind, Exception failure);

        [LoggerMessage(62, LogLevel.Warning, "An envelope ({Kind}) waited so long for a handler that Slack has given up on it")]
        public static partial void TooLate(ILogger logger, FrameKind kind);

        [LoggerMessage(63, LogLevel.Warning, "An envelope ({Kind}) is not what Slack documents: {Reason}")]
        public static partial void NotUnderstood(ILogger logger, FrameKind kind, string reason);
    }
}
