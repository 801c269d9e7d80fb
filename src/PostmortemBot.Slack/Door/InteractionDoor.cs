namespace PostmortemBot.Slack;

/// <summary>Reads interactions and hands them to whoever takes their kind.</summary>
internal sealed class InteractionDoor(ElementDoor elements, ViewDoor views, ShortcutDoor shortcuts)
{
    private static readonly Answer NotJson = Answer.Malformed("The payload is not JSON.");
    private static readonly Answer UnknownKind = Answer.Malformed("The payload is of a kind that is not known here.");
    private static readonly Answer WrongShape = Answer.Malformed("The payload has not the shape Slack documents for its type.");

    public ValueTask<Answer> Take(ReadOnlyMemory<byte> json, long arrived)
    {
        var bytes = Payload.WithoutNul(json.Span);
        return Payload.TypeOf(bytes) switch
        {
            null => new(NotJson),
            "block_actions" => Payload.TryRead<BlockActionRequest>(bytes, out var action) && IsWhole(action)
                ? elements.Act(action, arrived) : new(WrongShape),
            "block_suggestion" => Payload.TryRead<BlockOptionsRequest>(bytes, out var options) && IsWhole(options)
                ? elements.Suggest(options, arrived) : new(WrongShape),
            "view_submission" => Payload.TryRead<ViewSubmission>(bytes, out var submission) && IsWhole(submission, submission.View)
                ? views.Submit(submission, arrived) : new(WrongShape),
            "view_closed" => Payload.TryRead<ViewClosed>(bytes, out var closed) && IsWhole(closed, closed.View)
                ? views.Close(closed, arrived) : new(WrongShape),
            "message_action" => Payload.TryRead<MessageShortcut>(bytes, out var shortcut) && IsWhole(shortcut)
                ? shortcuts.OnMessage(shortcut, arrived) : new(WrongShape),
            "shortcut" => Payload.TryRead<GlobalShortcut>(bytes, out var shortcut) && IsWhole(shortcut)
                ? shortcuts.Anywhere(shortcut, arrived) : new(WrongShape),
            _ => new(UnknownKind),
        };
    }

    private static bool IsWhole(BlockActionRequest request) =>
        HasPerson(request) && request.Actions is [{ ActionId.Length: > 0 }, ..];

    private static bool IsWhole(BlockOptionsRequest request) => HasPerson(request) && request.ActionId.Length > 0;

    private static bool IsWhole(InteractionRequest request, ViewInfo? view) => HasPerson(request) && Payload.IsId(view?.Id);

    private static bool IsWhole(MessageShortcut shortcut) =>
        HasPerson(shortcut) && shortcut.CallbackId.Length > 0 && Payload.IsId(shortcut.ChannelId) && Payload.IsId(shortcut.MessageTs);

    private static bool IsWhole(GlobalShortcut shortcut) => HasPerson(shortcut) && shortcut.CallbackId.Length > 0;

    private static bool HasPerson(InteractionRequest request) => Payload.IsId(request.UserId) && Payload.IsId(request.WorkspaceId);
}
