using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Loops;

/// <summary>Still true, not any more, or later: the answer to the question whether something in place still is.</summary>
public sealed class AnswerLoop(LoopStore store, PostmortemAccess access, People people, ISlackClients slack, TimeProvider clock) : IBlockActionHandler
{
    public const string TrueId = "loops.still_true";
    public const string NotTrueId = "loops.not_true";
    public const string LaterId = "loops.later";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        if (!Guid.TryParse(request.Action.ChosenValue, out var id) || await store.FindAsync(request.WorkspaceId, id, cancellationToken) is not { } entry)
            return await slack.TellAsync(request, PostmortemAccess.NotFound, cancellationToken);
        var result = await access.ForReadingAsync(reader, entry.PostmortemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out _))
            return await slack.TellAsync(request, problem, cancellationToken);
        // Pressed twice, or on an old message: the first answer stands until the next question.
        if (entry.AnsweredAt is not null || request.Message?.Ts != entry.MessageTs)
            return Ack.Done;

        var now = clock.GetUtcNow();
        var today = Zones.Today((await people.GetAsync(request.WorkspaceId, request.UserId, cancellationToken)).Zone, now);
        var (state, verifyOn) = request.Action.ActionId switch
        {
            TrueId => (LoopStates.Verified, (DateOnly?)today.AddDays(LoopDays.Verify)),
            NotTrueId => (LoopStates.NotTrue, null),
            _ => (entry.State, today.AddDays(LoopDays.Later)),
        };
        await store.AnswerAsync(entry, state, verifyOn, request.UserId, now, cancellationToken);
        return Ack.Done;
    }
}
