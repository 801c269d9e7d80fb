using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>How the bot asks: what and how as well as why, and never who.</summary>
public static class Why
{
    public const string Hint = "What made it possible, or how could it come about? Tools, defaults, missing checks, time pressure; never who.";

    /// <summary>The question about a cause, in mrkdwn, with the cause quoted under it.</summary>
    public static string Asked(CauseGraph graph, Cause cause, int quoted = 1500) =>
        StandingQuestion.Of(cause.Branch) is { } standing
            ? $"*{standing.Question}*"
            : $"*Why {graph.DepthOf(cause.CauseId) + 1}: why was it possible that …*\n{Said.Quoted(cause.Text, quoted)}";

    /// <summary>The same for notifications and screen readers.</summary>
    public static string Plain(Cause cause) =>
        StandingQuestion.Of(cause.Branch)?.Question ?? $"Why was it possible that … “{Said.Line(cause.Text, 300)}”?";

    /// <summary>One line of help under the question, chosen by what it is about.</summary>
    public static string Help(CauseGraph graph, Cause cause)
    {
        var effect = graph.EffectsOf(cause.CauseId).FirstOrDefault();
        if (cause is { IsTop: false, Branch: null } && ShallowAnswer.In(cause.Text, effect is { Branch: null } ? effect.Text : null) is { } shallow)
            return $":bulb: {shallow.Reason} {shallow.Question}";
        if (graph.DepthOf(cause.CauseId) >= CauseGraph.Deep)
            return $":checkered_flag: {graph.DepthOf(cause.CauseId)} whys deep. If an action item can break the chain here, this branch can stop.";

        return cause switch
        {
            { Branch: "detection" } => "What would have shown it, and why was that not there, or not seen?",
            { Branch: "recovery" } => "What took the time: finding it, deciding, getting access, the repair itself?",
            { Kind: CauseKinds.Safeguard } => "How did this safeguard come to be missing, or what let it fail unnoticed?",
            { Kind: CauseKinds.Event } => "What had to be so for this to happen, and what let it through?",
            { Kind: CauseKinds.Recovery } => "What would have made this quicker or safer?",
            _ => Hint,
        };
    }
}
