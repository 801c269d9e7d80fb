using System.Globalization;
using System.Security;
using System.Text;
using PostmortemBot.Features.Causes.Drawing;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>Draws a fault tree with the usual symbols: IEC 61025, Fault tree analysis, 2006; NUREG-0492, chapter IV.</summary>
public static class FaultTreePicture
{
    public const string Name = "fault-tree";

    private const int Margin = 24;
    private const int LegendHeight = 40;

    /// <summary>Null: too many nodes to draw.</summary>
    public static Picture? Draw(Postmortem postmortem, FaultTree tree)
    {
        if (tree.Nodes.Count > Sketch.MostNodes)
            return null;

        var layout = new FaultTreeLayout(tree);
        var (width, height) = (Math.Max(layout.Width + 2 * Margin, 620), layout.Height + 2 * Margin + LegendHeight);
        var title = $"Fault tree of {postmortem.Key}: {tree.Events.Count} basic events";
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:F0} {height:F0}" width="{width:F0}" height="{height:F0}" font-family="DejaVu Sans, Verdana, sans-serif" role="img" aria-labelledby="fault_tree-title fault_tree-desc">
            <title id="fault_tree-title">{title}</title>
            <desc id="fault_tree-desc">{Text(DrawnSketch.Describe(FaultTreeSources.SketchOf(tree)))}</desc>
            <style>{Text(Colours.Style)}</style>
            <rect width="{width:F0}" height="{height:F0}" fill="{Colours.Paper}"/>
            <g transform="translate({(width - layout.Width) / 2:F1} {Margin})">

            """);
        foreach (var node in layout.Placed)
            Lines(svg, layout, node);
        foreach (var node in layout.Placed)
        {
            Box(svg, layout, node);
            Symbol(svg, layout, node);
        }

        svg.AppendLine("</g>");
        Legend(svg, layout, height - LegendHeight + 8);
        svg.Append("</svg>");
        return new Picture(Name, svg.ToString(), title);
    }

    private static void Lines(StringBuilder svg, FaultTreeLayout layout, PlacedNode node)
    {
        if (node.Below.Count == 0)
            return;

        var start = End(layout, node);
        var bus = node.Below[0].Along - 14;
        Line(svg, layout, start, node.Across, bus, node.Across);
        var across = node.Below.Select(below => below.Across).Append(node.Across).ToList();
        Line(svg, layout, bus, across.Min(), bus, across.Max());
        foreach (var below in node.Below)
            Line(svg, layout, bus, below.Across, below.Along, below.Across);
    }

    private static void Line(StringBuilder svg, FaultTreeLayout layout, double along1, double across1, double along2, double across2)
    {
        var (x1, y1, x2, y2) = layout.GrowsRight ? (along1, across1, along2, across2) : (across1, along1, across2, along2);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{x1:F1}" y1="{y1:F1}" x2="{x2:F1}" y2="{y2:F1}" stroke="{Colours.Line}" stroke-width="1.2"/>""");
    }

    private static void Box(StringBuilder svg, FaultTreeLayout layout, PlacedNode node)
    {
        var (left, top) = layout.GrowsRight
            ? (node.Along, node.Across - node.Height / 2.0)
            : (node.Across - FaultTreeLayout.BoxWidth / 2.0, node.Along);
        var (fill, line) = node.Node.Kind.Length == 0 ? Colours.Problem : Colours.Of(node.Node.Kind);
        var middle = left + FaultTreeLayout.BoxWidth / 2.0;
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<g><title>{Text(node.Node.Text)}</title><rect x="{left:F1}" y="{top:F1}" width="{FaultTreeLayout.BoxWidth}" height="{node.Height}" rx="3" fill="{fill}" stroke="{line}" stroke-width="1.3"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{middle:F1}" y="{top + 14:F1}" font-size="8" fill="{Colours.Soft}" text-anchor="middle">{Heading(node)}</text>""");
        for (var i = 0; i < node.Lines.Count; i++)
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{middle:F1}" y="{top + 29 + i * 14:F1}" font-size="11" fill="{Colours.Ink}" text-anchor="middle"{(node.Node.Kind.Length == 0 ? " font-weight=\"bold\"" : "")}>{Text(node.Lines[i])}</text>""");
        svg.AppendLine("</g>");
    }

    /// <summary>The gate below a box, or the sign of an end, drawn downwards and turned where the tree grows to the right.</summary>
    private static void Symbol(StringBuilder svg, FaultTreeLayout layout, PlacedNode node)
    {
        var along = End(layout, node);
        var place = layout.GrowsRight
            ? string.Create(CultureInfo.InvariantCulture, $"translate({along:F1} {node.Across:F1}) rotate(-90)")
            : string.Create(CultureInfo.InvariantCulture, $"translate({node.Across:F1} {along:F1})");
        var shape = FaultSymbols.Of(node);
        if (shape.Length == 0)
            return;

        svg.Append(CultureInfo.InvariantCulture, $"""<g transform="{place}">{shape}</g>""");
        if (FaultSymbols.WordsOf(node) is { Length: > 0 } words)
        {
            var middle = along + FaultSymbols.MiddleOf(node, layout.GrowsRight);
            var (x, y) = layout.GrowsRight ? (middle, node.Across) : (node.Across, middle);
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x:F1}" y="{y + 3:F1}" font-size="{FaultSymbols.SizeOf(words):F1}" fill="{Colours.Ink}" text-anchor="middle">{words}</text>""");
        }

        svg.AppendLine();
    }

    /// <summary>The signs that the tree has, and only those.</summary>
    private static void Legend(StringBuilder svg, FaultTreeLayout layout, double y)
    {
        (string Shape, string Words)[] signs =
        [
            (FaultSymbols.And, "it took all of them"), (FaultSymbols.Or, "any one, or so many of them, was enough"),
            (FaultSymbols.Basic, "end of a branch"), (FaultSymbols.Undeveloped, "not asked further yet"), (FaultSymbols.Transfer, "goes on where it is shown first"),
        ];
        var used = layout.Placed.Select(FaultSymbols.Of).ToHashSet();
        double x = Margin + 12;
        foreach (var (shape, words) in signs.Where(sign => used.Contains(sign.Shape)))
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<g transform="translate({x:F1} {y:F1}) scale(0.5)">{shape}</g><text x="{x + 16:F1}" y="{y + 13:F1}" font-size="10" fill="{Colours.Line}">{words}</text>""");
            x += 40 + words.Length * 5.8;
        }
    }

    private static double End(FaultTreeLayout layout, PlacedNode node) => node.Along + (layout.GrowsRight ? FaultTreeLayout.BoxWidth : node.Height);

    public static string Heading(FaultNode node) =>
        node.Kind.Length == 0 ? "PROBLEM" : CauseKinds.Name(node.Kind).ToUpperInvariant() + (node.IsConfirmed ? " · CONFIRMED" : "") + Likely(node);

    private static string Likely(FaultNode node) =>
        node is { IsBasic: true, Probability: >= 1e-6 and var chance } ? " · " + Odds.Words(chance).Replace("about ", "", StringComparison.Ordinal) : "";

    private static string Heading(PlacedNode node) => Heading(node.Node) + (node.IsRepeat ? " · SHOWN ABOVE" : "");

    private static string Text(string text) => SecurityElement.Escape(Letters.Printable(text));
}
