using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Slack;

/// <summary>Registers handlers by kind and id. A handler is created once and serves all requests, so it keeps no state of a request.</summary>
public sealed class SlackBuilder
{
    private readonly IServiceCollection services;

    internal SlackBuilder(IServiceCollection services) => this.services = services;

    /// <summary>A slash command, named as people type it: <c>/deploy</c>.</summary>
    public SlackBuilder SlashCommand<THandler>(string command) where THandler : class, ISlashCommandHandler
    {
        if (!command.StartsWith('/'))
            throw new ArgumentException($"A slash command starts with a slash; '{command}' does not.", nameof(command));
        return Add<THandler>(HandlerKind.SlashCommand, command);
    }

    /// <summary>A button, menu or input that acts at once, by its <c>action_id</c>.</summary>
    public SlackBuilder BlockAction<THandler>(string actionId) where THandler : class, IBlockActionHandler =>
        Add<THandler>(HandlerKind.BlockAction, actionId);

    /// <summary>The options of an external menu, by its <c>action_id</c>.</summary>
    public SlackBuilder BlockOptions<TProvider>(string actionId) where TProvider : class, IBlockOptionProvider =>
        Add<TProvider>(HandlerKind.BlockOptions, actionId);

    /// <summary>A submitted modal, by its <c>callback_id</c>.</summary>
    public SlackBuilder ViewSubmission<THandler>(string callbackId) where THandler : class, IViewSubmissionHandler =>
        Add<THandler>(HandlerKind.ViewSubmission, callbackId);

    /// <summary>A cancelled modal, by its <c>callback_id</c>; Slack only tells of those with <c>notify_on_close</c>.</summary>
    public SlackBuilder ViewClosed<THandler>(string callbackId) where THandler : class, IViewClosedHandler =>
        Add<THandler>(HandlerKind.ViewClosed, callbackId);

    /// <summary>A shortcut in a message's menu, by its <c>callback_id</c>.</summary>
    public SlackBuilder MessageShortcut<THandler>(string callbackId) where THandler : class, IMessageShortcutHandler =>
        Add<THandler>(HandlerKind.MessageShortcut, callbackId);

    /// <summary>A shortcut of the whole workspace, by its <c>callback_id</c>.</summary>
    public SlackBuilder GlobalShortcut<THandler>(string callbackId) where THandler : class, IGlobalShortcutHandler =>
        Add<THandler>(HandlerKind.GlobalShortcut, callbackId);

    /// <summary>An event; its class says which of Slack's event types are meant. Several handlers may listen to one event.</summary>
    public SlackBuilder Event<TEvent, THandler>() where TEvent : Event where THandler : class, IEventHandler<TEvent>
    {
        foreach (var type in EventTypeAttribute.Of(typeof(TEvent)))
            Event<TEvent, THandler>(type);
        return this;
    }

    /// <summary>An event by its type, for those that have no class (<see cref="UnknownEvent"/>).</summary>
    public SlackBuilder Event<TEvent, THandler>(string type) where TEvent : Event where THandler : class, IEventHandler<TEvent> =>
        Add<THandler>(HandlerKind.Event, type, provider => new EventRoute<TEvent>(provider.GetRequiredService<THandler>()));

    private SlackBuilder Add<THandler>(HandlerKind kind, string id, Func<IServiceProvider, EventRoute>? route = null) where THandler : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        services.TryAddSingleton<THandler>();
        services.AddSingleton(new SlackHandler(kind, id, typeof(THandler)) { EventRoute = route });
        return this;
    }
}
