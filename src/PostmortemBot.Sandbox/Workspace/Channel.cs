using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A conversation of any kind: public or private channel, or a direct message between two people.</summary>
public sealed class Channel
{
    public required string Id { get; init; }
    public required string Name { get; set; }
    public bool IsPrivate { get; init; }
    public bool IsIm { get; init; }
    /// <summary>A group message of three to nine; private as well.</summary>
    public bool IsMpim { get; init; }
    public bool IsGeneral { get; init; }
    public bool IsArchived { get; set; }
    public string Creator { get; init; } = "";
    public long Created { get; init; }
    public string Topic { get; set; } = "";
    public string Purpose { get; set; } = "";
    public List<string> Members { get; init; } = [];
    /// <summary>Oldest first; thread replies and ephemeral messages are in here too.</summary>
    public List<Message> Messages { get; init; } = [];
    public List<JsonObject> Bookmarks { get; init; } = [];

    /// <summary>Has a name of its own; direct and group messages have only people.</summary>
    public bool IsNamed => !IsIm && !IsMpim;

    /// <summary>What Slack calls this kind in lists and scopes.</summary>
    public string Kind => this switch { { IsIm: true } => "im", { IsMpim: true } => "mpim", { IsPrivate: true } => "private_channel", _ => "public_channel" };

    public bool HasMember(string userId) => Members.Contains(userId, StringComparer.Ordinal);

    public Message? Find(string ts) => Messages.Find(m => string.Equals(m.Ts, ts, StringComparison.Ordinal));

    /// <summary>A direct message's other side, seen from one of the two.</summary>
    public string OtherThan(string userId) => Members.Find(m => !string.Equals(m, userId, StringComparison.Ordinal)) ?? userId;
}
