using System.Numerics;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// What a fault tree says: the ways in which the problem could come about, what would have closed them, and, where the ends
/// carry probabilities, how likely it was. Everything is exact; what would take too long is left out, and said to be.
/// </summary>
/// <remarks>W. E. Vesely et al., Fault Tree Handbook, NUREG-0492, 1981, chapters VII and XI.</remarks>
public sealed record FaultAnalysis
{
    /// <summary>More ends than any incident has; the diagrams are walked as deep as there are ends.</summary>
    public const int MostEvents = 1000;

    /// <summary>What the ways themselves may take: about a third of a second and 60 MB, however entangled the tree is.</summary>
    private const int StepsForWays = 400_000;

    /// <summary>What each further question may take.</summary>
    private const int StepsForMore = 250_000;

    public required CutSets Sets { get; init; }

    /// <summary>Null: no end has a probability.</summary>
    public required Chances? Chances { get; init; }

    /// <summary>The ends have probabilities, but the tree is too entangled to work with them.</summary>
    public bool ChancesTooEntangled { get; init; }

    public static FaultAnalysis Of(FaultTree tree, CancellationToken cancellationToken = default)
    {
        var work = new Work(tree, cancellationToken);
        var isKnown = tree.Events.Any(basic => basic.Probability is not null);
        var top = tree.Events.Count > MostEvents ? null : Try(work.Diagram, StepsForWays, () => work.Formula(without: null));
        var all = top is { } formula ? Try(work.Diagram, StepsForWays, () => work.Families.Minimal(formula)) : null;
        var chances = isKnown && top is { } known ? new ChanceCounting(tree, work.Diagram, known).Work(work.Families, all, StepsForMore) : null;
        return new FaultAnalysis
        {
            Sets = all is { } family ? Listed(tree, work, family, cancellationToken) : CutSetSample.Of(tree, cancellationToken),
            Chances = chances,
            ChancesTooEntangled = isKnown && chances is null,
        };
    }

    private static CutSets Listed(FaultTree tree, Work work, int all, CancellationToken cancellationToken)
    {
        var count = work.Families.Count(all);
        var closes = Try<IReadOnlyList<Closed>>(work.Diagram, StepsForMore, () =>
        [
            .. tree.Nodes.Skip(1)
                .Select(node => new Closed(node, count - StillOpen(node)))
                .Where(closed => closed.Ways > 0)
                .OrderByDescending(closed => closed.Ways),
        ]);
        return new CutSets
        {
            Count = count,
            IsComplete = true,
            Smallest = [.. work.Families.Smallest(all, CutSets.MostListed).Select(set => set.Select(variable => tree.Events[variable]).ToList())],
            SinglePoints = [.. work.Families.Smallest(all, tree.Events.Count).TakeWhile(set => set.Count == 1).Select(set => tree.Events[set[0]])],
            Closes = closes ?? [],
            InEveryWay = closes is null ? CutSetSample.InEveryWay(tree, cancellationToken) : [.. closes.Where(closed => closed.Ways == count).Select(closed => closed.Node)],
        };

        BigInteger StillOpen(FaultNode node) => node.IsBasic
            ? count - work.Families.Count(work.Families.With(all, work.VariableOf(node)))
            : work.Families.Count(work.Families.Enough(all, work.Formula(node)));
    }

    private static T? Try<T>(DecisionDiagram diagram, int steps, Func<T> question)
        where T : class
    {
        try
        {
            diagram.Allow(steps);
            return question();
        }
        catch (TooEntangledException)
        {
            return null;
        }
    }

    private static int? Try(DecisionDiagram diagram, int steps, Func<int> question) => (int?)Try<object>(diagram, steps, () => question());

    /// <summary>The tree as formulas of its ends, which are numbered as they are met on a walk of the tree.</summary>
    private sealed class Work(FaultTree tree, CancellationToken cancellationToken)
    {
        private readonly Dictionary<FaultNode, int> _variables = tree.Events
            .Select((basic, index) => (basic, index)).ToDictionary(pair => pair.basic, pair => pair.index);

        private readonly Dictionary<FaultNode, int> _whole = [];
        private SetFamily? _families;

        public DecisionDiagram Diagram { get; } = new(cancellationToken);

        public SetFamily Families => _families ??= new SetFamily(Diagram);

        public int VariableOf(FaultNode basic) => _variables[basic];

        /// <summary>The problem, with one node made impossible.</summary>
        public int Formula(FaultNode? without)
        {
            var changed = new Dictionary<FaultNode, int>();
            if (without is not null)
                changed[without] = DecisionDiagram.Zero;
            foreach (var node in tree.FromTheEnds)
            {
                if (changed.ContainsKey(node) || (_whole.ContainsKey(node) && !node.Inputs.Any(changed.ContainsKey)))
                    continue;
                (without is null ? _whole : changed)[node] = node.IsBasic
                    ? Diagram.Test(_variables[node], DecisionDiagram.Zero, DecisionDiagram.One)
                    : Diagram.AtLeast(node.Needed, [.. node.Inputs.Select(input => changed.TryGetValue(input, out var other) ? other : _whole[input])]);
            }

            return changed.TryGetValue(tree.Top, out var top) ? top : _whole[tree.Top];
        }
    }
}
