using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Review;

/// <summary>The review on the card.</summary>
public sealed class ReviewStep(ReviewStore store) : ICardStep
{
    public int Order => 50;

    public async Task<CardStep> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken) =>
        Describe(await store.StateAsync(postmortem, cancellationToken));

    public static CardStep Describe(ReviewState state)
    {
        var postmortem = state.Postmortem;
        var request = new Button
        {
            ActionId = RequestReview.Id,
            Text = state.Requests.Count == 0 ? "Request review" : "Request review again",
            Value = postmortem.PostmortemId.ToString(),
        };
        var step = new CardStep { Name = "Review", State = StepState.NotStarted, Detail = "nobody asked yet", Buttons = postmortem.IsOpen ? [request] : [] };
        return postmortem.Status switch
        {
            PostmortemStatus.InReview => step with
            {
                State = StepState.UnderWay,
                Detail = $"waiting for {string.Join(", ", state.Asked.Select(asked => Mrkdwn.User(asked.ReviewerId)))}",
                // Whoever presses one is told when it is not theirs to press.
                Buttons = [.. ReviewMessages.Decide(postmortem).Select(button => button with { Style = ButtonStyle.Default }), request],
            },
            PostmortemStatus.Approved or PostmortemStatus.Published when state.Approval is { } approval => step with
            {
                State = StepState.Done,
                Detail = $"approved by {Mrkdwn.User(approval.ReviewerId)}, {When.At(approval.DecidedAt)}",
            },
            PostmortemStatus.Draft when state.SentBack is { } sentBack => step with
            {
                State = StepState.UnderWay,
                Detail = $"sent back by {Mrkdwn.User(sentBack.ReviewerId)}; the comment is in the thread",
            },
            _ => step,
        };
    }
}
