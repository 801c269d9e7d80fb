using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Timeline;

/// <summary>A reaction puts a message on the timeline; taking the reaction back takes the entry off again.</summary>
public sealed class CaptureReaction(PostmortemStore postmortems, SettingsStore settings, FollowUps followUps)
    : IEventHandler<ReactionAdded>, IEventHandler<ReactionRemoved>
{
    public Task<Ack> Handle(EventCallback<ReactionAdded> callback, CancellationToken cancellationToken) =>
        FollowAsync(callback.WorkspaceId, CaptureMessageJob.Name, callback.Event.Reaction, callback.Event.UserId, callback.Event.Item, cancellationToken);

    public Task<Ack> Handle(EventCallback<ReactionRemoved> callback, CancellationToken cancellationToken) =>
        FollowAsync(callback.WorkspaceId, ReleaseMessageJob.Name, callback.Event.Reaction, callback.Event.UserId, callback.Event.Item, cancellationToken);

    private async Task<Ack> FollowAsync(string workspaceId, string job, string reaction, string userId, ReactionItem item, CancellationToken cancellationToken)
    {
        if (item is not { Type: "message", ChannelId: { Length: > 0 } channel, Ts: { Length: > 0 } ts })
            return Ack.Done;
        // A job's argument holds the three with spaces between.
        if (channel.Contains(' ') || ts.Contains(' ') || userId.Length == 0 || userId.Contains(' '))
            return Ack.Done;
        var chosen = (await settings.GetAsync(workspaceId, cancellationToken)).TimelineReaction;
        if (reaction != chosen)
            return Ack.Done;
        if (await postmortems.InChannelAsync(workspaceId, channel, cancellationToken) is not { IsOpen: true } postmortem)
            return Ack.Done;

        await followUps.AddAsync(new FollowUp(workspaceId, job, postmortem.PostmortemId, new ReactedMessage(channel, ts, userId).ToString()), cancellationToken);
        return Ack.Done;
    }
}

/// <summary>Which message, and who reacted, as a job's argument.</summary>
public sealed record ReactedMessage(string Channel, string Ts, string UserId)
{
    public override string ToString() => $"{Channel} {Ts} {UserId}";

    public static ReactedMessage Parse(string argument) => argument.Split(' ') is [var channel, var ts, var userId]
        ? new ReactedMessage(channel, ts, userId)
        : throw new FormatException("A reacted message is written as channel, ts and person.");
}
