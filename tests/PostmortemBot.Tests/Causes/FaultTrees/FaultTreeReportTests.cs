using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.FaultTrees;

namespace PostmortemBot.Tests.Causes.FaultTrees;

public sealed class FaultTreeReportTests
{
    [Fact]
    public void The_ways_are_told_smallest_first_with_what_closes_most_of_them()
    {
        var words = Words(new Drawn()
            .Because("top", "a", "Half of the traffic went to a dead port").Because("top", "b", "Payments have no second path")
            .Because("a", "c", "No lint on balancer config.", gate: Gates.Or, kind: CauseKinds.Safeguard).Because("a", "d", "The canary takes no payments", gate: Gates.Or));

        Assert.Contains("there were 2 ways for it to happen", words, StringComparison.Ordinal);
        Assert.Contains("- E1 No lint on balancer config. **and** E3 Payments have no second path\n- E2 The canary takes no payments **and** E3", words, StringComparison.Ordinal);
        Assert.Contains("No single end was enough alone", words, StringComparison.Ordinal);
        Assert.Contains("**The safeguard that would close most:** No lint on balancer config. With it in place, 1 of 2 ways would have been closed.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_enough_alone_is_said()
    {
        var words = Words(new Drawn().Because("top", "a", "One region", gate: Gates.Or).Because("top", "b", "One disk", gate: Gates.Or));
        Assert.Contains("**Enough alone, each of them:** E1 One region; E2 One disk.", words, StringComparison.Ordinal);
    }

    [Fact]
    public void One_way_is_told_as_one()
    {
        var words = Words(new Drawn().Because("top", "a").Because("top", "b", kind: CauseKinds.Safeguard));
        Assert.Contains("there was one way for it to happen", words, StringComparison.Ordinal);
        Assert.Contains("the only way would have been closed", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_ways_are_counted_and_the_smallest_ten_told()
    {
        var drawn = new Drawn();
        for (var i = 0; i < 12; i++)
            drawn.Because("top", $"c{i}", gate: Gates.Or);
        var words = Words(drawn);

        Assert.Equal(10, words.Split('\n').Count(line => line.StartsWith("- E", StringComparison.Ordinal)));
        Assert.Contains("These are the smallest; 2 more", words, StringComparison.Ordinal);
    }

    private static string Words(Drawn drawn)
    {
        var tree = FaultTree.Of(drawn.Graph)!;
        return FaultTreeReport.Markdown(tree, FaultAnalysis.Of(tree, TestContext.Current.CancellationToken), picture: null).ReplaceLineEndings("\n");
    }
}
