using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.FaultTrees;
using PostmortemBot.Features.Causes.Fishbone;
using PostmortemBot.Features.Causes.Maps;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Tests.Causes;

/// <summary>A graph with more than one thing to explain.</summary>
public sealed class SeveralProblemsTests
{
    private static Drawn Two() => new Drawn("Orders were lost")
        .Also("twice", "Customers were charged twice")
        .Because("top", "queue", "The queue was full").Because("top", "shared", "Nobody watches the queue", gate: Gates.Or)
        .Because("twice", "retry", "Retries had no key").Because("twice", "shared");

    [Fact]
    public void A_cause_of_two_problems_is_told_once_in_the_whole_and_stands_in_each()
    {
        var graph = Two().Graph;

        Assert.Equal(["Orders were lost", "Customers were charged twice"], graph.Tops.Select(top => top.Text));
        Assert.Equal(3, graph.Count);
        Assert.Single(graph.Tree, line => line is { IsRepeat: true, Cause.Text: "Nobody watches the queue" });
        Assert.Equal(
            [["The queue was full", "Nobody watches the queue"], ["Retries had no key", "Nobody watches the queue"]],
            graph.Problems.Select(problem => problem.Found.Select(cause => cause.Text).OrderByDescending(text => text, StringComparer.Ordinal).ToArray()));
        Assert.Equal(1, graph.Problems[1].DepthOf(Two()["retry"]) + 1);
    }

    [Fact]
    public void Each_problem_has_a_fault_tree_a_map_and_a_fishbone_of_its_own()
    {
        var drawn = Two().With("queue", cause => cause with { Service = "orders" }).With("retry", cause => cause with { Service = "payments" });
        var (orders, charges) = (drawn.Graph.Under(drawn["top"]), drawn.Graph.Under(drawn["twice"]));

        Assert.Equal(FaultGate.Or, FaultTree.Of(orders)!.Top.Gate);
        Assert.Equal(FaultGate.And, FaultTree.Of(charges)!.Top.Gate);
        Assert.Equal("orders", Assert.Single(CausalMap.Of(orders)!.Services).Name);
        Assert.Equal("payments", Assert.Single(CausalMap.Of(charges)!.Services).Name);

        PlacedCause[] placed = [.. drawn.Graph.Found.Select(cause => new PlacedCause { CauseId = cause.CauseId, Category = "Process" })];
        var fishes = new FishboneDiagram("Both", Categories.Default, drawn.Graph, placed, [Noted("Moved", drawn["retry"]), Noted("Not moved", causeId: null)]).Problems;
        Assert.Equal(["Orders were lost", "Customers were charged twice"], fishes.Select(fish => fish.Problem));
        Assert.Equal(["The queue was full", "Nobody watches the queue", "Not moved"], fishes[0].Entries.Select(entry => entry.Text).OrderBy(text => text switch { "Not moved" => 2, "The queue was full" => 0, _ => 1 }));
        Assert.DoesNotContain(fishes[0].Entries, entry => entry.Text is "Moved" or "Retries had no key");
        Assert.Contains(fishes[1].Entries, entry => entry.Text == "Retries had no key");
    }

    [Fact]
    public void A_problem_taken_out_takes_what_hangs_from_nothing_else()
    {
        var drawn = Two();
        var taken = drawn.Graph.TakenWith(drawn["twice"]);
        Assert.Equal([drawn["twice"], drawn["retry"]], taken.OrderBy(id => id != drawn["twice"]));
        Assert.Equal(["The queue was full", "Nobody watches the queue"], drawn.Remove(taken).Graph.Found.Select(cause => cause.Text));
    }

    [Fact]
    public void A_problem_is_no_cause_of_another()
    {
        var drawn = Two();
        Assert.Contains("a problem to be explained itself", drawn.Graph.WhyNotCause(drawn["queue"], drawn["twice"])!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_problems_keep_to_the_limits_of_Slack()
    {
        var drawn = Two();
        for (var i = 0; i < 120; i++)
            drawn.Also($"p{i}", $"Problem “{i}” " + new string('W', 2900)).Because($"p{i}", $"c{i}");
        BlockLimits.Check(TreeBlocks.View(Drawn.Postmortem(), drawn.Graph, page: 0, removed: drawn["top"]));
        BlockLimits.Check(PromptBlocks.Root(Drawn.Postmortem(), drawn.Graph));
        Assert.NotEmpty(ProblemName.Choice(drawn.Graph, shown: null, "x"));
        Assert.Empty(ProblemName.Choice(new Drawn().Graph, shown: null, "x"));
    }

    private static Note Noted(string text, Guid? causeId) => new()
    {
        WorkspaceId = "T1", NoteId = Guid.CreateVersion7(Drawn.Now), PostmortemId = Guid.CreateVersion7(Drawn.Now), Category = "Process", Text = text, CauseId = causeId,
        CreatedAt = Drawn.Now, UpdatedAt = Drawn.Now,
    };
}
