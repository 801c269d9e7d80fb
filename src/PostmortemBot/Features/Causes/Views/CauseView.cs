using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.FaultTrees;
using PostmortemBot.Features.Causes.Maps;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Views;

/// <summary>A way to look at the causes: what it says in chat, and what it draws.</summary>
public abstract class CauseView
{
    /// <summary>How its picture's job names it.</summary>
    public abstract string Name { get; }

    /// <summary>At most 24 letters, with the postmortem's key.</summary>
    public abstract string Title(Postmortem postmortem);

    /// <summary>What it says, and whether there is something to draw.</summary>
    public abstract (IReadOnlyList<Block> Blocks, bool HasPicture) Read(CauseGraph graph, CancellationToken cancellationToken);

    /// <summary>Null: it cannot be drawn.</summary>
    public abstract Task<Picture?> DrawAsync(Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken);

    /// <summary>Typed text in a list of this view.</summary>
    protected static string Typed(string text) => Said.Line(text, 200);

    protected static SectionBlock Paragraph(string words) => new() { Text = new Markdown(Mrkdwn.Cut(words, 3000)) };

    protected static ContextBlock Small(string words) => new() { Elements = [new Markdown(Mrkdwn.Cut(words, 3000))] };

    /// <summary>What to say where the causes have not begun.</summary>
    protected static readonly IReadOnlyList<Block> NothingYet = [Paragraph("No causes were found yet. `/postmortem whys` starts the Five Whys.")];
}

/// <summary>The tree of whys. Its words are the list of causes itself, so here it is only drawn.</summary>
public sealed class WhysView(Graphviz graphviz) : CauseView
{
    private const int MostLines = 60;

    public override string Name => "whys";

    public override string Title(Postmortem postmortem) => Mrkdwn.Cut($"Whys of {postmortem.Key}", 24);

    public override (IReadOnlyList<Block> Blocks, bool HasPicture) Read(CauseGraph graph, CancellationToken cancellationToken) =>
        graph.Count == 0 ? (NothingYet, false)
        : graphviz.Program is null ? ([Small("Graphviz is not installed where I run, so this is the tree as text."), Paragraph(Text(graph))], false)
        : ([Paragraph(CausesStep.Progress(graph) + ".")], true);

    public override Task<Picture?> DrawAsync(Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken) =>
        graph.Count == 0 ? Task.FromResult<Picture?>(null) : CausesPicture.DrawAsync(postmortem, graph, graphviz, cancellationToken);

    // Slack drops ordinary spaces at the start of a line.
    private static string Text(CauseGraph graph) => string.Join('\n', graph.Tree.Take(MostLines).Select(line =>
        $"{string.Concat(Enumerable.Repeat("\u2003", Math.Min(line.Level, 12)))}{(line.Level > 0 ? "↳ " : "")}{Said.Line(line.Cause.Text, 80)}"));
}

/// <summary>What had to come together.</summary>
public sealed class FaultTreeView : CauseView
{
    private const int MostImportances = 3;

    public override string Name => "fault-tree";

    public override string Title(Postmortem postmortem) => Mrkdwn.Cut($"Fault tree of {postmortem.Key}", 24);

    public override (IReadOnlyList<Block> Blocks, bool HasPicture) Read(CauseGraph graph, CancellationToken cancellationToken)
    {
        if (FaultTree.Of(graph) is not { } tree)
            return (NothingYet, false);
        var words = new FaultTreeWords(tree, FaultAnalysis.Of(tree, cancellationToken), Typed, "*");
        if (!tree.Branches)
            return ([Paragraph("So far one thing led to the next, without anything coming together: the fault tree says no more than the whys. When a why has several causes, it shows which combinations were enough."), .. words.Damage.Select(Paragraph)], false);

        var isDrawn = tree.Nodes.Count <= Sketch.MostNodes;
        string?[] said = [words.InEveryWay, words.Alone, words.Best, words.Chance, Importances(words), .. words.Damage];
        return (
        [
            Paragraph(words.Lead),
            .. words.Undecided is { } undecided ? [Paragraph(undecided)] : Array.Empty<Block>(),
            .. words.Ways.Select(way => Paragraph($"• {way}")),
            .. words.MoreWays is { } more ? [Small(more)] : Array.Empty<Block>(),
            .. said.OfType<string>().Select(Paragraph),
            .. isDrawn ? [] : new Block[] { Small($"It has more than {Sketch.MostNodes} boxes, too many for a picture.") },
        ], isDrawn);
    }

    public override Task<Picture?> DrawAsync(Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken) =>
        Task.FromResult(FaultTree.Of(graph) is { Branches: true } tree ? FaultTreePicture.Draw(postmortem, tree) : null);

    private static string? Importances(FaultTreeWords words) => words.Importances.Count == 0
        ? null
        : "*What matters most to that:*\n" + string.Join('\n', words.Importances.Take(MostImportances).Select(importance =>
            $"• {words.Named(importance.Event)}: {Odds.Words(importance.Event.Probability ?? 0)}{(importance.FussellVesely is { } share ? $", has a part in {Odds.Share(share)} of it" : "")}"));
}

/// <summary>How it went from service to service.</summary>
public sealed class MapView(Graphviz graphviz) : CauseView
{
    private const int MostServices = 40;
    private const int MostCauses = 5;

    public override string Name => "map";

    public override string Title(Postmortem postmortem) => Mrkdwn.Cut($"Causal map of {postmortem.Key}", 24);

    public override (IReadOnlyList<Block> Blocks, bool HasPicture) Read(CauseGraph graph, CancellationToken cancellationToken)
    {
        if (CausalMap.Of(graph) is not { } map)
            return (NothingYet, false);
        var words = new MapWords(map, Typed, "*");
        if (map.Services.Count == 0)
            return ([Paragraph($"{words.Lead} {MapWords.HowToGive}")], false);

        return (
        [
            Paragraph(words.Lead),
            .. words.Lines.Take(MostServices).Select(line => Paragraph(string.Join('\n', line.Service.Causes.Take(MostCauses).Select(cause => $"      • {words.Said(cause)}").Prepend(line.Line)))),
            .. map.Services.Count > MostServices ? [Small($"and {map.Services.Count - MostServices} more services; the report has all of them.")] : Array.Empty<Block>(),
            .. words.Homeless is { } homeless ? [Small($"{homeless} {MapWords.HowToGive}")] : Array.Empty<Block>(),
        ], graphviz.Program is not null);
    }

    public override async Task<Picture?> DrawAsync(Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken) =>
        CausalMap.Of(graph) is { Services.Count: > 0 } map ? await MapSketch.DrawAsync(postmortem, map, graphviz, cancellationToken) : null;
}
