namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>Probabilities on a binary decision diagram: each node's from those of its two branches, once.</summary>
internal sealed class ChanceCounting(FaultTree tree, DecisionDiagram diagram, int top)
{
    /// <param name="families">For the sets an event is part of.</param>
    /// <param name="all">The minimal cut sets. Null: too many; then there is no Fussell-Vesely importance.</param>
    /// <param name="steps">What these may take.</param>
    public Chances Work(SetFamily families, int? all, int steps)
    {
        var unknown = tree.Events.Count(basic => basic.Probability is null);
        var lowest = Of(top, unknown: 0);
        return new Chances
        {
            Lowest = lowest,
            Highest = unknown == 0 ? lowest : Of(top, unknown: 1),
            Unknown = unknown,
            Importances = unknown == 0 ? [.. Importances(families, all, steps, lowest).OrderByDescending(importance => importance.FussellVesely ?? importance.Birnbaum)] : [],
        };
    }

    private IEnumerable<Importance> Importances(SetFamily families, int? all, int steps, double whole)
    {
        var birnbaum = Birnbaum();
        diagram.Allow(steps);
        for (var variable = 0; variable < tree.Events.Count; variable++)
        {
            double? share = null;
            if (all is { } sets && whole > 0)
            {
                try
                {
                    share = Of(families.Any(families.With(sets, variable)), unknown: 0) / whole;
                }
                catch (TooEntangledException)
                {
                    all = null;
                }
            }

            yield return new Importance { Event = tree.Events[variable], Birnbaum = birnbaum[variable], FussellVesely = share };
        }
    }

    private double Of(int formula, double unknown) => Of(formula, unknown, []);

    private double Of(int node, double unknown, Dictionary<int, double> known)
    {
        if (node <= DecisionDiagram.One)
            return node;
        if (known.TryGetValue(node, out var chance))
            return chance;
        var (variable, low, high) = diagram[node];
        var happens = tree.Events[variable].Probability ?? unknown;
        return known[node] = happens * Of(high, unknown, known) + (1 - happens) * Of(low, unknown, known);
    }

    /// <summary>
    /// For each event the sum, over the nodes that ask for it, of the probability of coming there times the difference of the
    /// branches. It is the derivative of the top event's probability.
    /// </summary>
    private double[] Birnbaum()
    {
        var differences = new double[tree.Events.Count];
        var chances = new Dictionary<int, double>();
        // Branches have smaller numbers, so downwards every way to a node has been walked before the node.
        var reached = new double[top + 1];
        reached[top] = 1;
        for (var node = top; node > DecisionDiagram.One; node--)
        {
            if (reached[node] == 0)
                continue;
            var (variable, low, high) = diagram[node];
            var happens = tree.Events[variable].Probability ?? 0;
            differences[variable] += reached[node] * (Of(high, 0, chances) - Of(low, 0, chances));
            reached[high] += reached[node] * happens;
            reached[low] += reached[node] * (1 - happens);
        }

        return differences;
    }
}
