using System.Text.Json.Nodes;

namespace PostmortemBot.Features.Causes;

/// <summary>Everything a graph consists of, each part under its key as PostgreSQL's canonical JSON, so that alike is alike as text.</summary>
public sealed class GraphState(IEnumerable<GraphPart> parts)
{
    private readonly Dictionary<string, string> _parts = parts.ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal);

    public IReadOnlyList<ChangedPart> DifferencesTo(GraphState later)
    {
        var keys = _parts.Keys.Union(later._parts.Keys, StringComparer.Ordinal);
        return [.. keys.Where(key => Text(key) != later.Text(key)).Order(StringComparer.Ordinal).Select(key => new ChangedPart(key, Json(Text(key)), Json(later.Text(key))))];
    }

    /// <summary>Whether a part reads as it did after the change.</summary>
    public bool Still(ChangedPart part) => JsonNode.DeepEquals(Json(Text(part.Key)), part.After);

    /// <summary>Whether something that is there hangs from a cause, apart from what the change itself brought.</summary>
    public bool IsBuiltUpon(Guid causeId, IReadOnlyCollection<string> brought) => _parts.Keys
        .Where(key => key.StartsWith($"{ChangedPart.LinkWord} {causeId} ", StringComparison.Ordinal) && !brought.Contains(key))
        .Any(key => IsThere(new ChangedPart(key, null, null).LinkedId));

    /// <summary>The graph with the parts of a change as they were before it.</summary>
    public GraphState Without(IReadOnlyList<ChangedPart> undone)
    {
        var were = new Dictionary<string, string>(_parts, StringComparer.Ordinal);
        foreach (var part in undone)
        {
            if (part.Before is null)
                were.Remove(part.Key);
            else
                were[part.Key] = part.Before.ToJsonString();
        }

        return new GraphState(were.Select(part => new GraphPart { Key = part.Key, Value = part.Value }));
    }

    /// <summary>Whether it can stand: no circle, and each standing question once.</summary>
    public bool IsSound()
    {
        var branches = _parts.Where(part => part.Key.StartsWith(ChangedPart.CauseWord, StringComparison.Ordinal))
            .Select(part => Json(part.Value)!)
            .Where(cause => cause["removed_at"] is null && cause["branch"] is not null)
            .Select(cause => cause["branch"]!.GetValue<string>())
            .ToList();
        return branches.Distinct(StringComparer.Ordinal).Count() == branches.Count && !HasCircle();
    }

    private bool HasCircle()
    {
        var links = _parts.Keys.Where(key => key.StartsWith(ChangedPart.LinkWord, StringComparison.Ordinal)).Select(key => key.Split(' ')).ToList();
        var waiting = links.GroupBy(link => link[1]).ToDictionary(effect => effect.Key, effect => effect.Select(link => link[2]).ToHashSet());
        // Takes away what leads nowhere until nothing is left, or only circles are.
        while (waiting.Count > 0)
        {
            var ended = waiting.Where(effect => !effect.Value.Any(waiting.ContainsKey)).Select(effect => effect.Key).ToList();
            if (ended.Count == 0)
                return true;
            ended.ForEach(effect => waiting.Remove(effect));
        }

        return false;
    }

    private bool IsThere(Guid causeId) => Json(Text($"{ChangedPart.CauseWord} {causeId}")) is { } cause && cause["removed_at"] is null;

    private string? Text(string key) => _parts.GetValueOrDefault(key);

    private static JsonObject? Json(string? text) => text is null ? null : JsonNode.Parse(text)!.AsObject();
}

/// <summary>A part of a graph as it is stored.</summary>
public sealed record GraphPart
{
    public required string Key { get; init; }
    public required string Value { get; init; }
}
