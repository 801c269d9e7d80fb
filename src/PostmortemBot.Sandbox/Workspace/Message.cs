using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A message as Slack shows it, and what Slack knows about it besides.</summary>
public sealed class Message
{
    public required string Ts { get; init; }
    /// <summary>When, by the clock; <see cref="Ts"/> may run ahead of it.</summary>
    public DateTimeOffset PostedAt { get; init; }
    public string? ThreadTs { get; init; }
    /// <summary>The message object: type, user, text, ts, thread_ts, bot_id, blocks, reactions, files, metadata, edited…</summary>
    public required JsonObject Json { get; set; }
    /// <summary>The one person who sees it, or null for everybody.</summary>
    public string? EphemeralFor { get; init; }
    public string? PinnedBy { get; set; }
    public long PinnedAt { get; set; }
    /// <summary>What people picked in this message's own inputs: block_id, action_id, value.</summary>
    public JsonObject Values { get; set; } = [];

    public bool IsReply => ThreadTs is not null && !string.Equals(ThreadTs, Ts, StringComparison.Ordinal);
    public string? User => (string?)Json["user"];
    public string? BotId => (string?)Json["bot_id"];
    public string Text => (string?)Json["text"] ?? "";
}
