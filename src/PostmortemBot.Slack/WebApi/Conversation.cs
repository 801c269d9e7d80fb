using System.Text.Json.Serialization;

namespace PostmortemBot.Slack;

/// <summary>A channel, private channel, direct message or group message.</summary>
/// <seealso href="https://docs.slack.dev/reference/objects/conversation-object"/>
public sealed record Conversation
{
    /// <summary>The id; its first letter does not say whether it is private.</summary>
    public string Id { get => field; init => field = value ?? ""; } = "";

    /// <summary>The name, without <c>#</c>; null for direct messages.</summary>
    public string? Name { get; init; }

    /// <summary>Whether only its members see it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it is a direct message.</summary>
    public bool IsIm { get; init; }

    /// <summary>Whether it is a group message.</summary>
    public bool IsMpim { get; init; }

    /// <summary>Whether the app is in it.</summary>
    public bool IsMember { get; init; }

    /// <summary>Whether it was archived.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether it is the workspace's channel of everybody.</summary>
    public bool IsGeneral { get; init; }

    /// <summary>Whether it is shared with another organisation.</summary>
    public bool IsExtShared { get; init; }

    /// <summary>The other person of a direct message.</summary>
    [JsonPropertyName("user")]
    public string? UserId { get; init; }

    /// <summary>The workspace it belongs to.</summary>
    public string? ContextTeamId { get; init; }

    /// <summary>The line under its name.</summary>
    public ConversationLine? Topic { get; init; }

    /// <summary>What it is for.</summary>
    public ConversationLine? Purpose { get; init; }

    /// <summary>When it was created, in Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>How many members it has; only where asked for.</summary>
    public int? NumMembers { get; init; }
}

/// <summary>A channel's topic or purpose.</summary>
/// <seealso href="https://docs.slack.dev/reference/objects/conversation-object"/>
public sealed record ConversationLine
{
    /// <summary>The text; empty when nobody set one.</summary>
    public string Value { get => field; init => field = value ?? ""; } = "";
}
