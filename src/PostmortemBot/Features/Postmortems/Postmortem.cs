using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>One postmortem with the facts of its incident, as every feature reads it.</summary>
public sealed record Postmortem
{
    public required string WorkspaceId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required int Number { get; init; }
    public required Guid IncidentId { get; init; }
    public required string ChannelId { get; init; }
    public required string Audience { get; init; }
    public required string Status { get; init; }
    public required string FacilitatorId { get; init; }
    public string? CardTs { get; init; }
    public required string CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ReviewRequestedAt { get; init; }
    public string? ReviewRequestedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }
    public DateTimeOffset? PublishedAt { get; init; }

    public required string Title { get; init; }
    public required string Kind { get; init; }
    public required string Severity { get; init; }
    public required string[] Services { get; init; }
    public required string Impact { get; init; }
    public required string Slo { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? DetectedAt { get; init; }
    public DateTimeOffset? MitigatedAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What people call it: PM-12.</summary>
    public string Key => $"PM-{Number}";

    public bool IsOpen => Status is PostmortemStatus.Draft or PostmortemStatus.InReview or PostmortemStatus.Approved;

    public bool IsNearMiss => Kind == IncidentKind.NearMiss;

    public IncidentTimes Times => new(StartedAt, DetectedAt, MitigatedAt, ResolvedAt);

    /// <summary>A published or cancelled postmortem is a record: it is read, not changed.</summary>
    public Problem? WhyNotEditable() => Status switch
    {
        PostmortemStatus.Published => new Problem($"{Key} is published, so it no longer changes. Action items can still be worked on; for anything new start another postmortem."),
        PostmortemStatus.Cancelled => new Problem($"{Key} was cancelled, so it no longer changes. Start another with /postmortem new."),
        _ => null,
    };
}

public static class PostmortemStatus
{
    public const string Draft = "draft";
    public const string InReview = "in_review";
    public const string Approved = "approved";
    public const string Published = "published";
    public const string Cancelled = "cancelled";

    public static string Words(string status) => status switch
    {
        Draft => "Draft",
        InReview => "In review",
        Approved => "Approved",
        Published => "Published",
        Cancelled => "Cancelled",
        _ => status,
    };
}

public static class IncidentKind
{
    public const string Incident = "incident";
    public const string NearMiss = "near_miss";
}

/// <summary>Who may read: the members of the channel it was started in, or the whole workspace.</summary>
public static class Audience
{
    public const string Channel = "channel";
    public const string Workspace = "workspace";
}

public static class Severities
{
    public static readonly IReadOnlyList<(string Name, string Meaning)> All =
    [
        ("SEV-1", "Critical: most people cannot use it"),
        ("SEV-2", "Major: many people cannot use it"),
        ("SEV-3", "Moderate: some people are slowed down"),
        ("SEV-4", "Minor: few notice"),
        ("SEV-5", "Cosmetic, or a risk that did not happen"),
    ];

    public static bool Known(string? severity) => All.Any(known => known.Name == severity);
}
