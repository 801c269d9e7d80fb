using System.Xml;
using System.Xml.Linq;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>The causal map: the problem on top, what made it possible below.</summary>
public static class CausesPicture
{
    public const string Name = "causes";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static async Task<Picture?> DrawAsync(Postmortem postmortem, CauseGraph graph, Graphviz graphviz, CancellationToken cancellationToken)
    {
        var drawn = await graphviz.SvgAsync(CausesDot.Write(graph), cancellationToken);
        if (drawn is null)
            return null;
        var count = graph.Count == 1 ? "1 cause" : $"{graph.Count} causes";
        var title = $"Causal map of {postmortem.Key}: {count}, {PromptBlocks.Whys(graph.Deepest)} deep";
        return new Picture(Name, Dress(drawn, graph, title), title);
    }

    /// <summary>Graphviz names its shapes for itself (n0, n0-&gt;n1); readers get the full words instead, and a title.</summary>
    public static string Dress(string svg, CauseGraph graph, string title)
    {
        using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        var words = CausesDot.Shown(graph).Select((cause, index) => (Id: CausesDot.NodeName(index), cause.Text)).ToDictionary(node => node.Id, node => node.Text);
        foreach (var named in root.Descendants(Svg + "title").ToList())
        {
            if (words.TryGetValue(named.Value, out var text))
                named.Value = CausesDot.Printable(text);
            else
                named.Remove();
        }

        // The width in points would keep the picture from shrinking with the page.
        root.SetAttributeValue("width", root.Attribute("width")?.Value.Replace("pt", "", StringComparison.Ordinal));
        root.SetAttributeValue("height", root.Attribute("height")?.Value.Replace("pt", "", StringComparison.Ordinal));
        root.SetAttributeValue("role", "img");
        root.AddFirst(new XElement(Svg + "title", title));
        root.DescendantNodes().OfType<XComment>().Remove();
        return root.ToString(SaveOptions.DisableFormatting);
    }
}
