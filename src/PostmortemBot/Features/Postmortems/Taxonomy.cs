using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Postmortems;

/// <summary>
/// The words by which a workspace counts: what set an incident off, and what contributed to it. The built-in ones are those
/// that published postmortems and the literature on them sort by; every workspace may write its own.
/// </summary>
public static class Taxonomy
{
    public const int Most = 40;
    public const int Length = 75;

    public static readonly IReadOnlyList<string> Triggers =
    [
        "Change or deploy",
        "Configuration change",
        "Load",
        "Dependency failure",
        "Hardware failure",
        "Expiry (certificate, credential, licence)",
        "Data",
        "Attack or abuse",
        "Maintenance work",
        "Resource exhaustion",
        "Time or date",
        "Unknown",
    ];

    public static readonly IReadOnlyList<string> Factors =
    [
        "Testing",
        "Monitoring and alerting",
        "Review and approval",
        "Rollout and rollback",
        "Configuration and defaults",
        "Capacity and limits",
        "Dependency",
        "Design and architecture",
        "Tooling and automation",
        "Documentation and runbooks",
        "Hand-over and communication",
        "Knowledge and training",
        "Ownership",
        "Time pressure and priorities",
        "Access and permissions",
        "Legacy and debt",
    ];

    /// <summary>One for each line; the same twice, in whatever case, is one. Nothing written: null, the built-in ones.</summary>
    public static Result<string[]?> Read(string? typed, string field)
    {
        var lines = (typed ?? "").ReplaceLineEndings("\n").Split('\n')
            .Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .Where(line => line.Length > 0)
            .DistinctBy(line => line.ToUpperInvariant())
            .ToArray();
        if (lines.FirstOrDefault(line => line.Length > Length) is { } longest)
            return new Problem($"Up to {Length} characters for each line; “{longest[..30]}…” has {longest.Length}.", field);
        if (lines.Length > Most)
            return new Problem($"Up to {Most} lines; these are {lines.Length}. Fewer words make trends easier to see.", field);
        return lines.Length == 0 ? (string[]?)null : lines;
    }
}
