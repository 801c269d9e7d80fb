using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Writes the graph in Graphviz's language. Typed text reaches it only as escaped, wrapped label lines.</summary>
/// <seealso href="https://graphviz.org/doc/info/shapes.html#html"/>
public static class CausesDot
{
    /// <summary>Beyond this a drawing helps nobody; the text has the rest.</summary>
    public const int MostNodes = 150;

    private const int ManyNodes = 20;
    private const int SideBySide = 6;
    private const int LabelLines = 6;

    public static string NodeName(int index) => string.Create(CultureInfo.InvariantCulture, $"n{index}");

    /// <summary>The causes drawn, in the order of their names.</summary>
    public static IReadOnlyList<Cause> Shown(CauseGraph graph) => [.. graph.Tree.Where(line => !line.IsRepeat).Select(line => line.Cause).Take(MostNodes)];

    public static string Write(CauseGraph graph)
    {
        var shown = Shown(graph);
        var names = shown.Select((cause, index) => (cause.CauseId, Name: NodeName(index))).ToDictionary(node => node.CauseId, node => node.Name);
        var systemic = graph.Systemic.Select(cause => cause.CauseId).ToHashSet();
        // Pages scroll down, not sideways: a map with many causes side by side reads from the left instead of from the top.
        var widest = shown.CountBy(cause => graph.DepthOf(cause.CauseId)).Max(level => level.Value);
        var dot = new StringBuilder($$"""
            digraph causes {
              graph [rankdir={{(widest > SideBySide ? "LR" : "TB")}}, bgcolor="white", pad="0.3", nodesep="0.3", ranksep="0.5", fontname="DejaVu Sans"];
              node [shape=box, style="rounded,filled", fontname="DejaVu Sans", fontsize=11, fontcolor="#1d1c1d", margin="0.16,0.1", penwidth=1.2];
              edge [color="#616061", fontname="DejaVu Sans", fontsize=9, fontcolor="#616061", arrowsize=0.7, penwidth=1.1];

            """);
        foreach (var cause in shown)
            dot.Append("  ").Append(names[cause.CauseId]).Append(" [").Append(Look(graph, cause, systemic)).Append(", label=<").Append(Label(graph, cause, shown.Count)).AppendLine(">];");
        foreach (var effect in shown)
            Edges(dot, graph, effect, names, shown.Count);
        return dot.AppendLine("}").ToString();
    }

    private static void Edges(StringBuilder dot, CauseGraph graph, Cause effect, Dictionary<Guid, string> names, int nodes)
    {
        var causes = graph.CausesOf(effect.CauseId).Where(cause => names.ContainsKey(cause.CauseId)).ToList();
        var from = names[effect.CauseId];
        foreach (var standing in causes.Where(cause => cause.Branch is not null))
            dot.AppendLine($"  {from} -> {names[standing.CauseId]} [style=dashed, label=\" made worse by\"];");
        causes.RemoveAll(cause => cause.Branch is not null);
        // On a large map the words on every arrow would hide it; the one below the problem says it for all.
        var said = effect.IsTop || nodes <= ManyNodes ? "label=\" made possible by\"" : "";
        if (causes.Count > 1)
        {
            var gate = $"{from}g";
            var words = graph.GateOf(effect.CauseId) == Gates.Or ? "any one of" : "all of";
            dot.AppendLine($"  {gate} [shape=box, style=\"rounded,filled\", fillcolor=\"#616061\", color=\"#616061\", fontcolor=\"white\", fontsize=9, margin=\"0.08,0.03\", height=0.1, width=0.1, label=\"{words}\"];");
            dot.AppendLine($"  {from} -> {gate} [{(said.Length == 0 ? "" : said + ", ")}arrowhead=none];");
            (from, said) = (gate, "");
        }

        foreach (var cause in causes)
            dot.AppendLine($"  {from} -> {names[cause.CauseId]} [{said}];");
    }

    private static string Look(CauseGraph graph, Cause cause, HashSet<Guid> systemic)
    {
        var (fill, line) = cause switch
        {
            { IsTop: true } => ("#fde3e1", "#c0392b"),
            _ when systemic.Contains(cause.CauseId) => ("#fff1c2", "#b7791f"),
            { Kind: CauseKinds.Safeguard } => ("#e3effb", "#1264a3"),
            { Kind: CauseKinds.Recovery } => ("#e2f3ea", "#007a5a"),
            { Kind: CauseKinds.Event } => ("#efe8f7", "#6b3fa0"),
            _ => ("#f4f4f5", "#868686"),
        };
        var open = !cause.IsTop && cause.StopReason is null && graph.CausesOf(cause.CauseId).Count == 0;
        var weight = cause.IsTop || systemic.Contains(cause.CauseId) ? ", penwidth=2" : "";
        return $"fillcolor=\"{fill}\", color=\"{line}\"{weight}{(open ? ", style=\"rounded,filled,dashed\"" : "")}";
    }

    private static string Label(CauseGraph graph, Cause cause, int nodes)
    {
        var width = nodes > ManyNodes ? 22 : 30;
        var kind = cause.IsTop ? "PROBLEM" : CauseKinds.Name(cause.Kind).ToUpperInvariant();
        var lines = Wrap(cause.Text, width, LabelLines).Select(Escape);
        var words = string.Join("<BR/>", lines);
        if (cause.IsTop)
            words = $"<B>{words}</B>";
        var label = $"<FONT POINT-SIZE=\"8\" COLOR=\"#55545a\">{kind}</FONT><BR/>{words}";
        if (cause.StopReason is { } reason && graph.CausesOf(cause.CauseId).Count == 0)
            label += $"<BR/><FONT POINT-SIZE=\"9\" COLOR=\"#55545a\"><I>{string.Join("<BR/>", Wrap("■ " + reason, width + 6, 2).Select(Escape))}</I></FONT>";
        return label;
    }

    /// <summary>Lines of at most so many letters as people count them; the last one ends with … when there is more.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in Pieces(Printable(text), width))
        {
            if (line.Length > 0 && Letters(line) + 1 + Letters(word) > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
            lines.Add(line);
        if (lines.Count == 0)
            return ["…"];
        return lines.Count <= most ? lines : [.. lines.Take(most - 1), Mrkdwn.Cut(lines[most - 1], Math.Max(1, lines[most - 1].Length - 1)).TrimEnd('…') + "…"];
    }

    /// <summary>What XML can hold and a drawing can show: no control characters, no halves of characters, one line.</summary>
    public static string Printable(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                kept.Append(character).Append(text[++i]);
            else if (char.IsControl(character) || character is '\u2028' or '\u2029')
                kept.Append(' ');
            else if (XmlConvert.IsXmlChar(character) && !IsDirection(character))
                kept.Append(character);
        }

        return kept.ToString();
    }

    // Marks that turn the direction of what follows would turn the rest of the drawing's line as well.
    private static bool IsDirection(char character) => character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(string text) => SecurityElement.Escape(text);

    private static IEnumerable<string> Pieces(string text, int width)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            while (Letters(rest) > width)
            {
                var starts = StringInfo.ParseCombiningCharacters(rest);
                yield return rest[..starts[width]];
                rest = rest[starts[width]..];
            }

            yield return rest;
        }
    }

    private static int Letters(string text) => new StringInfo(text).LengthInTextElements;
}
