namespace PostmortemBot.Slack;

/// <summary>What a handler answers to; together with an id it finds the handler.</summary>
public enum HandlerKind
{
    /// <summary>A slash command, found by its name with the slash.</summary>
    SlashCommand,

    /// <summary>A button, menu or input that acts at once, found by <c>action_id</c>.</summary>
    BlockAction,

    /// <summary>Options of an external menu, found by <c>action_id</c>.</summary>
    BlockOptions,

    /// <summary>A submitted modal, found by <c>callback_id</c>.</summary>
    ViewSubmission,

    /// <summary>A cancelled modal, found by <c>callback_id</c>.</summary>
    ViewClosed,

    /// <summary>A shortcut in a message's menu, found by <c>callback_id</c>.</summary>
    MessageShortcut,

    /// <summary>A shortcut of the whole workspace, found by <c>callback_id</c>.</summary>
    GlobalShortcut,

    /// <summary>An event, found by its type.</summary>
    Event,
}
