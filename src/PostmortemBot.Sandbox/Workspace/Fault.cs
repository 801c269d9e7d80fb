using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Workspace;

/// <summary>Trouble ordered through the control API.</summary>
public sealed class Fault
{
    /// <summary>A method, "response_url", "upload", "event:reaction_added", "command", "view_submission"… or "*" for every call to Slack.</summary>
    public required string On { get; init; }
    /// <summary>rate_limited, server_error, slow, drop, error, repeat_event or one_per_second.</summary>
    public required string Kind { get; init; }
    public int Times { get; set; } = 1;
    public int Skip { get; set; }
    public int? RetryAfter { get; init; }
    public int? DelayMs { get; init; }
    public string? Error { get; init; }
    /// <summary>The call takes effect, and only its answer is lost.</summary>
    public bool AfterEffect { get; init; }
}

/// <summary>One call in either direction, tokens taken out.</summary>
public sealed record CallRecord
{
    public required long Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Direction { get; init; }
    public required string Name { get; init; }
    public required int Status { get; init; }
    public required long TookMs { get; init; }
    /// <summary>socket for what went over a socket.</summary>
    public string? Via { get; init; }
    public JsonNode? Request { get; init; }
    public JsonNode? Response { get; init; }
}
