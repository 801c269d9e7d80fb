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

    /// <summary>
    /// The relation of the two words by which a cause is sorted. A factor is what trends count; a bone of the fishbone is
    /// where it comes from, and holds several factors. A cause keeps its factor; which bone it stands on follows from here.
    /// A word of a workspace's own that is not here is a bone of its own.
    /// </summary>
    public static readonly IReadOnlyList<(string Factor, string Bone)> Belongs =
    [
        ("Testing", "Process"),
        ("Monitoring and alerting", "Monitoring"),
        ("Review and approval", "Process"),
        ("Rollout and rollback", "Process"),
        ("Configuration and defaults", "Technology"),
        ("Capacity and limits", "Technology"),
        ("Dependency", "Dependencies"),
        ("Design and architecture", "Technology"),
        ("Tooling and automation", "Technology"),
        ("Documentation and runbooks", "Process"),
        ("Hand-over and communication", "Communication"),
        ("Knowledge and training", "People and skills"),
        ("Ownership", "Process"),
        ("Time pressure and priorities", "Environment"),
        ("Access and permissions", "Technology"),
        ("Legacy and debt", "Technology"),
    ];

    public static readonly IReadOnlyList<string> Factors = [.. Belongs.Select(pair => pair.Factor)];

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
