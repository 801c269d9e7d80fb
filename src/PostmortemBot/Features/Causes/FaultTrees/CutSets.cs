using System.Numerics;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// What was enough: the minimal cut sets of a fault tree, each a smallest combination of basic events that makes the top event
/// happen. How to read them: NUREG-0492, Fault Tree Handbook, 1981, chapter VII.
/// </summary>
public sealed record CutSets
{
    /// <summary>More events than any incident has; the diagrams are walked as deep as there are events.</summary>
    public const int MostEvents = 1000;

    /// <summary>Sets that are listed; all are counted.</summary>
    public const int MostListed = 5000;

    /// <summary>About 60 MB and a second, however entangled the tree is.</summary>
    private const int MostDiagramNodes = 500_000;

    /// <summary>How many there are.</summary>
    public required BigInteger Count { get; init; }

    /// <summary>The smallest ones, up to <see cref="MostListed"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<FaultNode>> Smallest { get; init; }

    /// <summary>How many of the ways are closed when this node cannot happen any more; the most effective first, those that close none left out.</summary>
    public required IReadOnlyList<Closed> Closes { get; init; }

    /// <summary>Events that are enough alone.</summary>
    public IReadOnlyList<FaultNode> SinglePoints => [.. Smallest.Where(set => set.Count == 1).Select(set => set[0])];

    /// <summary>The missing or failed safeguard whose repair closes the most ways; null when no safeguard closes any.</summary>
    public Closed? BestSafeguard => Closes.FirstOrDefault(closed => closed.Node.Kind == CauseKinds.Safeguard);

    /// <summary>Null: the tree has more events, or is more entangled, than can be worked out.</summary>
    public static CutSets? Of(FaultTree tree)
    {
        if (tree.Events.Count > MostEvents)
            return null;
        try
        {
            return new Analysis(tree).Run();
        }
        catch (TooManyNodesException)
        {
            return null;
        }
    }

    private sealed class Analysis(FaultTree tree)
    {
        private readonly DecisionDiagram _diagram = new(MostDiagramNodes);
        private readonly Dictionary<FaultNode, int> _variables = tree.Events
            .Select((basic, index) => (basic, index)).ToDictionary(pair => pair.basic, pair => pair.index);

        public CutSets Run()
        {
            var families = new SetFamily(_diagram);
            var all = families.Minimal(Formula(without: null));
            var count = families.Count(all);
            return new CutSets
            {
                Count = count,
                Smallest = [.. families.Smallest(all, MostListed).Select(set => set.Select(variable => tree.Events[variable]).ToList())],
                Closes = [.. tree.Nodes.Skip(1)
                    // A minimal set that is still enough without the node is a minimal set of what remains.
                    .Select(node => new Closed(node, count - families.Count(families.Common(all, families.Minimal(Formula(node))))))
                    .Where(closed => closed.Ways > 0)
                    .OrderByDescending(closed => closed.Ways)],
            };
        }

        /// <summary>The top event as a formula of the basic events, with one node made impossible.</summary>
        private int Formula(FaultNode? without)
        {
            var made = new Dictionary<FaultNode, int>();
            int Of(FaultNode node)
            {
                if (node == without)
                    return DecisionDiagram.Zero;
                if (made.TryGetValue(node, out var known))
                    return known;
                return made[node] = node.IsBasic
                    ? _diagram.Test(_variables[node], DecisionDiagram.Zero, DecisionDiagram.One)
                    : _diagram.AtLeast(Math.Clamp(node.AtLeast, 1, node.Inputs.Count), [.. node.Inputs.Select(Of)]);
            }

            return Of(tree.Top);
        }
    }
}

/// <summary>How many of the ways to the problem are closed when a node cannot happen any more.</summary>
public sealed record Closed(FaultNode Node, BigInteger Ways);
