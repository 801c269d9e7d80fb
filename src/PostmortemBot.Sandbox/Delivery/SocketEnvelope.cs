using System.Text;
using System.Text.Json.Nodes;

namespace PostmortemBot.Sandbox.Delivery;

/// <summary>A payload on its way to the app over a socket, until it is acknowledged or given up.</summary>
public sealed class SocketEnvelope
{
    private readonly TaskCompletionSource<JsonNode?> _acked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SocketEnvelope(string id, string type, JsonNode payload, int attempt, string reason)
    {
        Id = id;
        AcceptsPayload = type is "slash_commands" || payload["type"].AsText() is "view_submission" or "block_suggestion";
        var frame = new JsonObject
        {
            ["envelope_id"] = Id,
            ["payload"] = payload.DeepClone(),
            ["type"] = type,
            ["accepts_response_payload"] = AcceptsPayload,
        };
        if (type is "events_api")
        {
            frame["retry_attempt"] = attempt;
            frame["retry_reason"] = reason;
        }
        Frame = Encoding.UTF8.GetBytes(frame.Wired());
    }

    public string Id { get; }
    public bool AcceptsPayload { get; }
    public byte[] Frame { get; }

    /// <summary>The connection it went over; null while there is none.</summary>
    public SocketLink? Link { get; set; }

    /// <summary>The payload of the acknowledgement.</summary>
    public Task<JsonNode?> Acked => _acked.Task;

    public void Acknowledge(JsonNode? payload) => _acked.TrySetResult(payload);
}
