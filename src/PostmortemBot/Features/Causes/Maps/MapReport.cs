using System.Text;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Maps;

/// <summary>How it went from service to service, in the report.</summary>
public sealed class MapReport(CausesStore store, Graphviz graphviz) : IReportSection
{
    public int Order => 42;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var whole = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return await EachProblem.ChapterAsync(whole, whole.Problems, graph => BuildAsync(postmortem, graph, withPictures, cancellationToken));
    }

    private async Task<ReportSection?> BuildAsync(Postmortem postmortem, CauseGraph graph, bool withPictures, CancellationToken cancellationToken)
    {
        if (CausalMap.Of(graph) is not { Services.Count: > 0 } map)
            return null;

        var picture = withPictures ? await MapSketch.DrawAsync(postmortem, map, graphviz, cancellationToken) : null;
        return new ReportSection
        {
            Title = "How it went from service to service",
            Markdown = Markdown(map, picture),
            Pictures = picture is null ? [] : [picture],
            Sources = withPictures ? DrawnSketch.Sources("The causal map", MapSketch.Of(map)) : [],
            ChangedAt = graph.Everything.Max(cause => cause.UpdatedAt),
        };
    }

    public static string Markdown(CausalMap map, Picture? picture)
    {
        var words = new MapWords(map, MarkdownText.EscapeLine, "**");
        var text = new StringBuilder().AppendLine(words.Lead).AppendLine();
        if (picture is not null)
            text.AppendLine($"![{picture.AltText}]({picture.Name}.svg)").AppendLine();
        foreach (var (service, line) in words.Lines)
        {
            text.AppendLine($"- {line}");
            foreach (var cause in service.Causes)
                text.AppendLine($"  - {words.Said(cause)}");
        }

        return words.Homeless is { } homeless ? text.AppendLine().AppendLine(homeless).ToString() : text.ToString();
    }
}
