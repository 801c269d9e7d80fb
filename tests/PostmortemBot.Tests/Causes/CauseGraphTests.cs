using PostmortemBot.Features.Causes;

namespace PostmortemBot.Tests.Causes;

public sealed class CauseGraphTests
{
    [Fact]
    public void The_tree_is_walked_depth_first_with_the_problem_on_top()
    {
        var graph = new Drawn().Because("top", "a").Because("top", "b").Because("a", "c").Graph;

        Assert.Equal(["Payments failed for 45 minutes", "Cause a", "Cause c", "Cause b"], graph.Tree.Select(line => line.Cause.Text));
        Assert.Equal([0, 1, 2, 1], graph.Tree.Select(line => line.Level));
        Assert.Equal(3, graph.Count);
        Assert.Equal(2, graph.Deepest);
    }

    [Fact]
    public void A_cause_does_not_make_itself_possible()
    {
        var drawn = new Drawn().Because("top", "a");
        Assert.NotNull(drawn.Graph.WhyNotCause(drawn["a"], drawn["a"]));
    }

    [Fact]
    public void A_circle_is_refused_however_long()
    {
        var drawn = new Drawn().Chain(6);
        Assert.Contains("circle", drawn.Graph.WhyNotCause(drawn["c6"], drawn["c1"])!.Text, StringComparison.Ordinal);
        Assert.NotNull(drawn.Graph.WhyNotCause(drawn["c2"], drawn["top"]));
        Assert.Null(drawn.Graph.WhyNotCause(drawn["top"], drawn["c6"]));
    }

    [Fact]
    public void A_circle_through_a_removed_cause_is_refused_because_it_could_come_back()
    {
        var drawn = new Drawn().Because("top", "a").Because("a", "b").Because("b", "c").Because("top", "c");
        drawn.Remove(drawn["b"]);
        Assert.NotNull(drawn.Graph.WhyNotCause(drawn["c"], drawn["a"]));
    }

    [Fact]
    public void The_same_cause_stands_once_under_a_why()
    {
        var drawn = new Drawn().Because("top", "a");
        Assert.Contains("already", drawn.Graph.WhyNotCause(drawn["top"], drawn["a"])!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Even_a_stored_circle_ends_the_walk()
    {
        var graph = new Drawn().Because("top", "a").Because("a", "b").Because("b", "a").Graph;
        Assert.Equal(2, graph.Count);
    }

    [Fact]
    public void A_cause_of_two_effects_is_shown_twice_and_counted_once()
    {
        var graph = new Drawn().Because("top", "a").Because("top", "b").Because("a", "shared").Because("b", "shared").Because("shared", "root").Graph;

        Assert.Equal(4, graph.Count);
        Assert.Single(graph.Tree, line => line.IsRepeat);
        Assert.Single(graph.Tree, line => line.Cause.Text == "Cause root");
    }

    [Fact]
    public void Open_are_the_ends_without_a_reason_to_stop()
    {
        var graph = new Drawn().Because("top", "a").Because("top", "b", stop: "Outside our control").Because("a", "c").Graph;
        Assert.Equal("Cause c", Assert.Single(graph.Open).Text);
    }

    [Fact]
    public void A_problem_without_causes_is_an_open_why() => Assert.True(Assert.Single(new Drawn().Graph.Open).IsTop);

    [Fact]
    public void The_next_why_is_the_newest_open_one()
    {
        var graph = new Drawn().Because("top", "a").Because("top", "b").Because("a", "c").Graph;
        Assert.Equal("Cause c", graph.Next!.Text);
    }

    [Fact]
    public void Systemic_are_the_ends_below_the_first_why()
    {
        var graph = new Drawn().Because("top", "shallow", stop: "enough").Because("top", "a").Because("a", "deep", stop: "enough").Because("a", "still asked").Graph;
        Assert.Equal("Cause deep", Assert.Single(graph.Systemic).Text);
    }

    [Fact]
    public void Removing_takes_what_hangs_from_it_alone()
    {
        var drawn = new Drawn().Because("top", "a").Because("top", "b").Because("a", "own").Because("a", "shared").Because("b", "shared");

        var taken = drawn.Graph.TakenWith(drawn["a"]);

        Assert.Equal(new[] { drawn["a"], drawn["own"] }.Order(), taken.Order());
        Assert.Equal(["Cause b", "Cause shared"], drawn.Remove(taken).Graph.Found.Select(cause => cause.Text));
    }

    [Fact]
    public void Standing_questions_are_offered_from_two_whys_on_and_each_once()
    {
        Assert.Empty(new Drawn().Chain(1).Graph.Offers);
        Assert.Equal(2, new Drawn().Chain(2).Graph.Offers.Count);
        var taken = new Drawn().Chain(2).Because("top", "late", branch: "detection").Graph;
        Assert.Equal("recovery", Assert.Single(taken.Offers).Branch);
    }

    [Fact]
    public void A_standing_question_is_no_answer_to_the_first_why()
    {
        var drawn = new Drawn().Because("top", "a", gate: Gates.Or).Because("top", "late", branch: "detection").Because("late", "b");
        Assert.Equal(["Cause a"], drawn.Graph.ReasonsOf(drawn["top"]).Select(cause => cause.Text));
        Assert.True(drawn.Remove(drawn["a"]).Graph.Open[0].IsTop);
    }

    [Fact]
    public void One_or_makes_the_gate_of_an_effect_an_or()
    {
        var drawn = new Drawn().Because("top", "a").Because("top", "b", gate: Gates.Or);
        Assert.Equal(Gates.Or, drawn.Graph.GateOf(drawn["top"]));
        Assert.Equal(Gates.And, drawn.Graph.GateOf(drawn["a"]));
    }

    [Fact]
    public void Causes_found_elsewhere_are_candidates_unless_they_would_turn_in_a_circle()
    {
        var drawn = new Drawn().Because("top", "a").Because("top", "b").Because("a", "c");
        Assert.Equal(["Cause b"], drawn.Graph.Candidates(drawn["c"]).Select(cause => cause.Text));
    }
}
