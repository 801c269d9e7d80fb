using System.Numerics;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>The minimal solutions of coherent formulas, as families of sets that are never listed unless asked for.</summary>
/// <remarks>
/// A. Rauzy, "New algorithms for fault trees analysis", Reliability Engineering and System Safety 40, 1993: minimal solutions from
/// a binary decision diagram, and the operator "without".
/// </remarks>
internal sealed class SetFamily(DecisionDiagram diagram)
{
    private readonly Dictionary<int, int> _minimal = [];
    private readonly Dictionary<(int, int), int> _withouts = [];
    private readonly Dictionary<(int, int), int> _enough = [];
    private readonly Dictionary<int, int> _any = [];
    private readonly Dictionary<int, BigInteger> _counts = [];
    private readonly Dictionary<int, BigInteger> _sizes = [];

    /// <summary>The sets that make the formula true and would not, were any member missing.</summary>
    public int Minimal(int formula)
    {
        if (formula <= DecisionDiagram.One)
            return formula;
        if (_minimal.TryGetValue(formula, out var known))
            return known;

        diagram.Step();
        var node = diagram[formula];
        var low = Minimal(node.Low);
        return _minimal[formula] = Member(node.Variable, low, Without(Minimal(node.High), low));
    }

    /// <summary>The sets of the family that make the formula true by themselves.</summary>
    public int Enough(int family, int formula)
    {
        if (family == DecisionDiagram.Zero || formula == DecisionDiagram.Zero)
            return DecisionDiagram.Zero;
        if (formula == DecisionDiagram.One)
            return family;
        if (_enough.TryGetValue((family, formula), out var known))
            return known;

        diagram.Step();
        var (sets, test) = (diagram[family], diagram[formula]);
        return _enough[(family, formula)] = sets.Variable == test.Variable
            ? Member(sets.Variable, Enough(sets.Low, test.Low), Enough(sets.High, test.High))
            : sets.Variable < test.Variable
                ? Member(sets.Variable, Enough(sets.Low, formula), Enough(sets.High, formula))
                : Enough(family, test.Low);
    }

    /// <summary>The sets of the family that hold the event.</summary>
    public int With(int family, int variable) => With(family, variable, []);

    /// <summary>True when all events of at least one set are.</summary>
    public int Any(int family)
    {
        if (family <= DecisionDiagram.One)
            return family;
        if (_any.TryGetValue(family, out var known))
            return known;

        diagram.Step();
        var node = diagram[family];
        var low = Any(node.Low);
        return _any[family] = diagram.Test(node.Variable, low, diagram.Or(low, Any(node.High)));
    }

    public BigInteger Count(int family)
    {
        if (family <= DecisionDiagram.One)
            return family;
        if (_counts.TryGetValue(family, out var known))
            return known;
        return _counts[family] = Count(diagram[family].Low) + Count(diagram[family].High);
    }

    /// <summary>Up to so many sets, the smallest first.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Smallest(int family, int most)
    {
        var found = new List<IReadOnlyList<int>>();
        var sizes = Sizes(family);
        for (var size = 0; sizes >> size > 0 && found.Count < most; size++)
            List(family, size, [], found, most);
        return found;
    }

    private void List(int family, int size, List<int> members, List<IReadOnlyList<int>> found, int most)
    {
        if (found.Count >= most || ((Sizes(family) >> size) & 1) == 0)
            return;
        if (family == DecisionDiagram.One)
        {
            found.Add([.. members]);
            return;
        }

        var node = diagram[family];
        if (size > 0)
        {
            members.Add(node.Variable);
            List(node.High, size - 1, members, found, most);
            members.RemoveAt(members.Count - 1);
        }

        List(node.Low, size, members, found, most);
    }

    /// <summary>Bit n: the family has a set of n members.</summary>
    private BigInteger Sizes(int family)
    {
        if (family <= DecisionDiagram.One)
            return family;
        if (_sizes.TryGetValue(family, out var known))
            return known;
        return _sizes[family] = Sizes(diagram[family].Low) | (Sizes(diagram[family].High) << 1);
    }

    /// <summary>The sets of the first family that hold no set of the second.</summary>
    private int Without(int family, int other)
    {
        if (family == DecisionDiagram.Zero || other == DecisionDiagram.One)
            return DecisionDiagram.Zero;
        if (family == DecisionDiagram.One || other == DecisionDiagram.Zero)
            return family;
        if (_withouts.TryGetValue((family, other), out var known))
            return known;

        diagram.Step();
        var (first, second) = (diagram[family], diagram[other]);
        return _withouts[(family, other)] = first.Variable == second.Variable
            ? Member(first.Variable, Without(first.Low, second.Low), Without(Without(first.High, second.High), second.Low))
            : first.Variable < second.Variable
                ? Member(first.Variable, Without(first.Low, other), Without(first.High, other))
                : Without(family, second.Low);
    }

    private int With(int family, int variable, Dictionary<int, int> found)
    {
        // Families ask for their variables in order: past this one, no set holds it.
        if (diagram[family].Variable > variable)
            return DecisionDiagram.Zero;
        if (found.TryGetValue(family, out var known))
            return known;

        diagram.Step();
        var node = diagram[family];
        return found[family] = node.Variable == variable
            ? Member(variable, DecisionDiagram.Zero, node.High)
            : Member(node.Variable, With(node.Low, variable, found), With(node.High, variable, found));
    }

    /// <summary>The low sets, and the high ones with one member more; a member of nothing is left out.</summary>
    private int Member(int variable, int low, int high) => high == DecisionDiagram.Zero ? low : diagram.Make(variable, low, high);
}
