using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A conversation of any kind: public or private channel, or a direct message between two people.</summary>
public sealed class Channel
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public bool IsPrivate { get; init; }
    public bool IsIm { get; init; }
    public bool IsGeneral { get; init; }
    public bool IsArchived { get; set; }
    public string Creator { get; init; } = "";
    public long Created { get; init; }
    public List<string> Members { get; init; } = [];
    /// <summary>Oldest first; thread replies and ephemeral messages are in here too.</summary>
    public List<Message> Messages { get; init; } = [];
    public List<JsonObject> Bookmarks { get; init; } = [];

    public bool HasMember(string userId) => Members.Contains(userId, StringComparer.Ordinal);

    public Message? Find(string ts) => Messages.Find(m => string.Equals(m.Ts, ts, StringComparison.Ordinal));

    /// <summary>A direct message's other side, seen from one of the two.</summary>
    public string OtherThan(string userId) => Members.Find(m => !string.Equals(m, userId, StringComparison.Ordinal)) ?? userId;
}
