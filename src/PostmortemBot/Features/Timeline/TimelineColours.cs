using PostmortemBot.Features.Postmortems.Reports;

namespace PostmortemBot.Features.Timeline;

/// <summary>The colours of the timeline's picture, in the light and in the dark. Colour says nothing alone: each phase and each moment has its words.</summary>
public static class TimelineColours
{
    public const string Paper = "#ffffff";
    public const string Ink = "#1d1c1d";
    public const string Soft = "#616061";
    public const string Undetected = "#f7c9c5";
    public const string Repairing = "#fbe3b3";
    public const string Mitigated = "#cfe8d5";

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["alert"] = "#d72b3f",
        ["escalation"] = "#b3541e",
        ["change"] = "#6b3fa0",
        ["mitigation"] = "#1264a3",
        ["verification"] = "#007a5a",
        ["resolution"] = "#007a5a",
        ["communication"] = "#0b7285",
    };

    /// <summary>Each light colour and the one that takes its place in the dark.</summary>
    public static readonly IReadOnlyDictionary<string, string> Dark = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Paper] = "#191d1b",
        [Ink] = "#eceeed",
        [Soft] = "#a3ada8",
        [Undetected] = "#5a2824",
        [Repairing] = "#54430c",
        [Mitigated] = "#174a33",
        ["#d72b3f"] = "#ff7d88",
        ["#b3541e"] = "#f0a968",
        ["#6b3fa0"] = "#b79af0",
        ["#1264a3"] = "#6cb3ee",
        ["#007a5a"] = "#5fcf9f",
        ["#0b7285"] = "#66c7d8",
    };

    public static string Style { get; } = DarkScheme.Style(Dark);

    public static string Of(string kind) => Kinds.GetValueOrDefault(kind, Soft);
}
