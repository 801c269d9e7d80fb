using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Opens one item with everything about it.</summary>
public sealed class ShowItem(ActionItemAccess access, ItemScreens screens, ISlackClients slack) : IBlockActionHandler
{
    public const string Id = "actions.open";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, request.ItemId(), cancellationToken);

    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.OpenOverAsync(request, await screens.ItemAsync(item, request.Subject(item), cancellationToken), cancellationToken);
        return Ack.Done;
    }
}
