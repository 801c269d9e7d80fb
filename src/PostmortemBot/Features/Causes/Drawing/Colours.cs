using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Causes.Drawing;

/// <summary>
/// The colours of every drawing. A drawing is written in the light ones; a style inside it turns each into its dark one where
/// the reader's screen is dark. Colour never says anything alone: kinds, gates and confidence stand there as words and signs.
/// </summary>
public static class Colours
{
    public const string Paper = "#ffffff";
    public const string Ink = "#1d1c1d";
    public const string Soft = "#55545a";
    public const string Line = "#616061";

    public static readonly Look Problem = new("#fde3e1", "#c0392b");
    public static readonly Look Systemic = new("#fff1c2", "#9a6700");
    public static readonly Look RuledOut = new("#fafafa", "#8a8a8e");

    private static readonly Look Condition = new("#f4f4f5", "#7c7c80");

    private static readonly Dictionary<string, Look> Kinds = new(StringComparer.Ordinal)
    {
        [CauseKinds.Condition] = Condition,
        [CauseKinds.Event] = new("#efe8f7", "#6b3fa0"),
        [CauseKinds.Safeguard] = new("#e3effb", "#1264a3"),
        [CauseKinds.Recovery] = new("#e2f3ea", "#007a5a"),
        [CauseKinds.Assumption] = new("#fdeee0", "#a3541b"),
    };

    /// <summary>Each light colour and the one that takes its place in the dark.</summary>
    public static readonly IReadOnlyDictionary<string, string> Dark = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Paper] = "#191d1b",
        [Ink] = "#eceeed",
        [Soft] = "#b9c1bd",
        [Line] = "#a3ada8",
        ["#fde3e1"] = "#4a1f1c",
        ["#c0392b"] = "#ff8a80",
        ["#fff1c2"] = "#3f3505",
        ["#9a6700"] = "#e8c95a",
        ["#fafafa"] = "#1e2220",
        ["#8a8a8e"] = "#7d8782",
        ["#f4f4f5"] = "#2a2f2d",
        ["#7c7c80"] = "#8d9691",
        ["#efe8f7"] = "#33264a",
        ["#6b3fa0"] = "#b79af0",
        ["#e3effb"] = "#15314a",
        ["#1264a3"] = "#6cb3ee",
        ["#e2f3ea"] = "#123a2c",
        ["#007a5a"] = "#5fcf9f",
        ["#fdeee0"] = "#442c14",
        ["#a3541b"] = "#f0a968",
    };

    /// <summary>Everything a box may look like.</summary>
    public static IEnumerable<Look> All => Kinds.Values.Append(Problem).Append(Systemic).Append(RuledOut);

    /// <summary>The style that every drawing carries.</summary>
    public static string Style { get; } = DarkScheme.Style(Dark);

    public static Look Of(string kind) => Kinds.GetValueOrDefault(kind, Condition);
}

/// <summary>How a box is filled and lined.</summary>
public sealed record Look(string Fill, string Line);
