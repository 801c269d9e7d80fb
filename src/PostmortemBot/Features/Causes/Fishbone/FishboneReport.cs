using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>The fishbone in the report: drawn, as a nested list, and as a mind map where Markdown is read.</summary>
public sealed class FishboneReport(FishboneStore store) : IReportSection
{
    public int Order => 42;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var whole = await store.ReadAsync(postmortem, cancellationToken);
        var chapter = await EachProblem.ChapterAsync(whole.Graph, whole.Problems, fishbone => Task.FromResult(Build(postmortem, fishbone, withPictures)));
        return chapter is null ? null : chapter with { Missing = [.. Missing(whole)] };
    }

    private static ReportSection? Build(Postmortem postmortem, FishboneDiagram fishbone, bool withPictures)
    {
        if (fishbone.Count == 0)
            return null;

        var picture = withPictures ? FishbonePicture.Draw(postmortem, fishbone) : null;
        return new ReportSection
        {
            Title = "Fishbone",
            Markdown = Markdown(fishbone, picture),
            Pictures = picture is null ? [] : [picture],
            Sources = [new DrawingSource("Fishbone", "mermaid", FishboneMermaid.Write(fishbone))],
            ChangedAt = ChangedAt(fishbone),
        };
    }

    public static string Markdown(FishboneDiagram fishbone, Picture? picture)
    {
        var text = new StringBuilder();
        text.AppendLine(Lead(fishbone)).AppendLine();
        if (picture is not null)
            text.AppendLine($"![{picture.AltText}]({picture.Name}.svg)").AppendLine();
        foreach (var bone in fishbone.Drawn.Where(bone => bone.Entries.Count > 0))
        {
            text.AppendLine($"- **{MarkdownText.EscapeLine(bone.Name)}**");
            foreach (var entry in bone.Entries)
            {
                text.AppendLine($"  - {MarkdownText.EscapeLine(entry.Text)}{Marks(entry)}");
                foreach (var also in entry.Also)
                    text.AppendLine($"    - also: {MarkdownText.EscapeLine(also.Text)}");
            }
        }

        return text.ToString();
    }

    /// <summary>Those in the graph are looked at with the graph.</summary>
    private static IEnumerable<string> Missing(FishboneDiagram fishbone)
    {
        var naming = fishbone.Own.Sum(entry => entry.Also.Select(also => also.Text).Prepend(entry.Text).Count(text => ShallowAnswer.In(text, effect: null) is { IsAboutPeople: true }));
        if (naming > 0)
            yield return $"{(naming == 1 ? "One cause on the fishbone speaks" : $"{naming} causes on the fishbone speak")} of a person or a human error. Say what made it possible instead, before others read it.";
    }

    private static string Lead(FishboneDiagram fishbone)
    {
        var entries = fishbone.Drawn.SelectMany(bone => bone.Entries).ToList();
        var causes = entries.Count == 1 ? "One cause stands" : $"{entries.Count} causes stand";
        var inGraph = entries.Count(entry => entry.IsInGraph);
        var moved = inGraph switch
        {
            0 => "none of them is part of the graph of causes yet",
            _ when inGraph == entries.Count => "all of them are part of the graph of causes",
            1 => "one of them is part of the graph of causes",
            _ => $"{inGraph} of them are part of the graph of causes",
        };
        return $"Sorted by where they come from: {causes} on the bones; {moved}. The head: **{MarkdownText.EscapeLine(fishbone.Problem)}**";
    }

    private static string Marks(FishboneEntry entry)
    {
        var marks = new List<string>();
        if (entry.IsInGraph)
            marks.Add(entry.IsRuledOut ? "in the causes, ruled out" : "in the causes");
        if (entry.Dots > 0)
            marks.Add(FishboneBlocks.Dots(entry.Dots));
        return marks.Count == 0 ? "" : $" *({string.Join(", ", marks)})*";
    }

    private static DateTimeOffset? ChangedAt(FishboneDiagram fishbone) =>
        fishbone.AllNotes.Select(note => note.UpdatedAt).Concat(fishbone.Entries.Where(entry => entry.IsInGraph).Select(entry => fishbone.Graph.Find(entry.Id)!.UpdatedAt)).Cast<DateTimeOffset?>().Max();
}
