namespace PostmortemBot.Slack;

/// <summary>The one handling of an envelope, however often and over whichever connections it came.</summary>
internal sealed class EnvelopeHandling() : TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private int sent;

    /// <summary>The answer went out over one of the connections, or is going.</summary>
    public bool IsHeard => Volatile.Read(ref sent) > 0;

    public void Sending() => Interlocked.Increment(ref sent);

    public void NotSent() => Interlocked.Decrement(ref sent);
}

/// <summary>
/// The envelopes of the last minute with their answers. Slack sends one again when the connection it went over broke before it was
/// acknowledged: whoever holds it then waits for the one handling there is, and the answer goes back the way that is still open.
/// </summary>
internal sealed class SeenEnvelopes(TimeProvider clock)
{
    private const int Most = 4096;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, EnvelopeHandling> answers = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, EnvelopeHandling Answer, long At)> order = new();

    /// <summary>True for the first to bring this envelope: that one handles it and sets the answer.</summary>
    public bool IsFirst(string id, out EnvelopeHandling answer)
    {
        lock (gate)
        {
            if (answers.TryGetValue(id, out answer!)) return false;

            var now = clock.GetTimestamp();
            while (order.TryPeek(out var oldest) && (order.Count >= Most || clock.GetElapsedTime(oldest.At, now) > Kept))
            {
                order.Dequeue();
                Remove(oldest.Id, oldest.Answer);
            }

            answer = new EnvelopeHandling();
            answers.Add(id, answer);
            order.Enqueue((id, answer, now));
            return true;
        }
    }

    /// <summary>Handling failed, or another way than this remembers it: the next one is a first one again.</summary>
    public void Forget(string id, EnvelopeHandling answer)
    {
        lock (gate) Remove(id, answer);
    }

    private void Remove(string id, EnvelopeHandling answer)
    {
        if (answers.TryGetValue(id, out var current) && current == answer) answers.Remove(id);
    }
}
