using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Asks again on the next working day. The due date stays what it is.</summary>
public sealed class SnoozeReminder(
    ActionItemStore store,
    ActionItemAccess access,
    People people,
    SettingsStore settings,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "actions.snooze";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        var now = clock.GetUtcNow();
        var person = await people.GetAsync(request.WorkspaceId, request.UserId, cancellationToken);
        var chosen = await settings.GetAsync(request.WorkspaceId, cancellationToken);
        await store.SnoozeAsync(item, DueDays.NextWorkingDay(Zones.Today(person.Zone, now), chosen), now, cancellationToken);
        return Ack.Done;
    }
}
