using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostmortemBot.Features.Trackers.Outgoing;

/// <summary>What another system is told of an item: how it is now. Fields may be added, none is taken away.</summary>
public sealed record Announcement
{
    public string Event => "action_item.changed";
    public required string Workspace { get; init; }
    public required AnnouncedItem ActionItem { get; init; }
    public required AnnouncedPostmortem Postmortem { get; init; }

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static Announcement Of(TrackedItem item, string page) => new()
    {
        Workspace = item.WorkspaceId,
        ActionItem = new AnnouncedItem
        {
            Id = item.ActionItemId,
            Key = item.Key,
            Title = item.Title,
            Details = item.Details,
            State = item.State,
            Owner = item.OwnerId,
            DueOn = item.DueOn,
            Type = item.Type,
            Priority = item.Priority,
            Issue = item.Reference,
        },
        Postmortem = new AnnouncedPostmortem { Key = item.PostmortemKey, Title = item.PostmortemTitle, Status = item.PostmortemStatus, Url = page },
    };

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>The HMAC-SHA256 of the moment, a full stop and the body: whoever replays an old one cannot make it look new.</summary>
    public static string Sign(string secret, long timestamp, string body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(FormattableString.Invariant($"{timestamp}.{body}"))));
}

public sealed record AnnouncedItem
{
    public required Guid Id { get; init; }
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Details { get; init; }
    public required string State { get; init; }
    public string? Owner { get; init; }
    public DateOnly? DueOn { get; init; }
    public required string Type { get; init; }
    public required string Priority { get; init; }
    public string? Issue { get; init; }
}

public sealed record AnnouncedPostmortem
{
    public required string Key { get; init; }
    public required string Title { get; init; }
    public required string Status { get; init; }
    public required string Url { get; init; }
}
