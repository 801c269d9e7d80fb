using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>What the report says of causes beside their words: how sure we are, and what shows it.</summary>
public static class CausesEvidence
{
    public static string Trigger(string? trigger) => trigger is null ? "" : $"The trigger: {MarkdownText.EscapeLine(trigger)}\n\n";

    /// <summary>After the words of a cause, in brackets; empty when there is nothing to say.</summary>
    public static string Facts(CauseGraph graph, Cause cause)
    {
        var facts = new List<string>();
        if (cause.Confidence != Confidences.Suspected)
            facts.Add(Confidences.Name(cause.Confidence).ToLowerInvariant());
        facts.AddRange(new[] { cause.Category, cause.Service }.OfType<string>().Select(MarkdownText.EscapeLine));
        facts.AddRange(graph.AlsoSaid(cause.CauseId).Select(said => $"also said: “{MarkdownText.EscapeLine(said.Text)}”"));
        return facts.Count == 0 ? "" : $" ({string.Join("; ", facts)})";
    }

    public static string Markdown(CauseGraph graph, IReadOnlyList<ShownEvidence> evidence)
    {
        var known = evidence.Where(one => graph.Find(one.CauseId) is not null).ToList();
        if (known.Count == 0)
            return "";
        var text = new StringBuilder("\n### What shows it\n\n");
        foreach (var cause in graph.Found.Where(cause => known.Exists(one => one.CauseId == cause.CauseId)))
        {
            text.AppendLine($"- {MarkdownText.EscapeLine(cause.Text)}");
            foreach (var one in known.Where(one => one.CauseId == cause.CauseId))
                text.AppendLine($"  - {Words(one)}");
        }

        return text.ToString();
    }

    // An address is written out as text: what people typed is never made clickable under other words.
    private static string Words(ShownEvidence evidence) => evidence.Url is { } url
        ? MarkdownText.EscapeLine(evidence.Text.Length == 0 ? url : $"{evidence.Text}: {url}")
        : $"{evidence.OccurredAt?.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {MarkdownText.EscapeLine(evidence.Text)}";
}
