using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.FaultTrees;

namespace PostmortemBot.Tests.Causes.FaultTrees;

public sealed class CutSetTests
{
    [Fact]
    public void Either_would_have_been_enough_gives_one_way_each()
    {
        var sets = Sets(new Drawn().Because("top", "a", gate: Gates.Or).Because("top", "b", gate: Gates.Or));
        Assert.Equal(2, sets.Count);
        Assert.Equal(["Cause a", "Cause b"], sets.SinglePoints.Select(single => single.Text));
    }

    [Fact]
    public void It_took_both_gives_one_way_and_no_single_point()
    {
        var sets = Sets(new Drawn().Because("top", "a").Because("top", "b"));
        Assert.Equal(["Cause a", "Cause b"], Assert.Single(sets.Smallest).Select(basic => basic.Text));
        Assert.Empty(sets.SinglePoints);
    }

    [Fact]
    public void A_cause_shared_by_two_branches_makes_the_larger_ways_superfluous()
    {
        // (shared or a) and (shared or b): shared alone, or a with b.
        var sets = Sets(new Drawn()
            .Because("top", "left").Because("top", "right")
            .Because("left", "shared", gate: Gates.Or).Because("left", "a", gate: Gates.Or)
            .Because("right", "shared", gate: Gates.Or).Because("right", "b", gate: Gates.Or));

        Assert.Equal(2, sets.Count);
        Assert.Equal([["Cause shared"], ["Cause a", "Cause b"]], sets.Smallest.Select(set => set.Select(basic => basic.Text)));
    }

    [Fact]
    public void The_safeguard_that_closes_most_is_found_wherever_it_stands()
    {
        // The safeguard has causes of its own, and still it is the safeguard whose repair counts.
        var sets = Sets(new Drawn()
            .Because("top", "guard", "No canary", gate: Gates.Or, kind: CauseKinds.Safeguard).Because("top", "c", gate: Gates.Or)
            .Because("guard", "a", gate: Gates.Or).Because("guard", "b", "No lint", gate: Gates.Or, kind: CauseKinds.Safeguard));

        Assert.Equal(3, sets.Count);
        Assert.Equal(("No canary", new BigInteger(2)), (sets.BestSafeguard!.Node.Text, sets.BestSafeguard.Ways));
    }

    [Fact]
    public void Standing_questions_are_no_part_of_it()
    {
        var tree = FaultTree.Of(new Drawn().Because("top", "a").Because("top", "late", branch: "detection").Because("late", "b").Graph)!;
        Assert.Equal(["Cause a"], tree.Events.Select(basic => basic.Text));
        Assert.False(tree.Branches);
    }

    [Fact]
    public void Without_an_answer_there_is_no_tree() => Assert.Null(FaultTree.Of(new Drawn().Graph));

    /// <summary>By definition: try every combination of events, keep those that are enough and have no smaller one inside.</summary>
    [Property(MaxTest = 300)]
    public void They_are_what_trying_every_combination_finds(int seed, byte size)
    {
        var tree = RandomTree(new System.Random(seed), events: 1 + size % 14);
        var sets = Sets(tree);

        var expected = ByTrying(tree);
        Assert.Equal(expected.Count, sets.Count);
        Assert.Equal(
            expected.Select(set => string.Join(' ', set.Order())).Order(),
            sets.Smallest.Select(set => string.Join(' ', set.Select(basic => basic.Text).Order())).Order());
        foreach (var node in tree.Nodes.Skip(1))
            Assert.Equal(expected.Count - StillEnough(tree, expected, node), sets.Closes.FirstOrDefault(closed => closed.Node == node)?.Ways ?? 0);
    }

    [Fact]
    public void Twenty_events_are_tried_as_well()
    {
        var tree = RandomTree(new System.Random(20), events: 20);
        Assert.Equal(ByTrying(tree).Count, Sets(tree).Count);
    }

    [Fact]
    public void The_smallest_come_first_and_all_are_counted_when_few_are_listed()
    {
        // Any one of ten, in each of thirty places: 10^30 ways.
        var tree = FaultTree.Of(Gate(30, [.. Enumerable.Range(0, 30).Select(place => Gate(1, [.. Enumerable.Range(0, 10).Select(event_ => Basic($"{place}.{event_}"))]))]));
        var sets = Sets(tree);

        Assert.Equal(BigInteger.Pow(10, 30), sets.Count);
        Assert.Equal(CutSets.MostListed, sets.Smallest.Count);
        Assert.All(sets.Smallest, set => Assert.Equal(30, set.Count));
    }

    [Fact]
    public void Of_an_entangled_tree_some_ways_are_told_and_it_is_said_that_there_are_others()
    {
        var tree = Entangled(300, 400);
        var sets = Sets(tree);

        Assert.False(sets.IsComplete);
        Assert.InRange(sets.Count, 1000, CutSets.MostListed);
        foreach (var set in sets.Smallest.Take(20).Select(set => set.Select(basic => basic.Text).ToHashSet()))
        {
            Assert.True(Happens(tree.Top, set, without: null));
            Assert.All(set, name => Assert.False(Happens(tree.Top, [.. set.Except([name])], without: null)));
        }
    }

    [Fact]
    public void What_was_enough_alone_and_what_was_part_of_every_way_is_known_of_an_entangled_tree_too()
    {
        var (alone, always, guard) = (Basic("alone"), Basic("always"), new FaultNode { Text = "guard", Kind = CauseKinds.Safeguard, Inputs = [Basic("x")] });
        var entangled = FaultTree.Of(Gate(2, always, Gate(2, guard, Gate(1, Basic("y"), Entangled(300, 400).Top))));
        Assert.Equal(["always", "guard", "x"], Sets(entangled).InEveryWay.Where(node => node.IsBasic || node == guard).Select(node => node.Text));
        Assert.False(Sets(entangled).IsComplete);
        Assert.Equal(["alone"], Sets(FaultTree.Of(Gate(1, alone, entangled.Top))).SinglePoints.Select(basic => basic.Text));
    }

    [Fact]
    public void The_same_entangled_tree_gives_the_same_words_every_time() =>
        Assert.Equal(
            Sets(Entangled(100, 300)).Smallest.Take(50).Select(set => string.Join(' ', set.Select(basic => basic.Text))),
            Sets(Entangled(100, 300)).Smallest.Take(50).Select(set => string.Join(' ', set.Select(basic => basic.Text))));

    [Fact]
    public void More_events_than_any_incident_has_are_told_of_without_counting()
    {
        var sets = Sets(FaultTree.Of(Gate(1, [.. Enumerable.Range(0, FaultAnalysis.MostEvents + 1).Select(number => Basic($"{number}"))])));
        Assert.False(sets.IsComplete);
        Assert.Equal(FaultAnalysis.MostEvents + 1, sets.SinglePoints.Count);
        Assert.False(Sets(FaultTree.Of(Gate(20_000, [.. Enumerable.Range(0, 20_000).Select(number => Basic($"{number}"))]))).IsComplete);
    }

    [Fact]
    public void Whoever_stops_waiting_stops_the_work()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => FaultAnalysis.Of(Entangled(300, 400), stopped.Token));
        Assert.Throws<OperationCanceledException>(() => FaultAnalysis.Of(FaultTree.Of(Gate(1, [.. Enumerable.Range(0, 2000).Select(number => Basic($"{number}"))])), stopped.Token));
    }

    [Fact]
    public void Two_hundred_events_with_thousands_of_ways_are_all_found()
    {
        var tree = TwoHundred();
        Assert.Equal(200, tree.Events.Count);
        var sets = Sets(tree);
        Assert.True(sets.IsComplete);
        Assert.Equal(5000, sets.Count);
        Assert.Equal(5000, sets.Smallest.Count);
        Assert.NotEmpty(sets.Closes);
    }

    /// <summary>Twice any of fifty with any of fifty others: 200 events, 5,000 ways.</summary>
    internal static FaultTree TwoHundred() => FaultTree.Of(Gate(1,
        [.. Enumerable.Range(0, 2).Select(part => Gate(2,
            Gate(1, [.. Enumerable.Range(0, 50).Select(number => Basic($"{part}a{number}"))]),
            Gate(1, [.. Enumerable.Range(0, 50).Select(number => Basic($"{part}b{number}"))])))]));

    /// <summary>Many gates over the same events in random orders: no ordering of the events keeps the diagram small.</summary>
    internal static FaultTree Entangled(int events, int gates)
    {
        var random = new System.Random(1);
        var basics = Enumerable.Range(0, events).Select(number => Basic($"{number}")).ToArray();
        return FaultTree.Of(Gate(gates, [.. Enumerable.Range(0, gates).Select(_ => Gate(1, [.. random.GetItems(basics, 3).Distinct()]))]));
    }

    internal static CutSets Sets(FaultTree tree) => FaultAnalysis.Of(tree, TestContext.Current.CancellationToken).Sets;

    internal static FaultNode Basic(string name, double? probability = null) => new() { Text = name, Kind = CauseKinds.Condition, Probability = probability };

    internal static FaultNode Gate(int atLeast, params FaultNode[] inputs) => new() { Text = $"{atLeast} of {inputs.Length}", Kind = CauseKinds.Event, AtLeast = atLeast, Inputs = inputs };

    internal static FaultTree RandomTree(System.Random random, int events, bool likely = false)
    {
        var basics = Enumerable.Range(0, events).Select(number => Basic($"e{number}", likely ? random.NextDouble() : null)).ToList();
        var open = new List<FaultNode>(basics);
        while (open.Count > 1)
        {
            var inputs = Enumerable.Range(0, random.Next(2, 5)).Select(_ => open[random.Next(open.Count)]).Distinct().ToArray();
            open.RemoveAll(node => inputs.Contains(node));
            // An event may hang from several gates.
            if (random.Next(3) == 0)
                inputs = [.. inputs.Append(basics[random.Next(basics.Count)]).Distinct()];
            open.Add(Gate(random.Next(1, inputs.Length + 1), inputs));
        }

        return FaultTree.Of(open[0]);
    }

    private static CutSets Sets(Drawn drawn) => Sets(FaultTree.Of(drawn.Graph)!);

    private static List<HashSet<string>> ByTrying(FaultTree tree)
    {
        var found = new List<(uint Mask, HashSet<string> Names)>();
        foreach (var mask in Enumerable.Range(0, 1 << tree.Events.Count).Select(mask => (uint)mask).OrderBy(BitOperations.PopCount))
        {
            if (found.Exists(smaller => (smaller.Mask & mask) == smaller.Mask))
                continue;
            var names = tree.Events.Where((_, index) => (mask >> index & 1) == 1).Select(basic => basic.Text).ToHashSet();
            if (Happens(tree.Top, names, without: null))
                found.Add((mask, names));
        }

        return [.. found.Select(set => set.Names)];
    }

    private static int StillEnough(FaultTree tree, List<HashSet<string>> sets, FaultNode without) => sets.Count(set => Happens(tree.Top, set, without));

    private static bool Happens(FaultNode node, HashSet<string> events, FaultNode? without) =>
        node != without && (node.IsBasic ? events.Contains(node.Text) : node.Inputs.Count(input => Happens(input, events, without)) >= node.AtLeast);
}
