using PostmortemBot.Features.Causes.Drawing;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// Where the boxes of a fault tree stand. Small trees grow downwards, as textbooks draw them; wide ones grow to the right,
/// because pages scroll down and not sideways. Nothing overlaps: every end has a row (or column) of its own, and a box stands
/// in the middle of what hangs from it.
/// </summary>
internal sealed class FaultTreeLayout
{
    public const int BoxWidth = 190;
    public const int LetterLines = 6;
    private const int LettersAcross = 27;

    /// <summary>The problem is told in bold letters, which are wider.</summary>
    private const int BoldAcross = 23;

    private const int LineHeight = 14;
    public const int SideBySide = 5;
    private const int Gap = 18;

    /// <summary>Between a box and those below it: room for a gate, or for the symbol of an end beside, and the lines.</summary>
    private const int GateRoom = 74;
    private const int EndRoom = 48;
    private const int LineRoom = 34;

    /// <summary>Under the ends: room for their symbols.</summary>
    private const int SymbolRoom = 34;

    private readonly List<PlacedNode> _placed = [];
    private readonly Dictionary<FaultNode, string> _names;

    public FaultTreeLayout(FaultTree tree)
    {
        _names = tree.Events.Select((basic, index) => (basic, Name: $"E{index + 1}")).ToDictionary(pair => pair.basic, pair => pair.Name);
        Root = Place(tree.Top, 0, new HashSet<FaultNode>());
        GrowsRight = _placed.Count(node => node.Below.Count == 0) > SideBySide;
        double end = 0;
        Spread(Root, ref end);
        Width = GrowsRight ? Levels() : end - Gap;
        Height = GrowsRight ? end - Gap : Levels();
    }

    public PlacedNode Root { get; }

    public bool GrowsRight { get; }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyList<PlacedNode> Placed => _placed;

    private PlacedNode Place(FaultNode node, int level, HashSet<FaultNode> shown)
    {
        var isRepeat = !shown.Add(node);
        var lines = Letters.Balance(node.Text, node.Kind.Length == 0 ? BoldAcross : LettersAcross, LetterLines);
        var placed = new PlacedNode
        {
            Node = node,
            Level = level,
            Name = _names.GetValueOrDefault(node),
            IsRepeat = isRepeat && !node.IsBasic,
            Lines = lines,
            Height = 26 + lines.Count * LineHeight,
        };
        _placed.Add(placed);
        if (!isRepeat)
            placed.Below.AddRange(node.Inputs.Select(input => Place(input, level + 1, shown)));
        return placed;
    }

    /// <summary>Gives every end the next free place across, and every other box the middle of what is below it.</summary>
    private void Spread(PlacedNode node, ref double end)
    {
        var own = GrowsRight ? node.Height : BoxWidth;
        var start = end;
        foreach (var below in node.Below)
            Spread(below, ref end);
        if (node.Below.Count == 0)
        {
            node.Across = end + own / 2.0;
            end += own + Gap;
            return;
        }

        node.Across = (node.Below[0].Across + node.Below[^1].Across) / 2;
        // A box larger than all that hangs from it pushes its branch apart from the one before.
        if (node.Across - own / 2.0 < start)
            Shift(node, start - (node.Across - own / 2.0));
        end = Math.Max(Math.Max(end, LastEnd(node)), node.Across + own / 2.0 + Gap);
    }

    private double LastEnd(PlacedNode node) =>
        node.Below.Count == 0 ? node.Across + (GrowsRight ? node.Height : BoxWidth) / 2.0 + Gap : LastEnd(node.Below[^1]);

    private static void Shift(PlacedNode node, double by)
    {
        node.Across += by;
        foreach (var below in node.Below)
            Shift(below, by);
    }

    /// <summary>Gives every level its place along, deep enough for its tallest box; returns how long the picture is.</summary>
    private double Levels()
    {
        var deepest = _placed.Max(node => node.Level);
        double along = 0;
        for (var level = 0; level <= deepest; level++)
        {
            var here = _placed.Where(node => node.Level == level).ToList();
            var size = GrowsRight ? BoxWidth : here.Max(node => node.Height);
            foreach (var node in here)
                node.Along = along;
            along += size + (level == deepest ? SymbolRoom : Room(here));
        }

        return along;
    }

    private static int Room(IReadOnlyList<PlacedNode> level)
    {
        if (level.Any(node => node.Below.Count > 0 && FaultSymbols.Of(node).Length > 0))
            return GateRoom;
        return level.Any(node => FaultSymbols.Of(node).Length > 0) ? EndRoom : LineRoom;
    }
}

/// <summary>A box with its place. Along is where it begins in the direction of growth, Across its middle in the other.</summary>
internal sealed class PlacedNode
{
    public required FaultNode Node { get; init; }
    public required int Level { get; init; }

    /// <summary>E1, E2 … for basic events.</summary>
    public required string? Name { get; init; }

    /// <summary>It stands elsewhere already, with what is below it.</summary>
    public required bool IsRepeat { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }
    public required int Height { get; init; }
    public List<PlacedNode> Below { get; } = [];
    public double Along { get; set; }
    public double Across { get; set; }
}
