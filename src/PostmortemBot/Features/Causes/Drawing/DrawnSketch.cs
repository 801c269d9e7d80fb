using System.Text;
using System.Xml.Linq;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>A sketch as a picture and as text for other programs.</summary>
public static class DrawnSketch
{
    private const int MostDescribed = 1500;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Null: Graphviz is missing or could not.</summary>
    public static async Task<Picture?> DrawAsync(string name, string title, Sketch sketch, Graphviz graphviz, CancellationToken cancellationToken) =>
        await graphviz.SvgAsync(Dot.Write(sketch), cancellationToken) is { } drawn ? new Picture(name, Dress(drawn, sketch, title), title) : null;

    public static IReadOnlyList<DrawingSource> Sources(string title, Sketch sketch)
    {
        if (sketch.Nodes.Count == 0)
            return [];
        var dot = new DrawingSource(title, "dot", Dot.Write(sketch));
        return Mermaid.Write(sketch) is { } mermaid ? [new DrawingSource(title, "mermaid", mermaid), dot] : [dot];
    }

    /// <summary>What the drawing shows, for who does not see it.</summary>
    public static string Describe(Sketch sketch)
    {
        var names = sketch.Nodes.ToDictionary(node => node.Id);
        var words = new StringBuilder();
        foreach (var links in sketch.Links.GroupBy(link => link.From))
        {
            if (words.Length > MostDescribed)
                return words.Append('…').ToString();
            words.Append($"{Short(names[links.Key])} → {string.Join("; ", links.Select(link => Short(names[link.To])))}. ");
        }

        return words.ToString().TrimEnd();
    }

    /// <summary>Graphviz names its shapes for itself (n0, n0-&gt;n1); readers get the full words instead, a title, a description, and the dark colours.</summary>
    private static string Dress(XDocument svg, Sketch sketch, string title)
    {
        var root = new XElement(svg.Root!);
        var words = sketch.Nodes.Where(node => node.Shape != SketchShape.Gate).ToDictionary(node => node.Id, node => node.Text);
        foreach (var named in root.Descendants(Svg + "title").ToList())
        {
            if (words.TryGetValue(named.Value, out var text))
                named.Value = Letters.Printable(text);
            else
                named.Remove();
        }

        // The width in points would keep the picture from shrinking with the page.
        root.SetAttributeValue("width", root.Attribute("width")?.Value.Replace("pt", "", StringComparison.Ordinal));
        root.SetAttributeValue("height", root.Attribute("height")?.Value.Replace("pt", "", StringComparison.Ordinal));
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-labelledby", $"{sketch.Name}-title {sketch.Name}-desc");
        root.AddFirst(
            new XElement(Svg + "title", new XAttribute("id", $"{sketch.Name}-title"), title),
            new XElement(Svg + "desc", new XAttribute("id", $"{sketch.Name}-desc"), Describe(sketch)),
            new XElement(Svg + "style", Colours.Style));
        root.DescendantNodes().OfType<XComment>().Remove();
        return root.ToString(SaveOptions.DisableFormatting);
    }

    private static string Short(SketchNode node) => Letters.Wrap(node.Text, 80, most: 1)[0];
}
