using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>On which bone a cause of the graph stands: on its own word where that is a bone, else on the one that its factor belongs to, where the workspace has that bone.</summary>
public static class FactorBones
{
    private static readonly Dictionary<string, string> Known = Taxonomy.Belongs.ToDictionary(pair => pair.Factor, pair => pair.Bone, StringComparer.OrdinalIgnoreCase);

    public static string Of(string category, IReadOnlyList<string> bones) =>
        bones.FirstOrDefault(bone => Categories.Same(bone, category))
        ?? (Known.TryGetValue(category, out var known) ? bones.FirstOrDefault(bone => Categories.Same(bone, known)) : null)
        ?? category;
}
