using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Page.Conversation;

/// <summary>Slack's own confirm dialogs, in the shape an app would send.</summary>
public static class Questions
{
    public static JsonObject DeleteMessage() => new()
    {
        ["title"] = Words("Delete message"),
        ["text"] = Words("Are you sure you want to delete this message? This cannot be undone."),
        ["confirm"] = Words("Delete"),
        ["deny"] = Words("Cancel"),
        ["style"] = "danger",
    };

    private static JsonObject Words(string text) => new() { ["type"] = "plain_text", ["text"] = text };
}
