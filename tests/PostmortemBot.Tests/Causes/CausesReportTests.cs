using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Drawing;

namespace PostmortemBot.Tests.Causes;

public sealed class CausesReportTests
{
    private static readonly Graphviz Installed = new(NullLogger<Graphviz>.Instance);

    [Fact]
    public void Without_causes_it_says_so()
    {
        var empty = new CauseGraph([], []);
        Assert.Equal("No causes were found yet.", CausesReport.Markdown(empty, picture: null));
        Assert.Equal(["No causes were found yet."], CausesReport.Missing(empty));
    }

    [Fact]
    public void The_tree_is_a_nested_list_with_reasons_to_stop_and_systemic_contributors()
    {
        var graph = new Drawn("Payments failed").Because("top", "a", "Bad config").Because("a", "b", "No validation", kind: CauseKinds.Safeguard, stop: "Deep enough").Graph;
        var text = CausesReport.Markdown(graph, picture: null).ReplaceLineEndings("\n");

        Assert.Contains("- **Problem:** Payments failed\n  - Condition: Bad config\n    - Safeguard: No validation *Stopped here: Deep enough*\n", text, StringComparison.Ordinal);
        Assert.Contains("### Systemic contributors", text, StringComparison.Ordinal);
        Assert.Contains("- **No validation** (safeguard, 2 whys deep; Deep enough)", text, StringComparison.Ordinal);
        Assert.Empty(CausesReport.Missing(graph));
    }

    [Fact]
    public async Task The_drawing_is_well_formed_and_carries_the_full_words()
    {
        var graph = new Drawn().Because("top", "a", "The canary takes no payment traffic").Graph;
        var picture = await CausesPicture.DrawAsync(Drawn.Postmortem(), graph, Installed, TestContext.Current.CancellationToken);

        var svg = XDocument.Parse(picture!.Svg);
        Assert.Equal("Tree of whys of PM-12: 1 cause, 1 why deep", svg.Root!.Elements().First().Value);
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "title" && element.Value == "The canary takes no payment traffic");
        Assert.Contains("made possible by", svg.Root.Value, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PromptBlocksTests.Nasty), MemberType = typeof(PromptBlocksTests))]
    [InlineData("\\N \\G \"]; n9 [URL=\"javascript:alert(1)\"")]
    [InlineData("a\u0000b\uD800c &lt; &#0; ]]> --> <![CDATA[")]
    public async Task Typed_text_stays_text_in_the_drawing(string text)
    {
        var graph = new Drawn(text).Because("top", "a", text, stop: text).Because("top", "b", text).Graph;
        var picture = await CausesPicture.DrawAsync(Drawn.Postmortem(), graph, Installed, TestContext.Current.CancellationToken);

        var svg = XDocument.Parse(picture!.Svg);
        Assert.Equal(3, svg.Descendants().Count(element => element.Attribute("class")?.Value == "node") - 1);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "a" or "script" or "image");
    }

    [Fact]
    public void A_wide_map_reads_from_the_left_so_that_it_fits_a_page()
    {
        var wide = new Drawn();
        for (var i = 0; i < 7; i++)
            wide.Because("top", $"a{i}");
        Assert.Contains("rankdir=LR", CausesDot.Write(wide.Graph), StringComparison.Ordinal);
        Assert.Contains("rankdir=TB", CausesDot.Write(new Drawn().Chain(60).Graph), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sixty_causes_are_drawn()
    {
        var drawn = new Drawn();
        for (var i = 0; i < 10; i++)
        {
            drawn.Because("top", $"a{i}");
            for (var j = 0; j < 5; j++)
                drawn.Because($"a{i}", $"a{i}b{j}", "A condition that takes a sentence or two to say in full, with its circumstances");
        }

        Assert.NotNull(await CausesPicture.DrawAsync(Drawn.Postmortem(), drawn.Graph, Installed, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_Graphviz_there_is_no_picture_and_no_failure()
    {
        var missing = new Graphviz(NullLogger<Graphviz>.Instance) { Program = null };
        Assert.Null(await CausesPicture.DrawAsync(Drawn.Postmortem(), new Drawn().Chain(2).Graph, missing, TestContext.Current.CancellationToken));
        var broken = new Graphviz(NullLogger<Graphviz>.Instance) { Program = "/nonexistent/dot" };
        Assert.Null(await CausesPicture.DrawAsync(Drawn.Postmortem(), new Drawn().Chain(2).Graph, broken, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Labels_wrap_by_letters_as_people_count_them()
    {
        Assert.Equal(["one two", "three"], Letters.Wrap("one two three", width: 8, most: 5));
        Assert.Equal(["👩‍👩‍👧‍👦👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"], Letters.Wrap("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", width: 5, most: 5));
        Assert.Equal(["支払いサービス", "が停止した理由"], Letters.Wrap("支払いサービスが停止した理由", width: 13, most: 5));
        Assert.EndsWith("…", Letters.Wrap(new string('x', 3000), width: 30, most: 6)[^1], StringComparison.Ordinal);
        Assert.Equal(["…"], Letters.Wrap("\u0001\u0002", width: 30, most: 6));
        Assert.Equal(["Card payments", "failed for 45 minutes"], Letters.Balance("Card payments failed for 45 minutes", width: 30, most: 6));
    }
}
