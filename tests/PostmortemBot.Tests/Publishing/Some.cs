using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Tests.Publishing;

/// <summary>Valid things to begin from.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 20, 14, 0, 0, TimeSpan.Zero);

    public static Postmortem Postmortem() => new()
    {
        WorkspaceId = "T1",
        PostmortemId = Guid.CreateVersion7(Moment),
        Number = 3,
        IncidentId = Guid.CreateVersion7(Moment),
        ChannelId = "C1",
        Audience = Audience.Workspace,
        Status = PostmortemStatus.Draft,
        FacilitatorId = "U1",
        CreatedBy = "U1",
        CreatedAt = Moment,
        UpdatedAt = Moment,
        Title = "Card payments failed",
        Kind = IncidentKind.Incident,
        Severity = "SEV-1",
        Services = ["payments"],
        Impact = "4,200 customers could not pay",
        Slo = "",
        StartedAt = Moment,
        DetectedAt = Moment.AddMinutes(3),
        ResolvedAt = Moment.AddMinutes(45),
    };
}
