using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Fishbone;

namespace PostmortemBot.Tests.Causes.Fishbone;

public sealed class FishbonePictureTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_two_labels_overlap_and_all_stay_inside(int seed)
    {
        var layout = new FishboneLayout(Fishes.Random(seed));
        var boxes = Boxes(layout);
        var overlapping = boxes.SelectMany((box, index) => boxes.Skip(index + 1).Where(box.Overlaps).Select(other => $"{box} and {other}"));
        Assert.Empty(overlapping);
        Assert.All(boxes, box => Assert.True(box.Left >= -0.01 && box.Top >= -0.01 && box.Right <= layout.Width + 0.01 && box.Bottom <= layout.Height + 0.01, $"{box} in {layout.Width} x {layout.Height}"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_bone_and_no_twig_runs_through_a_label(int seed)
    {
        var svg = Draw(Fishes.Random(seed));
        var lines = svg.Descendants().Where(element => element.Name.LocalName == "line").Select(line => (X1: Number(line, "x1"), Y1: Number(line, "y1"), X2: Number(line, "x2"), Y2: Number(line, "y2"))).ToList();
        // Its own twig runs along its edge.
        var labels = Boxes(new FishboneLayout(Fishes.Random(seed))).Where(box => box.IsLabel).Select(box => box with { Left = box.Left + 1, Right = box.Right - 1, Top = box.Top + 1, Bottom = box.Bottom - 1 }).ToList();
        var crossing =
            from label in labels
            from line in lines
            from step in Enumerable.Range(0, 101)
            where label.Holds(line.X1 + (line.X2 - line.X1) * step / 100, line.Y1 + (line.Y2 - line.Y1) * step / 100)
            select $"{line} in {label}";
        Assert.Empty(crossing.Take(1));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_line_of_a_label_is_no_wider_than_its_label(int seed) =>
        Assert.All(
            new FishboneLayout(Fishes.Random(seed)).Bones.SelectMany(bone => bone.Twigs).SelectMany(twig => twig.Lines),
            line => Assert.True(LabelText.Width(line, FishboneLayout.FontSize) <= FishboneLayout.LabelWidth, line));

    [Fact]
    public void Typed_text_stays_text_in_the_drawing()
    {
        var svg = Draw(Fishes.Of([.. Fishes.Nasty.Select(text => ((string?)"Process", text))]));
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "a" or "script" or "image" or "foreignObject");
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "text" && element.Value.Contains("<script>", StringComparison.Ordinal));
        Assert.DoesNotContain('\u202E', svg.ToString());
    }

    [Fact]
    public void Bones_stand_above_and_below_in_turn()
    {
        var svg = Draw(Fishes.Of(("Process", "No review"), ("Technology", "No canary")));
        var spine = Number(svg.Descendants().Single(element => (string?)element.Attribute("class") == "spine"), "y1");
        var names = svg.Descendants().Where(element => (string?)element.Attribute("class") == "name").Select(name => Number(name, "y") < spine).ToList();
        Assert.Equal([true, false, true, false, true, false, true], names);
    }

    [Fact]
    public void What_was_moved_into_the_causes_is_marked()
    {
        var graph = new Drawn().Because("top", "canary", "No canary");
        var fishbone = new FishboneDiagram("Payments failed", Categories.Default, graph.Graph, [new PlacedCause { CauseId = graph["canary"], Category = "Technology" }], [Fishes.Note("No review", "Process")]);
        var svg = Draw(fishbone);
        Assert.Equal(2, svg.Descendants().Count(element => (string?)element.Attribute("class") == "movedmark"));
        Assert.Equal(2, svg.Descendants().Count(element => (string?)element.Attribute("class") == "ownmark"));
    }

    [Fact]
    public void Sixty_causes_are_drawn_well_within_300_ms()
    {
        var fishbone = Fishes.Random(seed: 7, causes: 60);
        FishbonePicture.Draw(Drawn.Postmortem(), fishbone);
        var quickest = Enumerable.Range(0, 5).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            FishbonePicture.Draw(Drawn.Postmortem(), fishbone);
            return Stopwatch.GetElapsedTime(started);
        });
        Assert.True(quickest < TimeSpan.FromMilliseconds(150), $"{quickest.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public void Beyond_what_anybody_reads_nothing_is_drawn() =>
        Assert.Null(FishbonePicture.Draw(Drawn.Postmortem(), Fishes.Of([.. Enumerable.Range(0, FishbonePicture.MostCauses + 1).Select(number => ((string?)"Process", $"Cause {number}"))])));

    private static XDocument Draw(FishboneDiagram fishbone) => XDocument.Parse(FishbonePicture.Draw(Drawn.Postmortem(), fishbone)!.Svg);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static List<Box> Boxes(FishboneLayout layout)
    {
        var boxes = new List<Box> { Box.At((layout.SpineEnd, layout.Spine - layout.HeadHeight / 2), FishboneLayout.HeadWidth, layout.HeadHeight, isLabel: false) };
        foreach (var bone in layout.Bones)
        {
            boxes.Add(Box.At(layout.Name(bone), bone.NameWidth, FishboneLayout.NameHeight, isLabel: false));
            boxes.AddRange(bone.Twigs.Select(twig => Box.At(layout.Label(bone, twig), FishboneLayout.LabelWidth, twig.Far - twig.Near, isLabel: true)));
        }

        return boxes;
    }

    private sealed record Box(double Left, double Top, double Right, double Bottom, bool IsLabel)
    {
        public static Box At((double Left, double Top) corner, double width, double height, bool isLabel) => new(corner.Left, corner.Top, corner.Left + width, corner.Top + height, isLabel);

        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

        public bool Holds(double x, double y) => x > Left && x < Right && y > Top && y < Bottom;
    }
}
