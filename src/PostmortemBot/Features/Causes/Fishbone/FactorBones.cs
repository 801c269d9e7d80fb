namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>
/// On which bone a cause of the graph stands. Causes are sorted by contributing factors too, and those are finer than
/// bones: the built-in ones have a built-in bone, where the workspace has that bone; any other word is a bone of its own.
/// </summary>
public static class FactorBones
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Testing"] = "Process",
        ["Monitoring and alerting"] = "Monitoring",
        ["Review and approval"] = "Process",
        ["Rollout and rollback"] = "Process",
        ["Configuration and defaults"] = "Technology",
        ["Capacity and limits"] = "Technology",
        ["Dependency"] = "Dependencies",
        ["Design and architecture"] = "Technology",
        ["Tooling and automation"] = "Technology",
        ["Documentation and runbooks"] = "Process",
        ["Hand-over and communication"] = "Communication",
        ["Knowledge and training"] = "People and skills",
        ["Ownership"] = "Process",
        ["Time pressure and priorities"] = "Environment",
        ["Access and permissions"] = "Technology",
        ["Legacy and debt"] = "Technology",
    };

    public static string Of(string category, IReadOnlyList<string> bones) =>
        bones.FirstOrDefault(bone => Categories.Same(bone, category))
        ?? (Known.TryGetValue(category, out var known) ? bones.FirstOrDefault(bone => Categories.Same(bone, known)) : null)
        ?? category;
}
