using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.FaultTrees;

namespace PostmortemBot.Tests.Causes.FaultTrees;

public sealed class FaultTreeTests
{
    [Fact]
    public void What_was_ruled_out_is_left_out_with_all_that_led_to_it_alone()
    {
        var tree = FaultTree.Of(RuledOut(new Drawn().Because("top", "a").Because("top", "b").Because("top", "dns").Because("dns", "x").Because("dns", "shared").Because("a", "shared"), "dns").Graph)!;
        Assert.Equal(["Payments failed for 45 minutes", "Cause a", "Cause shared", "Cause b"], tree.Nodes.Select(node => node.Text));
    }

    [Fact]
    public void When_all_that_led_to_it_was_ruled_out_an_event_is_an_end_again()
    {
        var tree = FaultTree.Of(RuledOut(new Drawn().Because("top", "a").Because("top", "b").Because("a", "x"), "x").Graph)!;
        Assert.Equal(["Cause a", "Cause b"], tree.Events.Select(basic => basic.Text));
    }

    [Fact]
    public void With_every_cause_ruled_out_there_is_no_tree() => Assert.Null(FaultTree.Of(RuledOut(new Drawn().Because("top", "a"), "a").Graph));

    [Fact]
    public void At_least_two_of_three_is_a_gate_of_its_own()
    {
        var drawn = new Drawn().Because("top", "a").Because("top", "b").Because("top", "c").With("top", top => top with { AtLeast = 2 });
        var tree = FaultTree.Of(drawn.Graph)!;

        Assert.Equal(FaultGate.Vote, tree.Top.Gate);
        Assert.Equal(3, CutSetTests.Sets(tree).Count);
        Assert.All(CutSetTests.Sets(tree).Smallest, set => Assert.Equal(2, set.Count));
        // Of the two that are left it takes both.
        Assert.Equal(FaultGate.And, FaultTree.Of(RuledOut(drawn, "c").Graph)!.Top.Gate);
    }

    [Fact]
    public void A_circle_in_damaged_data_ends_the_walk_and_is_told()
    {
        var tree = FaultTree.Of(new Drawn().Because("top", "a").Because("top", "b").Because("a", "c").Because("c", "a").Graph)!;
        Assert.Equal(new Circle("Cause c", "Cause a"), Assert.Single(tree.Circles));

        var words = FaultTreeReport.Markdown(tree, FaultAnalysis.Of(tree, TestContext.Current.CancellationToken), picture: null);
        Assert.Contains("turn in a circle", words, StringComparison.Ordinal);
        Assert.Contains("`/postmortem causes` takes one of them out", words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_that_is_said_to_have_made_itself_possible_is_told_as_well()
    {
        var tree = FaultTree.Of(new Drawn().Because("top", "a").Because("a", "top").Graph)!;
        Assert.Single(tree.Circles);
        Assert.Equal(["Cause a"], tree.Events.Select(basic => basic.Text));
    }

    private static Drawn RuledOut(Drawn drawn, string name) => drawn.With(name, cause => cause with { Confidence = Confidences.RuledOut });
}
