namespace PostmortemBot.Sandbox.Workspace;

/// <summary>A trigger_id: three seconds, one use.</summary>
public sealed class Trigger
{
    public required string Id { get; init; }
    public required string UserId { get; init; }
    public required DateTimeOffset Expires { get; init; }
    /// <summary>The modal it was pressed in; views.push needs one.</summary>
    public string? ViewId { get; init; }
    public string? ChannelId { get; init; }
    public bool Used { get; set; }
}

/// <summary>A response_url: five uses, thirty minutes.</summary>
public sealed class ResponseUrl
{
    public required string Path { get; init; }
    public required string UserId { get; init; }
    public required string ChannelId { get; init; }
    public required DateTimeOffset Expires { get; init; }
    /// <summary>The message that held the component; null for a slash command and for view_submission.</summary>
    public string? MessageTs { get; init; }
    public int UsesLeft { get; set; } = 5;
}
