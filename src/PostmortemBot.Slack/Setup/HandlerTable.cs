using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace PostmortemBot.Slack;

/// <summary>The handlers themselves, created once, by kind and id.</summary>
internal sealed class HandlerTable(SlackHandlers handlers, IServiceProvider services)
{
    public FrozenDictionary<string, THandler> Of<THandler>(HandlerKind kind) where THandler : class =>
        handlers.Where(handler => handler.Kind == kind)
            .ToFrozenDictionary(handler => handler.Id, handler => (THandler)services.GetRequiredService(handler.HandlerType), StringComparer.Ordinal);

    public FrozenDictionary<string, EventRoute[]> Events() =>
        handlers.Where(handler => handler.Kind is HandlerKind.Event)
            .GroupBy(handler => handler.Id, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(handler => handler.EventRoute!(services)).ToArray(), StringComparer.Ordinal);
}
