using System.Text.Json;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack;

/// <summary>One handler of one event class, so that the door need not know the class.</summary>
internal abstract class EventRoute
{
    public abstract Type HandlerType { get; }
}

internal sealed class EventRoute<TEvent>(IEventHandler<TEvent> handler) : EventRoute where TEvent : Event
{
    public override Type HandlerType => handler.GetType();
}
