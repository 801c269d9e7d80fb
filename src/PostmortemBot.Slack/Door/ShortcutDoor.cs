using System.Collections.Frozen;

namespace PostmortemBot.Slack;

/// <summary>Finds the handlers of shortcuts.</summary>
internal sealed class ShortcutDoor(HandlerTable table, HandlerRunner runner, Unhandled unhandled, Explanations explanations)
{
    private readonly FrozenDictionary<string, IMessageShortcutHandler> onMessages = table.Of<IMessageShortcutHandler>(HandlerKind.MessageShortcut);
    private readonly FrozenDictionary<string, IGlobalShortcutHandler> anywhere = table.Of<IGlobalShortcutHandler>(HandlerKind.GlobalShortcut);

    public ValueTask<Answer> OnMessage(MessageShortcut shortcut, long arrived)
    {
        var ids = new RequestIds(HandlerKind.MessageShortcut, shortcut.CallbackId, shortcut.WorkspaceId, shortcut.UserId, shortcut.Enterprise?.Id);
        if (!onMessages.TryGetValue(shortcut.CallbackId, out var handler))
        {
            unhandled.Tell(ids);
            return new(Explain(shortcut, Unhandled.Element));
        }

        return runner.Run(
            ids,
            handler,
            shortcut,
            static (handler, shortcut, cancellationToken) => handler.Handle(shortcut, cancellationToken),
            static _ => Answer.Empty,
            (shortcut, words) => Explain(shortcut, words),
            arrived);
    }

    public ValueTask<Answer> Anywhere(GlobalShortcut shortcut, long arrived)
    {
        var ids = new RequestIds(HandlerKind.GlobalShortcut, shortcut.CallbackId, shortcut.WorkspaceId, shortcut.UserId, shortcut.Enterprise?.Id);
        if (!anywhere.TryGetValue(shortcut.CallbackId, out var handler))
        {
            unhandled.Tell(ids);
            return new(Answer.Empty);
        }

        return runner.Run(
            ids,
            handler,
            shortcut,
            static (handler, shortcut, cancellationToken) => handler.Handle(shortcut, cancellationToken),
            static _ => Answer.Empty,
            static (_, _) => Answer.Empty,
            arrived);
    }

    private Answer Explain(MessageShortcut shortcut, string words)
    {
        explanations.Send(shortcut.ResponseUrl, words);
        return Answer.Empty;
    }
}
