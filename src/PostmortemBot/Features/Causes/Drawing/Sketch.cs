namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>What is drawn, before anybody says how: the same goes to Graphviz, to Mermaid and to whoever listens.</summary>
public sealed record Sketch
{
    /// <summary>Beyond this a drawing helps nobody; the words have the rest.</summary>
    public const int MostNodes = 150;

    public required string Name { get; init; }

    /// <summary>Pages scroll down, not sideways: what is wide reads from the left instead of from the top.</summary>
    public required bool GrowsRight { get; init; }

    public required IReadOnlyList<SketchNode> Nodes { get; init; }
    public required IReadOnlyList<SketchLink> Links { get; init; }

    /// <summary>Nodes that stand side by side, in order, each with the words over it; empty where nothing orders them.</summary>
    public IReadOnlyList<SketchColumn> Columns { get; init; } = [];
}

/// <summary>A box, a gate or an end.</summary>
public sealed record SketchNode
{
    /// <summary>Ours, never typed: n0, g3.</summary>
    public required string Id { get; init; }

    public SketchShape Shape { get; init; }

    /// <summary>What it is, in capitals above the words.</summary>
    public string Heading { get; init; } = "";

    /// <summary>As typed.</summary>
    public required string Text { get; init; }

    /// <summary>Smaller lines under the words, as typed.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public Look Look { get; init; } = Colours.Problem;
    public bool IsBold { get; init; }
    public bool IsHeavy { get; init; }
    public bool IsDashed { get; init; }
    public bool IsStruck { get; init; }
}

public enum SketchShape
{
    Box,

    /// <summary>The words between an effect and its causes.</summary>
    Gate,

    /// <summary>A box of a list: its notes begin on the left.</summary>
    List,
}

public sealed record SketchLink(string From, string To)
{
    public string Words { get; init; } = "";
    public bool IsDashed { get; init; }
    public bool HasArrow { get; init; } = true;

    /// <summary>It goes against the order of the columns, so it does not move them.</summary>
    public bool IsBackwards { get; init; }
}

/// <summary>What stands at one place from left to right.</summary>
public sealed record SketchColumn(string Words, IReadOnlyList<string> Ids);
