using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Acts;

/// <summary>What came of something a person did, as that person would see it.</summary>
public sealed record Interaction
{
    public required bool Ok { get; init; }
    /// <summary>The app's HTTP status; 0 when the app was not asked or not reached.</summary>
    public int Status { get; init; }
    public long TookMs { get; init; }
    /// <summary>operation_timeout, dispatch_failed, invalid_response, not_supported_in_threads, unknown_command… or null.</summary>
    public string? Problem { get; init; }
    /// <summary>The text a person would read as the failure.</summary>
    public string? Shown { get; init; }
    /// <summary>Why Slack would not take the answer; not shown to people, but worth gold to developers.</summary>
    public string? Detail { get; init; }
    public JsonNode? Reply { get; init; }
    /// <summary>The message the reply made.</summary>
    public JsonObject? Message { get; init; }
    /// <summary>Errors at the inputs, by block_id.</summary>
    public IReadOnlyDictionary<string, string>? Errors { get; init; }
    public bool Closed { get; init; }
    /// <summary>The top open modal (or the Home tab) afterwards.</summary>
    public JsonObject? View { get; init; }
}

public sealed record PostedMessage(string Channel, string Ts);
