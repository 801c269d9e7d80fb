using System.Globalization;
using System.Numerics;
using System.Text;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>What had to come together, in the report: the smallest combinations that were enough, and what closes most of them.</summary>
public sealed class FaultTreeReport(CausesStore store) : IReportSection
{
    private const int MostTold = 10;

    public int Order => 41;

    public async Task<ReportSection?> BuildAsync(Postmortem postmortem, bool withPictures, CancellationToken cancellationToken)
    {
        var graph = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        if (FaultTree.Of(graph) is not { Branches: true } tree)
            return null;

        var picture = withPictures ? FaultTreePicture.Draw(postmortem, tree) : null;
        return new ReportSection
        {
            Title = "What had to come together",
            Markdown = Markdown(tree, CutSets.Of(tree), picture),
            Pictures = picture is null ? [] : [picture],
            ChangedAt = graph.Everything.Max(cause => cause.UpdatedAt),
        };
    }

    public static string Markdown(FaultTree tree, CutSets? sets, Picture? picture)
    {
        var text = new StringBuilder();
        text.AppendLine(sets is null ? TooLarge(tree) : Lead(sets)).AppendLine();
        if (picture is not null)
            text.AppendLine($"![{picture.AltText}]({picture.Name}.svg)").AppendLine();
        if (sets is null)
            return text.ToString();

        var names = tree.Events.Select((basic, index) => (basic, Name: $"E{index + 1}")).ToDictionary(pair => pair.basic, pair => pair.Name);
        foreach (var set in sets.Smallest.Take(MostTold))
            text.AppendLine($"- {string.Join(" **and** ", set.Select(basic => Event(basic, names)))}");
        if (sets.Count > MostTold)
            text.AppendLine().AppendLine($"These are the smallest; {Number(sets.Count - MostTold)} more are larger or as large.");

        text.AppendLine().AppendLine(Alone(sets, names)).AppendLine();
        if (Best(tree, sets) is { } best)
            text.AppendLine(best);
        return text.ToString();
    }

    private static string Lead(CutSets sets) => sets.Count == 1
        ? "Read as a fault tree, there was one way for it to happen, and it took everything in it. Changing any part of it would have been enough."
        : $"Read as a fault tree, there were {Number(sets.Count)} ways for it to happen. Each line is a smallest combination that was enough by itself: changing one part of it closes that way.";

    private static string TooLarge(FaultTree tree) =>
        $"The fault tree has {tree.Events.Count.ToString("N0", CultureInfo.InvariantCulture)} ends and is too entangled to list the ways through it. Group causes that say the same, and the ways will be counted.";

    private static string Alone(CutSets sets, Dictionary<FaultNode, string> names) => sets.SinglePoints switch
    {
        [] => "No single end was enough alone: something else had to come with it each time.",
        [var one] => $"**Enough alone:** {Event(one, names)}. Nothing else stood between it and the problem.",
        var several => $"**Enough alone, each of them:** {string.Join("; ", several.Take(MostTold).Select(one => Event(one, names)))}. Nothing else stood between them and the problem.",
    };

    private static string? Best(FaultTree tree, CutSets sets)
    {
        // Among those that close as many ways, the one furthest from the problem says most about what to change.
        var order = tree.Nodes.Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        Closed? Deepest(IEnumerable<Closed> among) => among.OrderByDescending(closed => closed.Ways).ThenByDescending(closed => order[closed.Node]).FirstOrDefault();
        var safeguard = Deepest(sets.Closes.Where(closed => closed.Node.Kind == CauseKinds.Safeguard));
        var any = Deepest(sets.Closes.Where(closed => closed.Node.IsBasic));
        return (safeguard, any) switch
        {
            ({ } best, _) => $"**The safeguard that would close most:** {Sentence(best.Node)} With it in place, {Of(best.Ways, sets.Count)} would have been closed.",
            (null, { } best) when sets.Count > 1 => $"**What would close most:** {Sentence(best.Node)} Without it, {Of(best.Ways, sets.Count)} would have been closed.",
            _ => null,
        };
    }

    private static string Of(BigInteger closed, BigInteger all) => (closed == all, all == 1) switch
    {
        (true, true) => "the only way",
        (true, false) => $"all {Number(all)} ways",
        _ => $"{Number(closed)} of {Number(all)} ways",
    };

    private static string Event(FaultNode basic, Dictionary<FaultNode, string> names) => $"{names[basic]} {MarkdownText.EscapeLine(basic.Text)}";

    private static string Sentence(FaultNode node) => MarkdownText.EscapeLine(node.Text.TrimEnd().TrimEnd('.')) + ".";

    private static string Number(BigInteger number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
