using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Home;

/// <summary>Somebody looks at the Home tab: remember that they do, and draw it.</summary>
public sealed class OpenHome(HomeStore store, TimeProvider clock) : IEventHandler<AppHomeOpened>
{
    public async Task<Ack> Handle(EventCallback<AppHomeOpened> callback, CancellationToken cancellationToken)
    {
        // The same event tells that the messages tab was opened, where nothing is drawn.
        if (callback.Event.Tab == "home" && callback.Event.UserId.Length > 0)
            await store.OpenedAsync(new Reader(callback.WorkspaceId, callback.Event.UserId), clock.GetUtcNow(), cancellationToken);
        return Ack.Done;
    }
}
