using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A message of the bot that waits for its time.</summary>
public sealed class ScheduledMessage
{
    public required string Id { get; init; }
    public required string ChannelId { get; init; }
    public required long PostAt { get; init; }
    public long Created { get; init; }
    public required JsonObject Content { get; init; }
    public string? ThreadTs { get; init; }
    public bool Broadcast { get; init; }
}
