using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Postmortems.Reports;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>The learnings on the card.</summary>
public sealed class LearningsStep(PublishingStore store) : ICardStep
{
    public int Order => 45;

    public async Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        Describe(postmortem, await store.LearningsAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken));

    public static CardStep Describe(Postmortem postmortem, Learnings learnings)
    {
        var unwritten = learnings.Unwritten;
        var isBegun = learnings.NotesChangedAt is not null;
        return new CardStep
        {
            Name = "Learnings",
            State = unwritten.Count == 0 ? StepState.Done : isBegun ? StepState.UnderWay : StepState.NotStarted,
            // Whoever signed it off could see what is empty; it no longer stands in the way of publishing.
            MayWait = isBegun && postmortem.Status is (PostmortemStatus.Approved or PostmortemStatus.Published),
            Detail = unwritten.Count == 0 ? "written" : isBegun ? $"still to write: {string.Join(", ", unwritten)}" : "not written yet",
            Buttons = postmortem.IsOpen
                ? [new Button { ActionId = WriteLearnings.Id, Text = isBegun ? "Edit the learnings" : "Write the learnings", Value = postmortem.PostmortemId.ToString() }]
                : [],
        };
    }
}

/// <summary>Publishing on the card.</summary>
public sealed class PublishedStep(ReportBuilder reports) : ICardStep
{
    public int Order => 60;

    public async Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var step = Describe(postmortem);
        if (postmortem.Status != PostmortemStatus.Approved)
            return step;

        // The same rule that publishing asks, so that the card promises nothing it would refuse.
        var report = await reports.BuildAsync(postmortem, withPictures: false, cancellationToken);
        return SignOffRule.WhyNotPublish(report, "the review") is null
            ? step
            : step with { Detail = "changed since the review: request it again", Buttons = [.. step.Buttons.Skip(1)] };
    }

    public static CardStep Describe(Postmortem postmortem)
    {
        var id = postmortem.PostmortemId.ToString();
        var preview = new Button { ActionId = CardActions.PreviewReport, Text = postmortem.IsOpen ? "Preview the report" : "Read the report", Value = id };
        var publish = new Button { ActionId = PublishReport.Id, Text = "Publish", Value = id };
        return postmortem.Status switch
        {
            PostmortemStatus.Published => new CardStep
            {
                Name = "Published",
                State = StepState.Done,
                Detail = postmortem.PublishedAt is { } at ? When.At(at) : "",
                Buttons = [preview],
            },
            PostmortemStatus.Approved => new CardStep { Name = "Published", State = StepState.UnderWay, Detail = "ready to publish", Buttons = [publish, preview] },
            _ => new CardStep { Name = "Published", State = StepState.NotStarted, Detail = "after the review", Buttons = postmortem.IsOpen ? [preview] : [] },
        };
    }
}
