namespace PostmortemBot.Slack;

/// <summary>One registered handler.</summary>
/// <param name="Kind">What it answers to.</param>
/// <param name="Id">The command, action id, callback id or event type it is found by.</param>
/// <param name="HandlerType">The class that handles it.</param>
public sealed record SlackHandler(HandlerKind Kind, string Id, Type HandlerType)
{
    /// <summary>The event class it takes; null for everything but events.</summary>
    internal Func<IServiceProvider, EventRoute>? EventRoute { get; init; }
}
