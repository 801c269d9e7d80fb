using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Review;

/// <summary>What is said about a review: in the thread under the card, and to each reviewer.</summary>
public static class ReviewMessages
{
    public static string Asked(ReviewState state)
    {
        var reviewers = string.Join(", ", state.Asked.Select(request => Mrkdwn.User(request.ReviewerId)));
        var by = state.Postmortem.ReviewRequestedBy ?? state.Postmortem.FacilitatorId;
        return $":eyes: {Mrkdwn.User(by)} asks for a review of *{Name(state.Postmortem)}*: {reviewers}. One approval is enough. The buttons are on the card and in your messages from me.{Note(state.Asked)}";
    }

    public static string Decided(Postmortem postmortem, SignOff given) => given.Decision == Decision.Approved
        ? $":white_check_mark: {Mrkdwn.User(given.ReviewerId)} approved *{Name(postmortem)}*. {Mrkdwn.User(postmortem.FacilitatorId)}, press *Publish* on the card when you are ready."
        : $":leftwards_arrow_with_hook: {Mrkdwn.User(given.ReviewerId)} sent *{Name(postmortem)}* back. {Mrkdwn.User(postmortem.FacilitatorId)}, this is what should be different:\n{EscapedText.Quote(given.Comment, 2000)}\nChange it, then press *Request review* again.";

    /// <summary>The text of a reviewer's direct message, for notifications.</summary>
    public static string Text(ReviewState state) => $"Review of {Name(state.Postmortem)}";

    /// <summary>A reviewer's direct message as it should read now: with buttons while their decision is awaited, else with what happened.</summary>
    public static IReadOnlyList<Block> Blocks(ReviewState state, ReviewRequest request) => Outcome(state, request) is { } outcome
        ? [new SectionBlock { Text = new Markdown($"*{Name(state.Postmortem)}*\n{outcome}") }, new ActionsBlock { Elements = [.. Rest(state, request)] }]
        :
        [
            new SectionBlock { Text = new Markdown($":eyes: {Mrkdwn.User(request.RequestedBy)} asks you to review *{Name(state.Postmortem)}* ({state.Postmortem.Severity}, in {Mrkdwn.Channel(state.Postmortem.ChannelId)}).{Note([request])}") },
            new ContextBlock { Elements = [new Markdown("Worth asking: do the causes explain how the system made this possible? Would the action items have prevented it, or made it shorter? Is anything missing that you know?")] },
            new ActionsBlock { Elements = [.. Decide(state.Postmortem), Read(state.Postmortem)] },
        ];

    public static IReadOnlyList<Button> Decide(Postmortem postmortem) =>
    [
        new Button { ActionId = Approve.ActionId, Text = "Approve", Style = ButtonStyle.Primary, Value = postmortem.PostmortemId.ToString() },
        new Button { ActionId = SendBack.Id, Text = "Send back", Value = postmortem.PostmortemId.ToString() },
    ];

    public static Button Read(Postmortem postmortem) =>
        new() { ActionId = CardActions.PreviewReport, Text = "Read the draft", Value = postmortem.PostmortemId.ToString() };

    public static string Name(Postmortem postmortem) => $"{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}";

    /// <summary>Why this reviewer has nothing to decide any more; null while they have.</summary>
    private static string? Outcome(ReviewState state, ReviewRequest request)
    {
        var postmortem = state.Postmortem;
        if (postmortem.Status == PostmortemStatus.Cancelled)
            return "It was cancelled. There is nothing left to review.";
        if (request.WithdrawnAt is not null)
            return "You are no longer asked to review it.";
        if (state.Approval is { } approval)
            return approval.ReviewerId == request.ReviewerId
                ? $":white_check_mark: You approved it, {When.At(approval.DecidedAt)}. Thank you for reading it."
                : $":white_check_mark: {Mrkdwn.User(approval.ReviewerId)} approved it, {When.At(approval.DecidedAt)}. Nothing more is needed from you.";
        if (request.Revision < state.Revision)
        {
            return state.SentBack is { } sentBack
                ? $":leftwards_arrow_with_hook: {(sentBack.ReviewerId == request.ReviewerId ? "You" : Mrkdwn.User(sentBack.ReviewerId))} sent it back, {When.At(sentBack.DecidedAt)}. You are asked again when it is ready."
                : "It changed since. You are asked again when it is ready.";
        }

        return null;
    }

    private static IEnumerable<Button> Rest(ReviewState state, ReviewRequest request)
    {
        if (state.Postmortem.Status == PostmortemStatus.Approved && state.IsAsked(request.ReviewerId))
            yield return Decide(state.Postmortem)[1];
        yield return Read(state.Postmortem) with { Text = state.Postmortem.IsOpen ? "Read the draft" : "Read the report" };
    }

    private static string Note(IReadOnlyList<ReviewRequest> requests) =>
        requests.Select(request => request.Note).FirstOrDefault(note => note.Length > 0) is { } note
            ? $"\n{EscapedText.Quote(note, 1000)}"
            : "";
}
