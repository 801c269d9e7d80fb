using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Takes a cause off the fishbone, or those apart that were grouped. Both can be undone.</summary>
public sealed class TakeOff(
    NotesStore notes,
    FishboneAccess access,
    ShowFishbone list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.NoteAsync(request, removedToo: false, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var now = clock.GetUtcNow();
        var apart = request.Action.ChosenValue!.StartsWith("apart ", StringComparison.Ordinal);
        var mayChange = apart
            ? await notes.TakeApartAsync(found.Note, request.UserId, now, cancellationToken)
            : await notes.RemoveAsync(found.Note, isRemoved: true, request.UserId, now, cancellationToken);
        if (!mayChange)
            return await slack.TellAsync(request, FishboneAccess.Late, cancellationToken);

        var undo = apart ? null : new Undo("off", found.Note.NoteId, null, "Taken off the fishbone.");
        await list.FollowAsync(new Reader(request.WorkspaceId, request.UserId), request.View?.Id, FishboneTarget.In(request.View?.PrivateMetadata, found.Postmortem.PostmortemId), undo, cancellationToken);
        return Ack.Done;
    }
}
