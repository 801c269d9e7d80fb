using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Review;

/// <summary>Somebody was asked to read a revision.</summary>
public sealed record ReviewRequest
{
    public required string ReviewerId { get; init; }
    public required int Revision { get; init; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required string Note { get; init; }
    public DateTimeOffset? WithdrawnAt { get; init; }
    public string? MessageChannelId { get; init; }
    public string? MessageTs { get; init; }

    /// <summary>The request the direct message was sent for; older than <see cref="RequestedAt"/> when asked again since.</summary>
    public DateTimeOffset? MessageFor { get; init; }

    public bool NeedsMessage => WithdrawnAt is null && MessageFor != RequestedAt;
}

/// <summary>What a reviewer decided. It stays, whatever is decided later.</summary>
public sealed record SignOff
{
    public required Guid SignOffId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required int Revision { get; init; }
    public required string ReviewerId { get; init; }
    public required string Decision { get; init; }
    public required string Comment { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
}

public static class Decision
{
    public const string Approved = "approved";
    public const string SentBack = "sent_back";
}

/// <summary>Where the review of one postmortem stands.</summary>
public sealed record ReviewState
{
    public required Postmortem Postmortem { get; init; }

    /// <summary>Counts the rounds: sending back, and asking again after an approval, begin the next one.</summary>
    public required int Revision { get; init; }

    public required IReadOnlyList<ReviewRequest> Requests { get; init; }

    /// <summary>In the order in which they were given.</summary>
    public required IReadOnlyList<SignOff> SignOffs { get; init; }

    /// <summary>Whose decision counts in this round.</summary>
    public IReadOnlyList<ReviewRequest> Asked => [.. Requests.Where(request => request.Revision == Revision && request.WithdrawnAt is null)];

    /// <summary>The first signature of this round: a later one does not replace it.</summary>
    public SignOff? Approval => SignOffs.FirstOrDefault(given => given.Revision == Revision && given.Decision == Decision.Approved);

    /// <summary>The comment this round began with, when it began by being sent back.</summary>
    public SignOff? SentBack => SignOffs.LastOrDefault(given => given.Revision == Revision - 1 && given.Decision == Decision.SentBack);

    public bool IsAsked(string userId) => Asked.Any(request => request.ReviewerId == userId);

    public Problem? WhyNotApprove(string userId)
    {
        if (WhyNotDecide(userId) is { } problem)
            return problem;
        return Postmortem.Status == PostmortemStatus.Approved && Approval is { } first
            ? new Problem(first.ReviewerId == userId
                ? $"You approved {Postmortem.Key} already, {When.At(first.DecidedAt)}. That signature stands; nothing more is needed."
                : $"{Slack.Mrkdwn.User(first.ReviewerId)} approved {Postmortem.Key} already, {When.At(first.DecidedAt)}. That signature stands; nothing more is needed.")
            : null;
    }

    public Problem? WhyNotDecide(string userId)
    {
        if (Postmortem.WhyNotEditable() is { } closed)
            return closed;
        if (Postmortem.FacilitatorId == userId)
            return new Problem($"You lead {Postmortem.Key}, so somebody else signs it off: a second pair of eyes finds what the first is used to. Press *Request review* to ask a colleague.");
        if (Postmortem.Status == PostmortemStatus.Draft)
        {
            return new Problem(SentBack is { } sentBack
                ? $"{Slack.Mrkdwn.User(sentBack.ReviewerId)} sent {Postmortem.Key} back, {When.At(sentBack.DecidedAt)}, and it is being worked on. The reviewers are asked again when it is ready."
                : $"{Postmortem.Key} is a draft and nobody has asked for a review yet. *Request review* on its card does.");
        }

        return IsAsked(userId)
            ? null
            : new Problem($"You were not asked to review {Postmortem.Key}, so your decision would not count yet. Press *Request review* on its card, add yourself to the reviewers, and decide then.");
    }
}
