using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Workspaces;

/// <summary>Slack tells what changes among people and channels; the access rule depends on it.</summary>
public sealed class KeepFresh(ChannelStore store, Channels channels, People people, UserGroups groups) :
    IEventHandler<MemberJoinedChannel>,
    IEventHandler<MemberLeftChannel>,
    IEventHandler<ChannelRename>,
    IEventHandler<ChannelArchive>,
    IEventHandler<ChannelUnarchive>,
    IEventHandler<UserChange>,
    IEventHandler<SubteamCreated>,
    IEventHandler<SubteamUpdated>
{
    public async Task<Ack> Handle(EventCallback<MemberJoinedChannel> callback, CancellationToken cancellationToken)
    {
        await store.AddMemberAsync(callback.WorkspaceId, callback.Event.ChannelId, callback.Event.UserId, cancellationToken);
        return Ack.Done;
    }

    public async Task<Ack> Handle(EventCallback<MemberLeftChannel> callback, CancellationToken cancellationToken)
    {
        await store.RemoveMemberAsync(callback.WorkspaceId, callback.Event.ChannelId, callback.Event.UserId, cancellationToken);
        return Ack.Done;
    }

    public Task<Ack> Handle(EventCallback<ChannelRename> callback, CancellationToken cancellationToken) =>
        LookAgainAsync(callback.WorkspaceId, callback.Event.ChannelId, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelArchive> callback, CancellationToken cancellationToken) =>
        LookAgainAsync(callback.WorkspaceId, callback.Event.ChannelId, cancellationToken);

    public Task<Ack> Handle(EventCallback<ChannelUnarchive> callback, CancellationToken cancellationToken) =>
        LookAgainAsync(callback.WorkspaceId, callback.Event.ChannelId, cancellationToken);

    public async Task<Ack> Handle(EventCallback<UserChange> callback, CancellationToken cancellationToken)
    {
        if (callback.Event.User.Id.Length > 0)
            await people.SaveAsync(callback.WorkspaceId, callback.Event.User, cancellationToken);
        return Ack.Done;
    }

    public Task<Ack> Handle(EventCallback<SubteamCreated> callback, CancellationToken cancellationToken) => ForgetGroups(callback.WorkspaceId);

    public Task<Ack> Handle(EventCallback<SubteamUpdated> callback, CancellationToken cancellationToken) => ForgetGroups(callback.WorkspaceId);

    private Task<Ack> ForgetGroups(string workspaceId)
    {
        groups.Forget(workspaceId);
        return Task.FromResult(Ack.Done);
    }

    private async Task<Ack> LookAgainAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        await channels.LookUpAsync(workspaceId, channelId, cancellationToken);
        return Ack.Done;
    }
}
