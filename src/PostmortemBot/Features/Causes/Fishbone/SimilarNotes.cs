namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Causes that may say the same: those that share most of their words. A suggestion; people decide.</summary>
public static class SimilarNotes
{
    /// <summary>Of the words of both, so many must be in both.</summary>
    private const double Enough = 0.5;

    /// <summary>Two words are in common by chance.</summary>
    private const int FewestInCommon = 2;

    private static readonly HashSet<string> Small = new(
        ["the", "and", "was", "were", "are", "not", "no", "for", "with", "that", "this", "had", "has", "have", "did", "does", "our", "its", "from", "but", "too", "there", "because", "nobody", "when", "who", "any"],
        StringComparer.Ordinal);

    /// <summary>Groups of at least two, the most alike first.</summary>
    public static IReadOnlyList<IReadOnlyList<FishboneEntry>> Of(IReadOnlyList<FishboneEntry> entries)
    {
        var words = entries.Select(entry => Words(entry.Text)).ToList();
        var taken = new HashSet<int>();
        var groups = new List<(double Alike, IReadOnlyList<FishboneEntry> Group)>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (taken.Contains(i))
                continue;
            var (first, best) = (i, 0d);
            var alike = new List<int>();
            for (var j = i + 1; j < entries.Count; j++)
            {
                if (taken.Contains(j) || Alike(words[first], words[j]) is not (>= Enough and var measured))
                    continue;
                alike.Add(j);
                best = Math.Max(best, measured);
            }

            if (alike.Count == 0)
                continue;
            taken.UnionWith(alike);
            groups.Add((best, [entries[i], .. alike.Select(index => entries[index])]));
        }

        return [.. groups.OrderByDescending(group => group.Alike).Select(group => group.Group)];
    }

    /// <summary>From 0, nothing in common, to 1, the same words.</summary>
    public static double Alike(string one, string other) => Alike(Words(one), Words(other));

    private static double Alike(HashSet<string> one, HashSet<string> other)
    {
        var common = one.Count(other.Contains);
        if (common < Math.Min(FewestInCommon, Math.Max(one.Count, other.Count)) || common == 0)
            return 0;
        return (double)common / (one.Count + other.Count - common);
    }

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && i - start > 1 && Stem(text[start..i].ToLowerInvariant()) is { } word && !Small.Contains(word))
                words.Add(word);
            start = -1;
        }

        return words;
    }

    /// <summary>Plural and singular, as far as the ending tells.</summary>
    private static string Stem(string word) => word switch
    {
        [.., not 's', 's'] when word.Length > 3 => word[..^1],
        _ => word,
    };
}
