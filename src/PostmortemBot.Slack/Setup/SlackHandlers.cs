using System.Collections;

namespace PostmortemBot.Slack;

/// <summary>Every registered handler, for whoever compares them with the app's manifest.</summary>
public sealed class SlackHandlers : IReadOnlyCollection<SlackHandler>
{
    private readonly SlackHandler[] handlers;

    /// <summary>Takes the registrations and refuses two handlers for one id.</summary>
    /// <exception cref="InvalidOperationException">Two handlers are registered for the same kind and id; the message names both.</exception>
    public SlackHandlers(IEnumerable<SlackHandler> registered)
    {
        handlers = [.. registered];
        var first = new Dictionary<(HandlerKind, string, Type?), SlackHandler>();
        foreach (var handler in handlers)
        {
            // One event may interest several features; the same class twice is still a slip.
            var key = (handler.Kind, handler.Id, handler.Kind is HandlerKind.Event ? handler.HandlerType : null);
            if (!first.TryAdd(key, handler))
                throw new InvalidOperationException($"Two handlers are registered for {handler.Kind} '{handler.Id}': {first[key].HandlerType.FullName} and {handler.HandlerType.FullName}. Give one of them another id.");
        }
    }

    /// <inheritdoc/>
    public int Count => handlers.Length;

    /// <summary>The ids handled for a kind.</summary>
    public IEnumerable<string> Ids(HandlerKind kind) => handlers.Where(handler => handler.Kind == kind).Select(handler => handler.Id);

    /// <inheritdoc/>
    public IEnumerator<SlackHandler> GetEnumerator() => ((IEnumerable<SlackHandler>)handlers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => handlers.GetEnumerator();
}
