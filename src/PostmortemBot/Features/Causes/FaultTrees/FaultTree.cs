namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// The causes read as a fault tree: the problem on top, gates below it, and at the ends the events nobody asked further about.
/// Standing questions, why it was not noticed and why repair took long, made it worse rather than possible, and are no part of it.
/// </summary>
public sealed class FaultTree
{
    private FaultTree(FaultNode top, IReadOnlyList<FaultNode> nodes)
    {
        Top = top;
        Nodes = nodes;
        Events = [.. nodes.Where(node => node.IsBasic)];
    }

    public FaultNode Top { get; }

    /// <summary>Every node once, the problem first, as the tree of whys is walked.</summary>
    public IReadOnlyList<FaultNode> Nodes { get; }

    /// <summary>The basic events.</summary>
    public IReadOnlyList<FaultNode> Events { get; }

    /// <summary>Whether something had to come together, or could come about in several ways; else the tree says no more than the whys.</summary>
    public bool Branches => Nodes.Any(node => node.Inputs.Count > 1);

    /// <summary>Null: nobody has answered a why yet.</summary>
    public static FaultTree? Of(CauseGraph graph)
    {
        if (graph.Top is null || graph.ReasonsOf(graph.Top.CauseId).Count == 0)
            return null;

        var made = new Dictionary<Guid, FaultNode>();
        var order = new List<FaultNode>();
        return new FaultTree(Node(graph, graph.Top, made, order), order);
    }

    /// <summary>A tree of its own, for whoever has no graph.</summary>
    public static FaultTree Of(FaultNode top)
    {
        var nodes = new List<FaultNode>();
        var seen = new HashSet<FaultNode>(ReferenceEqualityComparer.Instance);
        void Walk(FaultNode node)
        {
            if (!seen.Add(node))
                return;
            nodes.Add(node);
            foreach (var input in node.Inputs)
                Walk(input);
        }

        Walk(top);
        return new FaultTree(top, nodes);
    }

    private static FaultNode Node(CauseGraph graph, Cause cause, Dictionary<Guid, FaultNode> made, List<FaultNode> order)
    {
        if (made.TryGetValue(cause.CauseId, out var known))
            return known;

        var place = order.Count;
        var inputs = graph.ReasonsOf(cause.CauseId).Select(reason => Node(graph, reason, made, order)).ToList();
        var node = new FaultNode
        {
            Text = cause.Text,
            Kind = cause.IsTop ? "" : cause.Kind,
            IsOpen = cause.StopReason is null,
            Inputs = inputs,
            AtLeast = graph.GateOf(cause.CauseId) == Gates.Or ? 1 : inputs.Count,
        };
        order.Insert(place, node);
        return made[cause.CauseId] = node;
    }
}

/// <summary>A node of a fault tree. Compared by identity: two causes may say the same.</summary>
public sealed class FaultNode
{
    public required string Text { get; init; }

    /// <summary>One of <see cref="CauseKinds"/>; empty for the problem.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Nobody said yet that asking may end here.</summary>
    public bool IsOpen { get; init; }

    public IReadOnlyList<FaultNode> Inputs { get; init; } = [];

    /// <summary>How many of the inputs it takes: one for an OR gate, all for an AND gate, K for a K-of-N gate.</summary>
    public int AtLeast { get; init; } = 1;

    public bool IsBasic => Inputs.Count == 0;

    public FaultGate Gate => Inputs.Count < 2 ? FaultGate.None : AtLeast == 1 ? FaultGate.Or : AtLeast >= Inputs.Count ? FaultGate.And : FaultGate.Vote;
}

public enum FaultGate
{
    None,
    And,
    Or,
    Vote,
}
