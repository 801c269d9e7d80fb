using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using PostmortemBot.Features.Causes;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Causes.FaultTrees;

namespace PostmortemBot.Tests.Causes.Drawing;

public sealed class ColoursTests
{
    [Fact]
    public void Words_and_lines_stand_out_in_the_light_and_in_the_dark()
    {
        foreach (var turned in (Func<string, string>[])[colour => colour, colour => Colours.Dark[colour]])
        {
            foreach (var look in Colours.All)
            {
                Assert.True(Contrast.Of(turned(Colours.Ink), turned(look.Fill)) >= 7, $"ink on {look}");
                Assert.True(Contrast.Of(turned(Colours.Soft), turned(look.Fill)) >= 4.5, $"soft words on {look}");
                Assert.True(Contrast.Of(turned(look.Line), turned(Colours.Paper)) >= 3, $"the line of {look}");
            }

            Assert.True(Contrast.Of(turned(Colours.Line), turned(Colours.Paper)) >= 4.5);
        }
    }

    [Fact]
    public async Task Every_colour_of_a_drawing_has_a_dark_one_and_every_drawing_its_title_and_description()
    {
        var graph = new Drawn().Because("top", "a", kind: CauseKinds.Safeguard, gate: Gates.Or).Because("top", "b", gate: Gates.Or, stop: "Deep enough").Because("a", "c", stop: "Deep").Because("a", "late", branch: "detection")
            .With("b", cause => cause with { Confidence = Confidences.RuledOut }).Because("top", "d", gate: Gates.Or).Graph;
        var whys = await CausesPicture.DrawAsync(Drawn.Postmortem(), graph, new Graphviz(NullLogger<Graphviz>.Instance), TestContext.Current.CancellationToken);
        foreach (var picture in new[] { whys!, FaultTreePicture.Draw(Drawn.Postmortem(), FaultTree.Of(graph)!)! })
        {
            var root = XDocument.Parse(picture.Svg).Root!;
            var used = root.Descendants().SelectMany(element => new[] { element.Attribute("fill")?.Value, element.Attribute("stroke")?.Value }).OfType<string>().Where(colour => colour is not ("none" or "transparent")).Distinct();
            Assert.All(used, colour => Assert.True(Colours.Dark.ContainsKey(colour), colour));
            Assert.Contains("prefers-color-scheme: dark", root.Value, StringComparison.Ordinal);
            var named = root.Attribute("aria-labelledby")!.Value.Split(' ').Select(id => root.Descendants().Single(element => element.Attribute("id")?.Value == id)).ToList();
            Assert.Equal(["title", "desc"], named.Select(element => element.Name.LocalName));
            Assert.Contains("Payments failed for 45 minutes →", named[1].Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Kinds_gates_and_confidence_are_words_too()
    {
        var graph = new Drawn().Because("top", "a", kind: CauseKinds.Assumption).Because("top", "b").Because("top", "c").Because("top", "x", kind: CauseKinds.Event)
            .With("a", cause => cause with { Confidence = Confidences.Confirmed }).With("x", cause => cause with { Confidence = Confidences.RuledOut }).With("top", top => top with { AtLeast = 2 }).Graph;
        var sketch = CausesDot.Sketch(graph);
        Assert.Equal(["PROBLEM", "ASSUMPTION · CONFIRMED · OPEN", "CONDITION · OPEN", "CONDITION · OPEN", "EVENT · RULED OUT"], sketch.Nodes.Where(node => node.Shape == SketchShape.Box).Select(node => node.Heading));
        Assert.Equal("at least 2 of 3", Assert.Single(sketch.Nodes, node => node.Shape == SketchShape.Gate).Text);
    }
}
