using System.Globalization;
using System.Security;
using System.Text;

namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>Writes a sketch in Graphviz's language. Typed text reaches it only as escaped, wrapped label lines.</summary>
/// <seealso href="https://graphviz.org/doc/info/shapes.html#html"/>
public static class Dot
{
    private const int ManyNodes = 20;
    private const int LabelLines = 6;

    public static string Write(Sketch sketch)
    {
        // Verdana is as wide as DejaVu Sans, for readers' machines that have no DejaVu.
        const string Font = "DejaVu Sans,Verdana,sans-serif";
        var dot = new StringBuilder($$"""
            digraph {{sketch.Name}} {
              graph [rankdir={{(sketch.GrowsRight ? "LR" : "TB")}}, bgcolor="{{Colours.Paper}}", pad="0.3", nodesep="{{(sketch.Columns.Count > 0 ? "0.4" : "0.3")}}", ranksep="{{(sketch.Columns.Count > 0 ? "0.45" : sketch.Nodes.Count > ManyNodes ? "0.35" : "0.5")}}", fontname="{{Font}}"];
              node [shape=box, style="rounded,filled", fontname="{{Font}}", fontsize=11, fontcolor="{{Colours.Ink}}", margin="0.16,0.1", penwidth=1.2];
              edge [color="{{Colours.Line}}", fontname="{{Font}}", fontsize=9, fontcolor="{{Colours.Line}}", arrowsize=0.7, penwidth=1.1];

            """);
        foreach (var node in sketch.Nodes)
            dot.Append("  ").Append(node.Id).Append(" [").Append(node.Shape == SketchShape.Gate ? Gate(node) : Box(node, sketch.Nodes.Count)).AppendLine("];");
        Columns(dot, sketch);
        foreach (var link in sketch.Links)
            dot.Append("  ").Append(link.From).Append(" -> ").Append(link.To).Append(" [").Append(Arrow(link)).AppendLine("];");
        return dot.AppendLine("}").ToString();
    }

    private static void Columns(StringBuilder dot, Sketch sketch)
    {
        for (var i = 0; i < sketch.Columns.Count; i++)
        {
            var column = sketch.Columns[i];
            var words = column.Words.Length == 0 ? "label=\"\", width=0.01, height=0.01" : $"label=<{Escape(column.Words)}>";
            dot.AppendLine($"  t{i} [shape=plaintext, style=\"\", fontsize=10, fontcolor=\"{Colours.Soft}\", {words}];");
            dot.AppendLine($"  {{ rank=same; t{i}; {string.Join("; ", column.Ids)}; }}");
            if (i > 0)
                dot.AppendLine($"  t{i - 1} -> t{i} [style=dotted, arrowhead=none, weight=100];");
        }
    }

    private static string Gate(SketchNode node) =>
        $"shape=box, style=\"rounded,filled\", fillcolor=\"{Colours.Line}\", color=\"{Colours.Line}\", fontcolor=\"{Colours.Paper}\", fontsize=9, margin=\"0.08,0.03\", height=0.1, width=0.1, label=<{Escape(node.Text)}>";

    private static string Box(SketchNode node, int nodes)
    {
        var style = node.IsDashed ? ", style=\"rounded,filled,dashed\"" : "";
        var margin = node.Shape == SketchShape.List ? ", margin=\"0.2,0.12\"" : "";
        return $"fillcolor=\"{node.Look.Fill}\", color=\"{node.Look.Line}\"{(node.IsHeavy ? ", penwidth=2.2" : "")}{style}{margin}, label=<{Label(node, nodes)}>";
    }

    private static string Arrow(SketchLink link)
    {
        var said = new List<string>();
        if (link.Words.Length > 0)
            said.Add($"label=<&#160;&#160;{Escape(link.Words)}>");
        if (link.IsDashed)
            said.Add("style=dashed");
        if (!link.HasArrow)
            said.Add("arrowhead=none");
        if (link.IsBackwards)
            said.Add("constraint=false");
        return string.Join(", ", said);
    }

    private static string Label(SketchNode node, int nodes)
    {
        var width = node.Shape == SketchShape.List ? 26 : nodes > ManyNodes ? 24 : 30;
        var lines = Letters.Balance(node.Text, width, LabelLines).Select(line => node.IsStruck ? $"<S>{Escape(line)}</S>" : Escape(line));
        var words = string.Join("<BR/>", lines);
        var label = new StringBuilder();
        if (node.Heading.Length > 0)
            label.Append(CultureInfo.InvariantCulture, $"<FONT POINT-SIZE=\"8\" COLOR=\"{Colours.Soft}\">{Escape(node.Heading)}</FONT><BR/>");
        label.Append(node.IsBold ? $"<B>{words}</B>" : words);
        foreach (var note in node.Notes)
        {
            var noted = Letters.Wrap(note, width + 4, node.Shape == SketchShape.List ? 4 : 2).Select(Escape);
            label.Append(node.Shape == SketchShape.List
                ? $"<BR/><FONT POINT-SIZE=\"10\">{string.Join("<BR ALIGN=\"LEFT\"/>", noted)}<BR ALIGN=\"LEFT\"/></FONT>"
                : $"<BR/><FONT POINT-SIZE=\"9\" COLOR=\"{Colours.Soft}\"><I>{string.Join("<BR/>", noted)}</I></FONT>");
        }

        return label.ToString().Replace("<BR ALIGN=\"LEFT\"/></FONT><BR/>", "<BR ALIGN=\"LEFT\"/></FONT>", StringComparison.Ordinal);
    }

    // A backtick too: the text also stands between fences of them.
    private static string Escape(string text) => SecurityElement.Escape(Letters.Printable(text)).Replace("`", "&#96;", StringComparison.Ordinal);
}
