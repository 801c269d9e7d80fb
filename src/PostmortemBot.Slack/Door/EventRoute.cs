using System.Text.Json;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack;

/// <summary>One handler of one event class, so that the door need not know the class.</summary>
internal abstract class EventRoute
{
    public abstract Type HandlerType { get; }

    /// <summary>Reads the delivery as the handler wants it.</summary>
    /// <exception cref="JsonException">It is not what Slack documents.</exception>
    public abstract Func<CancellationToken, Task<Ack>> Read(ReadOnlySpan<byte> json);
}

internal sealed class EventRoute<TEvent>(IEventHandler<TEvent> handler) : EventRoute where TEvent : Event
{
    public override Type HandlerType => handler.GetType();

    public override Func<CancellationToken, Task<Ack>> Read(ReadOnlySpan<byte> json)
    {
        var callback = JsonSerializer.Deserialize<EventCallback<TEvent>>(json, SlackJson.Options);
        if (callback?.Event is null) throw new JsonException("There is no event.");

        return cancellationToken => handler.Handle(callback, cancellationToken);
    }
}
