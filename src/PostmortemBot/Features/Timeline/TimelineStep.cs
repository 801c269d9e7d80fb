using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Timeline;

/// <summary>The timeline on the card.</summary>
public sealed class TimelineStep(TimelineStore store) : ICardStep
{
    /// <summary>Below this a timeline is a list of moments, not yet a sequence one can reason about.</summary>
    internal const int Enough = 3;

    public int Order => 20;

    public async Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var count = await store.CountAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        var id = postmortem.PostmortemId.ToString();
        return new CardStep
        {
            Name = "Timeline",
            State = count switch { 0 => StepState.NotStarted, < Enough => StepState.UnderWay, _ => StepState.Done },
            Detail = count switch { 0 => "no entries yet", 1 => "1 entry", _ => $"{count} entries" },
            Buttons = postmortem.IsOpen
                ? [new Button { ActionId = AddEntry.Id, Text = "Add to timeline", Value = id }, new Button { ActionId = ShowTimeline.ActionId, Text = "Show timeline", Value = id }]
                : [new Button { ActionId = ShowTimeline.ActionId, Text = "Show timeline", Value = id }],
        };
    }
}
