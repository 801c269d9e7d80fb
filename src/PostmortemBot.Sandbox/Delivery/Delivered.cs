using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>How a request to the app went.</summary>
public sealed record Delivered
{
    /// <summary>0 when the app was not reached.</summary>
    public int Status { get; init; }
    public string Body { get; init; } = "";
    public string? MediaType { get; init; }
    public long TookMs { get; init; }
    public bool NoRetry { get; init; }
    /// <summary>operation_timeout or dispatch_failed.</summary>
    public string? Problem { get; init; }

    public bool IsJson => MediaType is "application/json";
    public JsonNode? Json => IsJson ? PostmortemBot.Sandbox.Json.TryParse(Body) : null;
    public JsonNode? Reply => Body.Length == 0 ? null : Json ?? JsonValue.Create(Body);
}
