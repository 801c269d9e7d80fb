using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack;

/// <summary>Answers a slash command.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-slash-commands"/>
public interface ISlashCommandHandler
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<SlashCommandResponse> Handle(SlashCommand command, CancellationToken cancellationToken);
}

/// <summary>Answers a button, menu or input that acts at once.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload"/>
public interface IBlockActionHandler
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken);
}

/// <summary>Answers a submitted modal.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
public interface IViewSubmissionHandler
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken);
}

/// <summary>Is told of a cancelled modal.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload"/>
public interface IViewClosedHandler
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<Ack> Handle(ViewClosed closed, CancellationToken cancellationToken);
}

/// <summary>Answers a shortcut in a message's menu.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-shortcuts"/>
public interface IMessageShortcutHandler
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<Ack> Handle(MessageShortcut shortcut, CancellationToken cancellationToken);
}

/// <summary>Answers a shortcut of the whole workspace.</summary>
/// <seealso href="https://docs.slack.dev/interactivity/implementing-shortcuts"/>
public interface IGlobalShortcutHandler
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<Ack> Handle(GlobalShortcut shortcut, CancellationToken cancellationToken);
}

/// <summary>Gives the options of an external menu while a person types.</summary>
/// <seealso href="https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload"/>
public interface IBlockOptionProvider
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before.</summary>
    Task<BlockOptionsResponse> GetOptions(BlockOptionsRequest request, CancellationToken cancellationToken);
}

/// <summary>Is told of an event.</summary>
/// <typeparam name="TEvent">The event's class, which says the event's type.</typeparam>
/// <seealso href="https://docs.slack.dev/apis/events-api"/>
public interface IEventHandler<TEvent> where TEvent : Event
{
    /// <summary>Answers within the three seconds Slack waits; the token cancels shortly before. A handler that throws gets the event again.</summary>
    Task<Ack> Handle(EventCallback<TEvent> callback, CancellationToken cancellationToken);
}

/// <summary>Is told of few of many events. What nobody wants is acknowledged at once, and nothing is kept of it.</summary>
/// <typeparam name="TEvent">The event's class, which says the event's type.</typeparam>
/// <seealso href="https://docs.slack.dev/apis/events-api"/>
public interface ISelectiveEventHandler<TEvent> : IEventHandler<TEvent> where TEvent : Event
{
    /// <summary>Whether the event is worth handling. Cheap, and changes nothing: it is asked for every delivery, repeats too.</summary>
    ValueTask<bool> Wants(EventCallback<TEvent> callback, CancellationToken cancellationToken);
}
