using System.Globalization;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>The fault tree as text, for other programs to draw.</summary>
public static class FaultTreeSources
{
    public static IReadOnlyList<DrawingSource> Of(FaultTree tree) =>
        tree.Nodes.Count > Sketch.MostNodes ? [] : DrawnSketch.Sources("The fault tree", SketchOf(tree));

    public static Sketch SketchOf(FaultTree tree)
    {
        var ids = tree.Nodes.Select((node, index) => (node, Id: string.Create(CultureInfo.InvariantCulture, $"n{index}"))).ToDictionary(pair => pair.node, pair => pair.Id);
        var ends = tree.Events.Select((basic, index) => (basic, Name: string.Create(CultureInfo.InvariantCulture, $"E{index + 1}"))).ToDictionary(pair => pair.basic, pair => pair.Name);
        var nodes = new List<SketchNode>();
        var links = new List<SketchLink>();
        foreach (var node in tree.Nodes)
        {
            nodes.Add(new SketchNode
            {
                Id = ids[node],
                Heading = FaultTreePicture.Heading(node) + (ends.TryGetValue(node, out var name) ? $" · {name}" : ""),
                Text = node.Text,
                Look = node.Kind.Length == 0 ? Colours.Problem : Colours.Of(node.Kind),
                IsBold = node.Kind.Length == 0,
                IsHeavy = node.Kind.Length == 0,
                IsDashed = node is { IsBasic: true, IsOpen: true },
            });
            var from = ids[node];
            if (node.Gate != FaultGate.None)
            {
                nodes.Add(new SketchNode { Id = $"{from}g", Shape = SketchShape.Gate, Text = Words(node) });
                links.Add(new SketchLink(from, $"{from}g") { HasArrow = false });
                from += "g";
            }

            links.AddRange(node.Inputs.Select(input => new SketchLink(from, ids[input])));
        }

        return new Sketch { Name = "fault_tree", GrowsRight = tree.Events.Count > FaultTreeLayout.SideBySide, Nodes = nodes, Links = links };
    }

    private static string Words(FaultNode node) => node.Gate switch
    {
        FaultGate.And => "AND: all of",
        FaultGate.Or => "OR: any one of",
        _ => $"at least {node.Needed} of {node.Inputs.Count}",
    };
}
