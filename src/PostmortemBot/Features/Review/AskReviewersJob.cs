using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Review;

/// <summary>Tells the channel and each reviewer that a review is wanted.</summary>
public sealed partial class AskReviewersJob(
    PostgresDatabase database,
    ReviewStore store,
    PostmortemStore postmortems,
    ReviewThread thread,
    Deliveries deliveries,
    ISlackClients slack,
    ILogger<AskReviewersJob> logger) : IJob
{
    public const string Name = "review.ask";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        // One at a time for each postmortem, so that nobody gets the same message twice.
        database.AloneAsync($"review {subject.Id}", () => AskAsync(subject, cancellationToken), cancellationToken);

    private async Task AskAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } postmortem)
            return;

        var state = await store.StateAsync(postmortem, cancellationToken);
        if (postmortem.Status == PostmortemStatus.InReview && state.Asked.Count > 0)
            await thread.PostOnceAsync(postmortem, $"review:{postmortem.PostmortemId}:{postmortem.ReviewRequestedAt?.UtcTicks}", ReviewMessages.Asked(state), cancellationToken);
        foreach (var request in state.Requests)
        {
            if (request.NeedsMessage && state.IsAsked(request.ReviewerId) && postmortem.Status == PostmortemStatus.InReview)
                await SendAsync(state, request, cancellationToken);
            else
                await thread.RefreshAsync(state, request, cancellationToken);
        }
    }

    private async Task SendAsync(ReviewState state, ReviewRequest request, CancellationToken cancellationToken)
    {
        var client = slack.For(state.Postmortem.WorkspaceId);
        try
        {
            var channel = await client.Conversations.Open([request.ReviewerId], cancellationToken);
            // The older message stays in the conversation; only the newer one may ask.
            if (request.MessageTs is not null)
                await thread.CloseAsync(state.Postmortem, request, "You are asked again; see the newer message.", cancellationToken);
            var message = new Message { Channel = channel, Text = ReviewMessages.Text(state), Blocks = ReviewMessages.Blocks(state, request) };
            var key = $"review-request:{state.Postmortem.PostmortemId}:{request.ReviewerId}:{request.RequestedAt.UtcTicks}";
            var posted = await deliveries.PostAsync(state.Postmortem.WorkspaceId, key, message, cancellationToken);
            await store.SetMessageAsync(state.Postmortem, request, posted.ChannelId, posted.Ts, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "cannot_dm_bot" or "user_not_found" or "user_disabled" or "messages_tab_disabled" or "user_is_bot")
        {
            // The mention in the thread reaches them, or nothing does.
            NotSent(logger, state.Postmortem.Key, request.ReviewerId, refused.Error);
            await store.SetMessageAsync(state.Postmortem, request, channelId: null, ts: null, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The review of {Postmortem} could not be sent to {Reviewer}: {Error}")]
    private static partial void NotSent(ILogger logger, string postmortem, string reviewer, string error);
}

/// <summary>Says what was decided, and closes the messages that still ask.</summary>
public sealed class DecidedJob(PostgresDatabase database, ReviewStore store, PostmortemStore postmortems, ReviewThread thread) : IJob
{
    public const string Name = "review.decided";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"review decision {subject.Id}", () => TellAsync(subject, cancellationToken), cancellationToken);

    private async Task TellAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindSignOffAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } given)
            return;
        if (await postmortems.GetAsync(subject.WorkspaceId, given.PostmortemId, cancellationToken) is not { } postmortem)
            return;

        await thread.PostOnceAsync(postmortem, $"decision:{given.SignOffId}", ReviewMessages.Decided(postmortem, given), cancellationToken);
        var state = await store.StateAsync(postmortem, cancellationToken);
        foreach (var request in state.Requests)
            await thread.RefreshAsync(state, request, cancellationToken);
    }
}
