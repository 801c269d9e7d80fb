using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Takes a cause out with what hangs from it alone, and puts it back.</summary>
public sealed class RemoveCause(
    CausesStore store,
    CausesAccess access,
    ShowCauses list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "whys.remove";
    public const string PutBackId = "whys.put_back";

    private static readonly Problem TheProblem = new("The problem itself stays: everything hangs from it. Edit its words instead.");
    private static readonly Problem StillOut = new("What it hung from was taken out as well, or its question was taken up again. Put that back first, or write the cause anew.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var putBack = request.Action.ActionId == PutBackId;
        var result = await access.ForChangingAsync(reader, CausesAccess.Chosen(request.Action), request.ChannelId, removedToo: putBack, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (!putBack && found.Cause.IsTop && found.Graph.Tops.Count < 2)
            return await slack.TellAsync(request, TheProblem, cancellationToken);

        var now = clock.GetUtcNow();
        var mayChange = putBack
            ? await store.PutBackAsync(found.Cause, request.UserId, now, cancellationToken)
            : await store.RemoveAsync(found.Cause, found.Graph.TakenWith(found.Cause.CauseId), request.UserId, now, cancellationToken);
        if (!mayChange)
            return await slack.TellAsync(request, CausesAccess.Late, cancellationToken);

        if (request.View is { } view)
        {
            var page = new CausesPage(found.Postmortem.PostmortemId, CausesPage.Parse(view.PrivateMetadata)?.Page ?? 0);
            await list.FollowAsync(reader, view.Id, page, putBack ? null : found.Cause.CauseId, cancellationToken);
        }

        if (!putBack)
            return Ack.Done;
        var graph = await store.GraphAsync(request.WorkspaceId, found.Postmortem.PostmortemId, cancellationToken);
        return graph.Find(found.Cause.CauseId) is null ? await slack.TellAsync(request, StillOut, cancellationToken) : Ack.Done;
    }
}
