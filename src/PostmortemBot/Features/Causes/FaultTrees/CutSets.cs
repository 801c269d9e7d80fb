using System.Numerics;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>
/// What was enough: the minimal cut sets of a fault tree, each a smallest combination of basic events that makes the top event
/// happen. How to read them: NUREG-0492, Fault Tree Handbook, 1981, chapter VII.
/// </summary>
public sealed record CutSets
{
    /// <summary>Sets that are listed; all are counted.</summary>
    public const int MostListed = 5000;

    /// <summary>How many there are; at least so many when the list is not complete.</summary>
    public required BigInteger Count { get; init; }

    /// <summary>Every set was found. Else the tree was too entangled: there are the ones below, and others.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The smallest ones, up to <see cref="MostListed"/>; of an incomplete list some, the smallest of them first.</summary>
    public required IReadOnlyList<IReadOnlyList<FaultNode>> Smallest { get; init; }

    /// <summary>Events that are enough alone. Always complete.</summary>
    public required IReadOnlyList<FaultNode> SinglePoints { get; init; }

    /// <summary>
    /// Events and gates without which the problem could not have come about: each is part of every way. Always complete;
    /// as the tree is walked, or the most effective first.
    /// </summary>
    public required IReadOnlyList<FaultNode> InEveryWay { get; init; }

    /// <summary>
    /// How many of the ways are closed when this node cannot happen any more; the most effective first, those that close none
    /// left out. Empty when that was too much to count.
    /// </summary>
    public required IReadOnlyList<Closed> Closes { get; init; }

    /// <summary>The missing or failed safeguard whose repair closes the most ways; null when no safeguard closes any.</summary>
    public Closed? BestSafeguard => Closes.FirstOrDefault(closed => closed.Node.Kind == CauseKinds.Safeguard);
}

/// <summary>How many of the ways to the problem are closed when a node cannot happen any more.</summary>
public sealed record Closed(FaultNode Node, BigInteger Ways);
