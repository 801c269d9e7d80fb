namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// The causes read as a fault tree: the problem on top, gates below it, and at the ends the events nobody asked further about.
/// Standing questions, why it was not noticed and why repair took long, made it worse rather than possible, and are no part of
/// it; nor is what was ruled out, nor what led to it alone.
/// </summary>
public sealed class FaultTree
{
    private FaultTree(FaultNode top, IReadOnlyList<FaultNode> nodes, IReadOnlyList<FaultNode> fromTheEnds, IReadOnlyList<Circle> circles)
    {
        Top = top;
        Nodes = nodes;
        FromTheEnds = fromTheEnds;
        Circles = circles;
        Events = [.. nodes.Where(node => node.IsBasic)];
    }

    public FaultNode Top { get; }

    /// <summary>Every node once, the problem first, as the tree of whys is walked.</summary>
    public IReadOnlyList<FaultNode> Nodes { get; }

    /// <summary>Every node once, after all of its inputs.</summary>
    public IReadOnlyList<FaultNode> FromTheEnds { get; }

    /// <summary>The basic events.</summary>
    public IReadOnlyList<FaultNode> Events { get; }

    /// <summary>Where the stored causes turn in a circle, which no form lets them. The tree goes without those links.</summary>
    public IReadOnlyList<Circle> Circles { get; }

    /// <summary>At how many effects nobody has said yet how their causes go together; there all are taken to have been needed.</summary>
    public int Undecided { get; private init; }

    /// <summary>Whether something had to come together, or could come about in several ways; else the tree says no more than the whys.</summary>
    public bool Branches => Nodes.Any(node => node.Inputs.Count > 1);

    /// <summary>Null: nobody has answered a why yet.</summary>
    public static FaultTree? Of(CauseGraph graph) =>
        graph.Top is null || ReasonsOf(graph, graph.Top).Count == 0 ? null : new Reading(graph).Tree(graph.Top);

    /// <summary>A tree of its own, for whoever has no graph.</summary>
    public static FaultTree Of(FaultNode top)
    {
        var (nodes, fromTheEnds) = (new List<FaultNode>(), new List<FaultNode>());
        var seen = new HashSet<FaultNode>(ReferenceEqualityComparer.Instance);
        void Walk(FaultNode node)
        {
            if (!seen.Add(node))
                return;
            nodes.Add(node);
            foreach (var input in node.Inputs)
                Walk(input);
            fromTheEnds.Add(node);
        }

        Walk(top);
        return new FaultTree(top, nodes, fromTheEnds, []);
    }

    private static IReadOnlyList<Cause> ReasonsOf(CauseGraph graph, Cause effect) =>
        [.. graph.ReasonsOf(effect.CauseId).Where(reason => reason.Confidence != Confidences.RuledOut)];

    private sealed class Reading(CauseGraph graph)
    {
        private readonly Dictionary<Guid, FaultNode?> _made = [];
        private readonly List<FaultNode?> _order = [];
        private readonly List<FaultNode> _fromTheEnds = [];
        private readonly List<Circle> _circles = [];

        private int _undecided;

        public FaultTree Tree(Cause top)
        {
            var node = Node(top)!;
            return new FaultTree(node, [.. _order.OfType<FaultNode>()], _fromTheEnds, _circles) { Undecided = _undecided };
        }

        /// <summary>Null: the cause is one of those being read above it.</summary>
        private FaultNode? Node(Cause cause)
        {
            if (_made.TryGetValue(cause.CauseId, out var known))
                return known;

            _made[cause.CauseId] = null;
            var place = _order.Count;
            _order.Add(null);
            var inputs = new List<FaultNode>();
            foreach (var reason in ReasonsOf(graph, cause))
            {
                if (Node(reason) is { } input)
                    inputs.Add(input);
                else
                    _circles.Add(new Circle(cause.Text, reason.Text));
            }

            _undecided += graph.IsGateOpen(cause.CauseId) ? 1 : 0;
            var node = new FaultNode
            {
                Text = cause.Text,
                Kind = cause.IsTop ? "" : cause.Kind,
                IsOpen = cause.StopReason is null,
                IsConfirmed = cause.Confidence == Confidences.Confirmed,
                Probability = cause.Probability,
                Inputs = inputs,
                AtLeast = graph.GateOf(cause.CauseId) == Gates.Or ? 1 : cause.AtLeast ?? inputs.Count,
            };
            _order[place] = node;
            _fromTheEnds.Add(node);
            return _made[cause.CauseId] = node;
        }
    }
}

/// <summary>A link that would lead back to where the walk came from.</summary>
/// <param name="Effect">What is said to be made possible.</param>
/// <param name="Cause">What is said to have made it possible, and was itself made possible by it.</param>
public sealed record Circle(string Effect, string Cause);

/// <summary>A node of a fault tree. Compared by identity: two causes may say the same.</summary>
public sealed class FaultNode
{
    public required string Text { get; init; }

    /// <summary>One of <see cref="CauseKinds"/>; empty for the problem.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Nobody said yet that asking may end here.</summary>
    public bool IsOpen { get; init; }

    public bool IsConfirmed { get; init; }

    /// <summary>0 to 1; null: unknown. Only that of a basic event counts: a gate's follows from its inputs.</summary>
    public double? Probability { get; init; }

    public IReadOnlyList<FaultNode> Inputs { get; init; } = [];

    /// <summary>How many of the inputs it takes: one for an OR gate, all for an AND gate, K for a K-of-N gate.</summary>
    public int AtLeast { get; init; } = 1;

    /// <summary>The same, of the inputs that are left: where some were ruled out, K-of-N may have become all.</summary>
    public int Needed => Math.Clamp(AtLeast, 1, Math.Max(1, Inputs.Count));

    public bool IsBasic => Inputs.Count == 0;

    public FaultGate Gate => Inputs.Count < 2 ? FaultGate.None : Needed == 1 ? FaultGate.Or : Needed >= Inputs.Count ? FaultGate.And : FaultGate.Vote;
}

public enum FaultGate
{
    None,
    And,
    Or,
    Vote,
}
