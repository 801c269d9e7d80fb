using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Intake;

/// <summary>The first line of the card: are the facts complete?</summary>
public sealed class FactsStep : ICardStep
{
    public int Order => 10;

    public Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var missing = Missing(postmortem);
        return Task.FromResult(new CardStep
        {
            Name = "Facts",
            State = missing.Count == 0 ? StepState.Done : StepState.UnderWay,
            Detail = missing.Count == 0 ? "complete" : $"still to say: {string.Join(", ", missing)}",
            Buttons = postmortem.IsOpen
                ? [new Button { ActionId = EditFacts.Id, Text = missing.Count == 0 ? "Edit facts" : "Complete the facts", Value = postmortem.PostmortemId.ToString() }]
                : [],
        });
    }

    internal static IReadOnlyList<string> Missing(Postmortem postmortem)
    {
        var missing = new List<string>();
        if (postmortem.Impact.Length == 0)
            missing.Add("impact");
        if (postmortem.Services.Length == 0)
            missing.Add("services");
        if (postmortem.StartedAt is null)
            missing.Add("when it started");
        if (postmortem.DetectedAt is null)
            missing.Add("when it was detected");
        // A near miss has nothing to mitigate.
        if (!postmortem.IsNearMiss && postmortem.ResolvedAt is null)
            missing.Add("when it was resolved");
        return missing;
    }
}
