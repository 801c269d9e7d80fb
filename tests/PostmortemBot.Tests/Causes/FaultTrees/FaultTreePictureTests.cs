using System.Globalization;
using System.Xml.Linq;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.FaultTrees;

namespace PostmortemBot.Tests.Causes.FaultTrees;

public sealed class FaultTreePictureTests
{
    [Fact]
    public void The_words_of_the_problem_stay_inside_their_box()
    {
        var tree = FaultTree.Of(new Drawn("Card payments failed for 45 minutes after a balancer deploy").Because("top", "a").Because("top", "b").Graph)!;
        var lines = XDocument.Parse(FaultTreePicture.Draw(Drawn.Postmortem(), tree)!.Svg).Descendants().Where(element => element.Attribute("font-weight")?.Value == "bold").Select(element => element.Value).ToList();

        Assert.NotEmpty(lines);
        // Of a box 190 wide; in DejaVu Sans Bold of this size an ordinary small letter takes about 7.7.
        Assert.All(lines, line => Assert.True(Letters.Width(line) * 7.7 < 190, line));
    }

    [Fact]
    public void A_small_tree_grows_downwards_with_its_problem_in_the_middle()
    {
        var boxes = Boxes(Draw(Small()));
        Assert.Equal(4, boxes.Count);
        Assert.All(boxes.Skip(1), below => Assert.True(below.Top > boxes[0].Top));
        Assert.Equal(boxes[1].Left + boxes[^1].Left, 2 * boxes[0].Left, 1.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Boxes_never_overlap_and_stay_inside(int seed)
    {
        var tree = CutSetTests.RandomTree(new Random(seed), events: 8 * seed);
        var svg = Draw(tree);
        var boxes = Boxes(svg);

        foreach (var (box, index) in boxes.Select((box, index) => (box, index)))
            Assert.DoesNotContain(boxes.Skip(index + 1), other => box.Left < other.Right && other.Left < box.Right && box.Top < other.Bottom && other.Top < box.Bottom);
        var (width, height) = (Number(svg.Root!, "width"), Number(svg.Root!, "height"));
        Assert.All(boxes, box => Assert.True(box is { Left: >= -0.1, Top: >= -0.1 } && box.Right <= width && box.Bottom <= height, $"{box} in {width} x {height}"));
    }

    [Fact]
    public void A_wide_tree_grows_to_the_right_so_that_it_fits_a_page()
    {
        var svg = Draw(FaultTree.Of(CutSetTests.Gate(1, [.. Enumerable.Range(0, 30).Select(number => CutSetTests.Basic($"Something that was so, number {number}"))])));
        Assert.True(Number(svg.Root!, "width") < 700);
    }

    [Fact]
    public void Gates_and_ends_carry_their_signs()
    {
        var tree = FaultTree.Of(CutSetTests.Gate(2, CutSetTests.Gate(2, CutSetTests.Basic("a"), CutSetTests.Basic("b"), CutSetTests.Basic("c")), CutSetTests.Gate(1, CutSetTests.Basic("d"), CutSetTests.Basic("e"))));
        var words = Draw(tree).Root!.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToHashSet();
        Assert.Superset(new HashSet<string> { "all", "any", "2/3", "E1", "E5" }, words);
    }

    [Fact]
    public void Beyond_what_anybody_reads_nothing_is_drawn() =>
        Assert.Null(FaultTreePicture.Draw(Drawn.Postmortem(), FaultTree.Of(CutSetTests.Gate(1, [.. Enumerable.Range(0, Sketch.MostNodes).Select(number => CutSetTests.Basic($"{number}"))]))));

    [Theory]
    [MemberData(nameof(PromptBlocksTests.Nasty), MemberType = typeof(PromptBlocksTests))]
    [InlineData("a\u0000b\uD800c &lt; &#0; ]]> --> <![CDATA[ </text><script>alert(1)</script>")]
    public void Typed_text_stays_text_in_the_drawing(string text)
    {
        var tree = FaultTree.Of(new Drawn(text).Because("top", "a", text, kind: CauseKinds.Safeguard).Because("top", "b", text, stop: "Deep enough").Graph)!;
        Assert.DoesNotContain(Draw(tree).Descendants(), element => element.Name.LocalName is "a" or "script" or "image" or "foreignObject");
    }

    private static FaultTree Small() => FaultTree.Of(new Drawn()
        .Because("top", "a", "The new config reached every balancer at once", kind: CauseKinds.Event).Because("top", "b", "No alert on payment success per region", kind: CauseKinds.Safeguard, stop: "Deep enough")
        .Because("top", "c", "Rollback needs a person with production access").Graph)!;

    private static XDocument Draw(FaultTree tree) => XDocument.Parse(FaultTreePicture.Draw(Drawn.Postmortem(), tree)!.Svg);

    private static List<(double Left, double Top, double Right, double Bottom)> Boxes(XDocument svg) =>
        [.. svg.Descendants().Where(element => element.Name.LocalName == "rect" && element.Attribute("rx") is not null).Select(box => (
            Left: Number(box, "x"), Top: Number(box, "y"), Right: Number(box, "x") + Number(box, "width"), Bottom: Number(box, "y") + Number(box, "height")))];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
