using System.Text.Json;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack;

/// <summary>One handler of one event class, so that the door need not know the class.</summary>
internal abstract class EventRoute
{
    public abstract Type HandlerType { get; }

    /// <summary>Reads the delivery as the handler wants it.</summary>
    /// <exception cref="JsonException">It is not what Slack documents.</exception>
    public abstract EventCall Read(ReadOnlySpan<byte> json);
}

internal sealed class EventRoute<TEvent>(IEventHandler<TEvent> handler) : EventRoute where TEvent : Event
{
    public override Type HandlerType => handler.GetType();

    public override EventCall Read(ReadOnlySpan<byte> json)
    {
        var callback = JsonSerializer.Deserialize<EventCallback<TEvent>>(json, SlackJson.Options);
        if (callback?.Event is null) throw new JsonException("There is no event.");

        return new EventCall(
            handler is ISelectiveEventHandler<TEvent> selective ? cancellationToken => selective.Wants(callback, cancellationToken) : null,
            cancellationToken => handler.Handle(callback, cancellationToken));
    }
}

/// <summary>An event in its handler's hands.</summary>
/// <param name="Wants">Whether the handler wants it; null: it wants all.</param>
/// <param name="Handle">Handles it.</param>
internal readonly record struct EventCall(Func<CancellationToken, ValueTask<bool>>? Wants, Func<CancellationToken, Task<Ack>> Handle);
