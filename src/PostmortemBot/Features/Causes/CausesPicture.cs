using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>The tree of whys: the problem on top, what made it possible below.</summary>
public static class CausesPicture
{
    public const string Name = "causes";

    public static async Task<Picture?> DrawAsync(Postmortem postmortem, CauseGraph graph, Graphviz graphviz, CancellationToken cancellationToken)
    {
        var count = graph.Count == 1 ? "1 cause" : $"{graph.Count} causes";
        var title = $"Tree of whys of {postmortem.Key}: {count}, {PromptBlocks.Whys(graph.Deepest)} deep";
        return await DrawnSketch.DrawAsync(Name, title, CausesDot.Sketch(graph), graphviz, cancellationToken);
    }

    /// <summary>The same drawing as text, for other programs to draw.</summary>
    public static IReadOnlyList<DrawingSource> Sources(CauseGraph graph) => DrawnSketch.Sources("The tree of whys", CausesDot.Sketch(graph));
}
