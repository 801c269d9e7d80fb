using System.Globalization;
using System.Numerics;

namespace PostmortemBot.Features.Causes.FaultTrees;

/// <summary>What a fault tree says, in sentences, for a page and for chat.</summary>
/// <param name="tree">The tree.</param>
/// <param name="analysis">What was worked out of it.</param>
/// <param name="typed">Makes typed text harmless where the sentences go.</param>
/// <param name="bold">The mark around bold words there.</param>
public sealed class FaultTreeWords(FaultTree tree, FaultAnalysis analysis, Func<string, string> typed, string bold)
{
    public const int MostTold = 10;

    private readonly Dictionary<FaultNode, string> _names = tree.Events
        .Select((basic, index) => (basic, Name: $"E{index + 1}")).ToDictionary(pair => pair.basic, pair => pair.Name);

    private readonly Dictionary<FaultNode, int> _places = tree.Nodes
        .Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);

    private CutSets Sets => analysis.Sets;

    public string Lead => Sets switch
    {
        { IsComplete: false, Count.IsZero: true } =>
            $"The fault tree has {Number(tree.Events.Count)} ends: more ways through it than can be worked out. What was enough alone, and what was part of every way, is known all the same.",
        { IsComplete: false } =>
            $"Read as a fault tree, there were {Number(Sets.Count)} ways or more for it to happen: its branches are too entangled to find them all. Some of them are told here, the smallest first. What was enough alone, and what was part of every way, is known for certain.",
        { Count.IsOne: true } => "Read as a fault tree, there was one way for it to happen, and it took everything in it.",
        _ => $"Read as a fault tree, there were {Number(Sets.Count)} ways for it to happen. Each line is a smallest combination that was enough by itself: changing one part of it closes that way.",
    };

    /// <summary>What the team has not settled, and what stands here meanwhile.</summary>
    public string? Undecided => tree.Undecided switch
    {
        0 => null,
        var places => $"{Bold("Not settled yet:")} {(places == 1 ? "at one place" : $"at {places} places")} nobody has said whether it took all of the causes or whether one was enough. All are taken as needed here until somebody answers in the thread of whys.",
    };

    public IReadOnlyList<string> Ways => [.. Sets.Smallest.Take(MostTold).Select(set => string.Join($" {Bold("and")} ", set.Select(Named)))];

    public string? MoreWays => (Sets.IsComplete, Sets.Count - MostTold) switch
    {
        (_, { Sign: <= 0 }) => null,
        (true, var more) => $"These are the smallest; {Number(more)} more are larger or as large.",
        (false, _) => "There are others.",
    };

    public string Alone => Sets.SinglePoints switch
    {
        [] => "No single end was enough alone: something else had to come with it each time.",
        [var one] => $"{Bold("Enough alone:")} {Named(one)}. Nothing else stood between it and the problem.",
        var several => $"{Bold("Enough alone, each of them:")} {Listed([.. several.Select(Named)])}. Nothing else stood between them and the problem.",
    };

    /// <summary>The ends, and the safeguards anywhere, without which it could not have come about.</summary>
    public string? InEveryWay
    {
        get
        {
            if (tree.Undecided > 0)
                return null;

            var told = Sets.InEveryWay.Where(node => node.IsBasic || node.Kind == CauseKinds.Safeguard).OrderBy(node => _places[node]).ToList();
            var held = told.All(node => node.Kind == CauseKinds.Safeguard) ? "held" : "been otherwise";
            return told switch
            {
                [] => null,
                [var one] => $"{Bold($"If only this had {held}, this would not have happened:")} {Named(one)}.",
                _ => $"{Bold($"If only one of these had {held}, this would not have happened:")} {Listed([.. told.Select(Named)])}.",
            };
        }
    }

    public string? Best
    {
        get
        {
            // Among those that close as many ways, the one furthest from the problem says most about what to change.
            Closed? Deepest(IEnumerable<Closed> among) => among.OrderByDescending(closed => closed.Ways).ThenByDescending(closed => _places[closed.Node]).FirstOrDefault();
            var safeguard = Deepest(Sets.Closes.Where(closed => closed.Node.Kind == CauseKinds.Safeguard));
            var ends = Sets.Closes.Where(closed => closed.Node.IsBasic).ToList();
            // Where each closes as many as any other, none closes most.
            var any = ends.All(closed => closed.Ways == ends[0].Ways) ? null : Deepest(ends);
            return (safeguard, any) switch
            {
                ({ } best, _) => $"{Bold("The safeguard that would close most:")} {Sentence(best.Node)} With it in place, {Of(best.Ways)} would have been closed.",
                (null, { } best) when Sets.Count > 1 => $"{Bold("What would close most:")} {Sentence(best.Node)} Without it, {Of(best.Ways)} would have been closed.",
                _ => null,
            };
        }
    }

    public string? Chance => analysis switch
    {
        { ChancesTooEntangled: true } => $"{Bold("How likely it was")} cannot be worked out: the branches are too entangled for that.",
        { Chances: null } => null,
        { Chances.Top: { } top } => $"{Bold("How likely it was:")} {Odds.Words(top)}, worked out exactly from how likely its ends are, each independently of the others.",
        { Chances: { Lowest: <= 0, Highest: >= 0.95 } chances } => $"{Bold("How likely it was")} cannot be said yet: {Without(chances)}.",
        { Chances: { Lowest: <= 0 } chances } => $"{Bold("How likely it was:")} at most {Odds.Words(chances.Highest)}; {Without(chances)}.",
        { Chances: var chances } => $"{Bold("How likely it was:")} at least {Odds.Words(chances.Lowest)}, at most {Odds.Words(chances.Highest)}; {Without(chances)}.",
    };

    public IReadOnlyList<Importance> Importances => [.. analysis.Chances?.Importances.Take(MostTold) ?? []];

    public IReadOnlyList<string> Damage =>
    [
        .. tree.Circles.Take(MostTold).Select(circle =>
            $"{Bold("The stored causes turn in a circle:")} “{typed(circle.Cause)}” is said to have made “{typed(circle.Effect)}” possible, and the other way round. This is read without the first. `/postmortem causes` takes one of them out."),
    ];

    public string Named(FaultNode node) => _names.TryGetValue(node, out var name) ? $"{name} {typed(node.Text)}" : typed(node.Text);

    private string Without(Chances chances) =>
        chances.Unknown == 1 ? $"1 of {tree.Events.Count} ends has no probability yet" : $"{chances.Unknown} of {tree.Events.Count} ends have no probability yet";

    private string Of(BigInteger closed) => (closed == Sets.Count, (int)BigInteger.Min(Sets.Count, 3)) switch
    {
        (true, 1) => "the only way",
        (true, 2) => "both ways",
        (true, _) => $"all {Number(Sets.Count)} ways",
        _ => $"{Number(closed)} of {Number(Sets.Count)} ways",
    };

    private static string Listed(IReadOnlyList<string> all) =>
        string.Join("; ", all.Take(MostTold)) + (all.Count > MostTold ? $"; and {all.Count - MostTold} more" : "");

    private string Sentence(FaultNode node) => typed(node.Text.TrimEnd().TrimEnd('.')) + ".";

    private string Bold(string words) => $"{bold}{words}{bold}";

    private static string Number(BigInteger number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
