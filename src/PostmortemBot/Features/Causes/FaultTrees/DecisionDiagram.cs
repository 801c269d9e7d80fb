using System.Runtime.InteropServices;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// Nodes shared by all formulas of one analysis. A node asks for one variable and goes on low (false, or: not in the set) or
/// high (true, or: in the set). The same store holds binary decision diagrams of formulas and zero-suppressed ones of families
/// of sets; they differ in which nodes are left out.
/// </summary>
/// <remarks>R. E. Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on Computers, 1986.</remarks>
internal sealed class DecisionDiagram(CancellationToken cancellationToken)
{
    /// <summary>False, or the family without any set.</summary>
    public const int Zero = 0;

    /// <summary>True, or the family that holds only the empty set.</summary>
    public const int One = 1;

    private const int StepsBetweenLooks = 4096;

    private readonly List<Node> _nodes = [new(int.MaxValue, 0, 0), new(int.MaxValue, 1, 1)];
    private readonly Dictionary<Node, int> _known = [];
    private readonly Dictionary<(int Left, int Right), int> _ands = [];
    private readonly Dictionary<(int Left, int Right), int> _ors = [];
    private int _left;

    /// <summary>Node numbers below this one exist; a node's branches have smaller numbers than itself.</summary>
    public int Count => _nodes.Count;

    public Node this[int node] => _nodes[node];

    /// <summary>How many steps what follows may take. What a step remembers takes some 100 bytes, so this bounds the memory too.</summary>
    public void Allow(int steps) => _left = steps;

    /// <summary>Taken by every operation that cannot be looked up.</summary>
    /// <exception cref="TooEntangledException">What was allowed is used up.</exception>
    public void Step()
    {
        if (--_left < 0)
            throw new TooEntangledException();
        if (_left % StepsBetweenLooks == 0)
            cancellationToken.ThrowIfCancellationRequested();
    }

    public int Make(int variable, int low, int high)
    {
        var node = new Node(variable, low, high);
        if (_known.TryGetValue(node, out var known))
            return known;

        _nodes.Add(node);
        return _known[node] = _nodes.Count - 1;
    }

    /// <summary>A test of a formula; one that changes nothing is left out.</summary>
    public int Test(int variable, int low, int high) => low == high ? low : Make(variable, low, high);

    public int And(int left, int right)
    {
        if (left == Zero || right == Zero)
            return Zero;
        if (left == One || left == right)
            return right;
        return right == One ? left : Apply(_ands, left, right, And);
    }

    public int Or(int left, int right)
    {
        if (left == One || right == One)
            return One;
        if (left == Zero || left == right)
            return right;
        return right == Zero ? left : Apply(_ors, left, right, Or);
    }

    /// <summary>True when at least so many of the formulas are.</summary>
    public int AtLeast(int count, IReadOnlyList<int> formulas)
    {
        // What it takes along the way to "at least k" would fill the store where all or any are asked for.
        if (count == formulas.Count)
            return formulas.Aggregate(One, And);
        if (count == 1)
            return formulas.Aggregate(Zero, Or);

        // reached[k]: at least k of the formulas looked at so far.
        var reached = new int[count + 1];
        reached[0] = One;
        foreach (var formula in formulas)
        {
            for (var k = count; k > 0; k--)
                reached[k] = Or(reached[k], And(formula, reached[k - 1]));
        }

        return reached[count];
    }

    private int Apply(Dictionary<(int Left, int Right), int> results, int left, int right, Func<int, int, int> operation)
    {
        var key = left < right ? (left, right) : (right, left);
        if (results.TryGetValue(key, out var known))
            return known;

        Step();
        var (first, second) = (_nodes[left], _nodes[right]);
        var variable = Math.Min(first.Variable, second.Variable);
        var low = operation(first.Variable == variable ? first.Low : left, second.Variable == variable ? second.Low : right);
        var high = operation(first.Variable == variable ? first.High : left, second.Variable == variable ? second.High : right);
        return results[key] = Test(variable, low, high);
    }

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Node(int Variable, int Low, int High);
}

/// <summary>The analysis would take more steps than it is given.</summary>
internal sealed class TooEntangledException : Exception;
