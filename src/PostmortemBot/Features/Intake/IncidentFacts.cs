using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Intake;

/// <summary>The facts of an incident as somebody typed them.</summary>
public sealed record IncidentFacts
{
    public required string Title { get; init; }
    public required string Kind { get; init; }
    public required string Severity { get; init; }
    public required string[] Services { get; init; }
    public required string Impact { get; init; }
    public required string Slo { get; init; }
    public required DateTimeOffset? StartedAt { get; init; }
    public required DateTimeOffset? DetectedAt { get; init; }
    public required DateTimeOffset? MitigatedAt { get; init; }
    public required DateTimeOffset? ResolvedAt { get; init; }
    public required string FacilitatorId { get; init; }

    public const int TitleLength = 200;
    public const int ImpactLength = 3000;
    public const int SloLength = 200;
    public const int MostServices = 20;
    public const int ServiceLength = 60;

    public IReadOnlyList<Problem> Problems(DateTimeOffset now)
    {
        var problems = new List<Problem>();
        if (Title.Length == 0)
            problems.Add(new Problem("Give it a title that a colleague would recognise in a year.", "title"));
        if (Title.Length > TitleLength)
            problems.Add(new Problem($"Keep the title within {TitleLength} characters; it is {Title.Length} now.", "title"));
        if (!Severities.Known(Severity))
            problems.Add(new Problem("Choose a severity from SEV-1 to SEV-5.", "severity"));
        if (Kind is not (IncidentKind.Incident or IncidentKind.NearMiss))
            problems.Add(new Problem("Choose incident or near miss.", "kind"));
        if (FacilitatorId.Length == 0)
            problems.Add(new Problem("Choose who leads the analysis.", "facilitator"));
        if (Services.Length > MostServices || Services.Any(service => service.Length > ServiceLength))
            problems.Add(new Problem($"Up to {MostServices} services, each within {ServiceLength} characters, with commas between.", "services"));
        if (Impact.Length > ImpactLength)
            problems.Add(new Problem($"Keep the impact within {ImpactLength:N0} characters; it has {Impact.Length:N0}. The rest belongs into the summary.", "impact"));
        if (Slo.Length > SloLength)
            problems.Add(new Problem($"Keep the SLO within {SloLength} characters.", "slo"));
        problems.AddRange(new IncidentTimes(StartedAt, DetectedAt, MitigatedAt, ResolvedAt).Problems(now));
        return problems;
    }

    /// <summary>"payments, Checkout ,payments" names two services.</summary>
    public static string[] ParseServices(string typed) =>
        [.. typed.Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
}
