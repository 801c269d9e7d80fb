using FsCheck.Xunit;
using PostmortemBot.Features.Causes.FaultTrees;

namespace PostmortemBot.Tests.Causes.FaultTrees;

public sealed class ChancesTests
{
    [Fact]
    public void Both_of_two_coins_are_a_quarter_and_either_three_quarters()
    {
        Assert.Equal(0.25, Chances(CutSetTests.Gate(2, CutSetTests.Basic("a", 0.5), CutSetTests.Basic("b", 0.5))).Top!.Value, 12);
        Assert.Equal(0.75, Chances(CutSetTests.Gate(1, CutSetTests.Basic("a", 0.5), CutSetTests.Basic("b", 0.5))).Top!.Value, 12);
    }

    [Fact]
    public void A_shared_event_is_not_counted_twice()
    {
        // (s and a) or (s and b): 0.1 x (1 - 0.5 x 0.5); the sum of the cut sets would be 0.1.
        var (shared, a, b) = (CutSetTests.Basic("s", 0.1), CutSetTests.Basic("a", 0.5), CutSetTests.Basic("b", 0.5));
        var chances = Chances(CutSetTests.Gate(1, CutSetTests.Gate(2, shared, a), CutSetTests.Gate(2, shared, b)));
        Assert.Equal(0.075, chances.Top!.Value, 12);
        var first = chances.Importances[0];
        Assert.Equal(("s", 1.0), (first.Event.Text, Math.Round(first.FussellVesely!.Value, 12)));
        Assert.Equal(0.75, first.Birnbaum, 12);
    }

    [Fact]
    public void Ends_without_a_probability_leave_a_range()
    {
        var chances = Chances(CutSetTests.Gate(2, CutSetTests.Basic("a", 0.1), CutSetTests.Basic("b")));
        Assert.Equal((0.0, 0.1, 1), (chances.Lowest, Math.Round(chances.Highest, 12), chances.Unknown));
        Assert.Null(chances.Top);
        Assert.Empty(chances.Importances);
    }

    [Fact]
    public void Without_any_probability_there_is_nothing_to_say() =>
        Assert.Null(FaultAnalysis.Of(FaultTree.Of(CutSetTests.Gate(1, CutSetTests.Basic("a"), CutSetTests.Basic("b"))), TestContext.Current.CancellationToken).Chances);

    [Fact]
    public void What_cannot_happen_and_what_must_are_worked_out_too()
    {
        var never = Chances(CutSetTests.Gate(2, CutSetTests.Basic("a", 0), CutSetTests.Basic("b", 1)));
        Assert.Equal(0, never.Top);
        Assert.All(never.Importances, importance => Assert.Null(importance.FussellVesely));
        Assert.Equal(1, Chances(CutSetTests.Gate(1, CutSetTests.Basic("a", 1), CutSetTests.Basic("b", 0.3))).Top);
    }

    /// <summary>By definition: the sum over all combinations of events, for trees with shared events and K-of-N gates.</summary>
    [Property(MaxTest = 150)]
    public void They_are_what_adding_up_every_combination_gives(int seed, byte size) => Compare(seed, 1 + size % 12);

    [Theory]
    [InlineData(1, 16)]
    [InlineData(2, 18)]
    [InlineData(3, 20)]
    public void With_up_to_twenty_events_too(int seed, int events) => Compare(seed, events);

    [Fact]
    public void An_entangled_tree_has_no_chance_and_says_so()
    {
        var tree = FaultTree.Of(CutSetTests.Gate(2, CutSetTests.Basic("a", 0.5), CutSetTests.Entangled(300, 400).Top));
        var analysis = FaultAnalysis.Of(tree, TestContext.Current.CancellationToken);
        Assert.Null(analysis.Chances);
        Assert.True(analysis.ChancesTooEntangled);
    }

    [Theory]
    [InlineData(0.025, "about 1 in 40")]
    [InlineData(0.5, "about 5 in 10")]
    [InlineData(0.99, "almost certain")]
    [InlineData(1, "certain")]
    [InlineData(0, "never")]
    [InlineData(0.000_123, "about 1 in 8,100")]
    [InlineData(1e-12, "less than 1 in a billion")]
    public void Chances_are_said_as_people_say_them(double chance, string words) => Assert.Equal(words, Odds.Words(chance));

    private static void Compare(int seed, int events)
    {
        var tree = CutSetTests.RandomTree(new Random(seed), events, likely: true);
        var truth = new TruthTable(tree);
        var chances = FaultAnalysis.Of(tree, TestContext.Current.CancellationToken).Chances!;

        Assert.Equal(truth.Chance(truth.Happens), chances.Top!.Value, 9);
        foreach (var importance in chances.Importances)
        {
            var index = Enumerable.Range(0, tree.Events.Count).Single(number => tree.Events[number] == importance.Event);
            Assert.Equal(truth.Birnbaum(index), importance.Birnbaum, 9);
            Assert.Equal(truth.FussellVesely(index), importance.FussellVesely!.Value, 7);
        }
    }

    private static Chances Chances(FaultNode top) => FaultAnalysis.Of(FaultTree.Of(top)).Chances!;

    /// <summary>Every combination of the events, one bit each.</summary>
    private sealed class TruthTable
    {
        private readonly FaultTree _tree;
        private readonly int _events;
        private readonly double[] _weights;
        private readonly bool[] _minimal;

        public TruthTable(FaultTree tree)
        {
            (_tree, _events) = (tree, tree.Events.Count);
            Happens = Table(tree.Top, []);
            _weights = Weights(without: -1);
            // Minimal: enough, and not enough without any one of its members.
            _minimal = [.. Happens];
            for (var mask = 0; mask < _minimal.Length; mask++)
            {
                for (var other = 0; other < _events && _minimal[mask]; other++)
                    _minimal[mask] = (mask >> other & 1) == 0 || !Happens[mask & ~(1 << other)];
            }
        }

        public bool[] Happens { get; }

        public double Chance(bool[] table)
        {
            double sum = 0;
            for (var mask = 0; mask < table.Length; mask++)
                sum += table[mask] ? _weights[mask] : 0;
            return sum;
        }

        public double Birnbaum(int index)
        {
            var weights = Weights(index);
            double difference = 0;
            for (var mask = 0; mask < Happens.Length; mask++)
            {
                if (Happens[mask])
                    difference += (mask >> index & 1) == 1 ? weights[mask] : -weights[mask];
            }

            return difference;
        }

        public double FussellVesely(int index)
        {
            var part = new bool[Happens.Length];
            for (var mask = 0; mask < part.Length; mask++)
                part[mask] = (mask >> index & 1) == 1 && _minimal[mask];
            // And whatever holds one of those.
            for (var other = 0; other < _events; other++)
            {
                var bit = 1 << other;
                for (var mask = 0; mask < part.Length; mask++)
                {
                    if ((mask & bit) != 0 && part[mask & ~bit])
                        part[mask] = true;
                }
            }

            return Chance(part) / Chance(Happens);
        }

        /// <summary>How likely each combination is; one event may be left out of it.</summary>
        private double[] Weights(int without)
        {
            var weights = new double[1 << _events];
            weights[0] = 1;
            for (var i = 0; i < _events; i++)
            {
                var chance = _tree.Events[i].Probability!.Value;
                for (var mask = 0; mask < 1 << i; mask++)
                {
                    weights[mask | 1 << i] = weights[mask] * (i == without ? 1 : chance);
                    weights[mask] *= i == without ? 1 : 1 - chance;
                }
            }

            return weights;
        }

        private bool[] Table(FaultNode node, Dictionary<FaultNode, bool[]> made)
        {
            if (made.TryGetValue(node, out var known))
                return known;
            var table = new bool[1 << _events];
            var place = node.IsBasic ? Enumerable.Range(0, _events).Single(number => _tree.Events[number] == node) : 0;
            var inputs = node.Inputs.Select(input => Table(input, made)).ToList();
            for (var mask = 0; mask < table.Length; mask++)
            {
                if (node.IsBasic)
                {
                    table[mask] = (mask >> place & 1) == 1;
                    continue;
                }

                var count = 0;
                foreach (var input in inputs)
                    count += input[mask] ? 1 : 0;
                table[mask] = count >= node.AtLeast;
            }

            return made[node] = table;
        }
    }
}
