namespace PostmortemBot.Slack;

/// <summary>Tells Slack that a request was received. Nothing is shown; whatever people should see is sent by the client.</summary>
public sealed class Ack
{
    private Ack()
    {
    }

    /// <summary>Received.</summary>
    public static Ack Done { get; } = new();

    /// <summary>Received, for handlers that have nothing to await.</summary>
    public static Task<Ack> DoneTask { get; } = Task.FromResult(Done);
}
