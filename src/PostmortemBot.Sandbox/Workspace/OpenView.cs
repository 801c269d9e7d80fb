using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A modal on somebody's screen, or a published Home tab.</summary>
public sealed class OpenView
{
    public required string Id { get; init; }
    public required string UserId { get; init; }
    public required string RootId { get; init; }
    public string? PreviousId { get; init; }
    public string Hash { get; set; } = "";
    /// <summary>What the app sent: type, title, blocks (with generated ids filled in), callback_id, private_metadata…</summary>
    public required JsonObject Definition { get; set; }
    /// <summary>The value of every stateful element: block_id, action_id, value entry as in state.values.</summary>
    public JsonObject Values { get; set; } = [];
    /// <summary>Where the modal was opened from, for default_to_current_conversation.</summary>
    public string? FromChannel { get; init; }

    public string Type => (string?)Definition["type"] ?? "";
    public string ExternalId => (string?)Definition["external_id"] ?? "";
    public bool Flag(string name) => (bool?)Definition[name] ?? false;
}

/// <summary>What one person has on screen.</summary>
public sealed class UserViews
{
    /// <summary>Bottom to top.</summary>
    public List<OpenView> Modals { get; init; } = [];
    public OpenView? Home { get; set; }
}
