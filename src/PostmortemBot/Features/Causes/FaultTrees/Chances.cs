namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// How likely the problem was, given how likely its basic events are, each independently of the others.
/// </summary>
/// <remarks>
/// Worked out on the binary decision diagram, so it is exact, however many ways share events. It is not the rare-event
/// approximation (the sum of the cut sets' probabilities, NUREG-0492, XI.4), which is too high as soon as events are likely.
/// A. Rauzy, "New algorithms for fault trees analysis", Reliability Engineering and System Safety 40, 1993.
/// </remarks>
public sealed record Chances
{
    /// <summary>With every end whose probability is unknown taken as impossible.</summary>
    public required double Lowest { get; init; }

    /// <summary>With every end whose probability is unknown taken as certain.</summary>
    public required double Highest { get; init; }

    /// <summary>Ends without a probability.</summary>
    public required int Unknown { get; init; }

    /// <summary>The probability of the problem. Null: some ends have none.</summary>
    public double? Top => Unknown == 0 ? Lowest : null;

    /// <summary>What each end adds, the most important first; empty while some ends have no probability.</summary>
    public required IReadOnlyList<Importance> Importances { get; init; }
}

/// <summary>How much one basic event matters to the probability of the problem.</summary>
public sealed record Importance
{
    public required FaultNode Event { get; init; }

    /// <summary>
    /// P(top | the event happens) - P(top | it does not): how much the problem's probability changes with this one's.
    /// Z. W. Birnbaum, "On the importance of different components in a multicomponent system", 1969; W. E. Vesely et al.,
    /// Fault Tree Handbook with Aerospace Applications, NASA, 2002, section 7.
    /// </summary>
    public required double Birnbaum { get; init; }

    /// <summary>
    /// P(at least one minimal cut set with the event happens) / P(top): the share of the problem that the event has a part in.
    /// J. B. Fussell, "How to hand-calculate system reliability and safety characteristics", IEEE Transactions on Reliability,
    /// 1975; NASA's handbook, section 7. Null: the tree is too entangled for it, or the problem cannot happen.
    /// </summary>
    public required double? FussellVesely { get; init; }
}
