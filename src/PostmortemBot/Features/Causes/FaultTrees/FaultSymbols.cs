using PostmortemBot.Features.Causes.Drawing;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>The signs of fault trees, drawn downwards from the point under a box: the output above, the inputs below.</summary>
internal static class FaultSymbols
{
    private const string Ink = $""" fill="{Colours.Paper}" stroke="{Colours.Ink}" stroke-width="1.3" stroke-linejoin="round" """;

    public const string And = $"""<path d="M -19 42 V 24 A 19 16 0 0 1 19 24 V 42 Z"{Ink}/><line x1="0" y1="0" x2="0" y2="8" stroke="{Colours.Line}" stroke-width="1.2"/>""";
    public const string Or = $"""<path d="M -19 42 C -19 24 -9 13 0 8 C 9 13 19 24 19 42 Q 0 32 -19 42 Z"{Ink}/><line x1="0" y1="0" x2="0" y2="8" stroke="{Colours.Line}" stroke-width="1.2"/>""";
    public const string Basic = $"""<circle cx="0" cy="17" r="13"{Ink}/><line x1="0" y1="0" x2="0" y2="4" stroke="{Colours.Line}" stroke-width="1.2"/>""";
    public const string Undeveloped = $"""<path d="M 0 3 L 15 17 L 0 31 L -15 17 Z"{Ink}/>""";
    public const string Transfer = $"""<path d="M 0 5 L 14 29 H -14 Z"{Ink}/><line x1="0" y1="0" x2="0" y2="5" stroke="{Colours.Line}" stroke-width="1.2"/>""";

    public static string Of(PlacedNode node) => node switch
    {
        { IsRepeat: true } => Transfer,
        { Node: { IsBasic: true, IsOpen: true } } => Undeveloped,
        { Node.IsBasic: true } => Basic,
        { Node.Gate: FaultGate.And } => And,
        { Node.Gate: FaultGate.Or or FaultGate.Vote } => Or,
        _ => "",
    };

    /// <summary>What stands inside the sign, upright whichever way the tree grows.</summary>
    public static string WordsOf(PlacedNode node) => node switch
    {
        { IsRepeat: true } => "",
        { Node.IsBasic: true } => node.Name!,
        { Node.Gate: FaultGate.And } => "all",
        { Node.Gate: FaultGate.Or } => "any",
        { Node.Gate: FaultGate.Vote } => $"{node.Node.Needed}/{node.Node.Inputs.Count}",
        _ => "",
    };

    /// <summary>How far from the box the middle of the words is. Beside it, words are wider than high, and gates are hollow at their foot.</summary>
    public static int MiddleOf(PlacedNode node, bool growsRight) => node.Node.IsBasic ? 17 : growsRight ? 24 : 28;

    /// <summary>E1 is larger than E100, which must fit as well.</summary>
    public static double SizeOf(string words) => words.Length switch { <= 2 => 8.5, 3 => 8, 4 => 7, _ => 6 };
}
