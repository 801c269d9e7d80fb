using System.Globalization;
using PostmortemBot.Features.Causes.Drawing;

namespace PostmortemBot.Features.Causes;

/// <summary>The causes as a drawing: the problem on top, what made it possible below.</summary>
public static class CausesDot
{
    private const int ManyNodes = 20;
    private const int SideBySide = 6;

    public static string Write(CauseGraph graph) => Dot.Write(Sketch(graph));

    /// <inheritdoc cref="Letters.Wrap"/>
    public static IReadOnlyList<string> Wrap(string text, int width, int most) => Letters.Wrap(text, width, most);

    /// <inheritdoc cref="Letters.Printable"/>
    public static string Printable(string text) => Letters.Printable(text);

    public static Sketch Sketch(CauseGraph graph)
    {
        var shown = graph.Tree.Where(line => !line.IsRepeat).Select(line => line.Cause).Take(Drawing.Sketch.MostNodes).ToList();
        var names = shown.Select((cause, index) => (cause.CauseId, Name: string.Create(CultureInfo.InvariantCulture, $"n{index}"))).ToDictionary(node => node.CauseId, node => node.Name);
        var systemic = graph.Systemic.Select(cause => cause.CauseId).ToHashSet();
        var nodes = shown.Select(cause => Node(graph, cause, names[cause.CauseId], systemic.Contains(cause.CauseId))).ToList();
        var links = new List<SketchLink>();
        foreach (var effect in shown)
            Link(graph, effect, names, nodes, links);
        var widest = shown.Count == 0 ? 0 : shown.CountBy(cause => graph.DepthOf(cause.CauseId)).Max(level => level.Value);
        return new Sketch { Name = "causes", GrowsRight = widest > SideBySide, Nodes = nodes, Links = links };
    }

    private static void Link(CauseGraph graph, Cause effect, Dictionary<Guid, string> names, List<SketchNode> nodes, List<SketchLink> links)
    {
        var causes = graph.CausesOf(effect.CauseId).Where(cause => names.ContainsKey(cause.CauseId)).ToList();
        var from = names[effect.CauseId];
        links.AddRange(causes.Where(cause => cause.Branch is not null).Select(standing => new SketchLink(from, names[standing.CauseId]) { IsDashed = true, Words = "made worse by" }));
        links.AddRange(causes.Where(IsRuledOut).Select(cause => new SketchLink(from, names[cause.CauseId]) { IsDashed = true, HasArrow = false }));
        causes.RemoveAll(cause => cause.Branch is not null || IsRuledOut(cause));
        // On a large map the words on every arrow would hide it; the one below the problem says it for all.
        var said = effect.IsTop || names.Count <= ManyNodes ? "made possible by" : "";
        if (causes.Count > 1)
        {
            var gate = $"{from}g";
            nodes.Add(new SketchNode { Id = gate, Shape = SketchShape.Gate, Text = Gate(graph, effect, causes.Count) });
            links.Add(new SketchLink(from, gate) { Words = said, HasArrow = false });
            (from, said) = (gate, "");
        }

        links.AddRange(causes.Select(cause => new SketchLink(from, names[cause.CauseId]) { Words = said }));
    }

    private static string Gate(CauseGraph graph, Cause effect, int causes) => (graph.GateOf(effect.CauseId), effect.AtLeast) switch
    {
        (Gates.Or, _) => "any one of",
        (_, { } least) when least < causes => $"at least {least} of {causes}",
        _ => "all of",
    };

    private static SketchNode Node(CauseGraph graph, Cause cause, string name, bool isSystemic)
    {
        var isEnd = graph.CausesOf(cause.CauseId).Count == 0;
        var isOpen = !cause.IsTop && cause.StopReason is null && isEnd && !IsRuledOut(cause);
        return new SketchNode
        {
            Id = name,
            Heading = Heading(cause, isSystemic, isOpen),
            Text = cause.Text,
            Notes = cause.StopReason is { } reason && isEnd ? [$"■ {reason}"] : [],
            Look = cause.IsTop ? Colours.Problem : IsRuledOut(cause) ? Colours.RuledOut : isSystemic ? Colours.Systemic : Colours.Of(cause.Kind),
            IsBold = cause.IsTop,
            IsHeavy = cause.IsTop || isSystemic,
            IsDashed = isOpen,
            IsStruck = IsRuledOut(cause),
        };
    }

    private static string Heading(Cause cause, bool isSystemic, bool isOpen)
    {
        if (cause.IsTop)
            return "PROBLEM";
        var kind = CauseKinds.Name(cause.Kind).ToUpperInvariant();
        var sure = cause.Confidence switch { Confidences.Confirmed => " · CONFIRMED", Confidences.RuledOut => " · RULED OUT", _ => "" };
        return $"{kind}{sure}{(isSystemic ? " · SYSTEMIC" : "")}{(isOpen ? " · OPEN" : "")}";
    }

    private static bool IsRuledOut(Cause cause) => cause.Confidence == Confidences.RuledOut;
}
