using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Review;

/// <summary>Signs a postmortem off. The first signature stays.</summary>
public sealed class Approve(
    ReviewStore store,
    PostmortemAccess access,
    PostmortemStore postmortems,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<Approve> logger) : IBlockActionHandler
{
    public const string ActionId = "review.approve";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var state = await store.StateAsync(postmortem, cancellationToken);
        if (state.WhyNotApprove(request.UserId) is { } refused)
            return await slack.TellAsync(request, refused, cancellationToken);

        var by = new Reader(request.WorkspaceId, request.UserId);
        if (await store.ApproveAsync(by, postmortem.PostmortemId, clock.GetUtcNow(), cancellationToken))
            return await slack.TellDoneAsync(request, $"You approved *{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}*. Thank you for reading it. It can be published now.", logger, cancellationToken);

        // Somebody else was a moment faster; say what they did.
        var now = await postmortems.FindAsync(by, postmortem.PostmortemId, cancellationToken);
        var overtaken = now is null ? PostmortemAccess.NotFound : (await store.StateAsync(now, cancellationToken)).WhyNotApprove(request.UserId);
        return await slack.TellAsync(request, overtaken ?? new Problem($"{postmortem.Key} changed at that moment and your approval was not stored. Press *Approve* once more."), cancellationToken);
    }
}
