using PostmortemBot.Database;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Makes the card in the channel say what the database says. Posts and pins it the first time.</summary>
public sealed partial class RefreshCardJob(
    PostgresDatabase database,
    PostmortemStore store,
    IEnumerable<ICardStep> steps,
    IEnumerable<IChangeListener> listeners,
    Deliveries deliveries,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<RefreshCardJob> logger) : IJob
{
    private readonly IReadOnlyList<ICardStep> _steps = [.. steps.OrderBy(step => step.Order)];

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        // One at a time for each card, else an older drawing could land on a newer one.
        database.AloneAsync($"card {subject.Id}", () => RefreshAsync(subject, cancellationToken), cancellationToken);

    private async Task RefreshAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var postmortem = await store.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken);
        if (postmortem is null)
            return;

        // Before the card says so: what it calls published can be found.
        foreach (var listener in listeners)
            await listener.ChangedAsync(postmortem, cancellationToken);
        var blocks = Card.Blocks(postmortem, await DescribeAsync(postmortem, cancellationToken));
        try
        {
            if (postmortem.CardTs is null || !await UpdateAsync(postmortem, blocks, cancellationToken))
                await PostAsync(postmortem, blocks, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action")
        {
            CannotPost(logger, postmortem.Key, postmortem.ChannelId, refused.Error);
            await TellFacilitatorAsync(postmortem, refused.Error, subject.Run, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<CardStep>> DescribeAsync(Postmortem postmortem, CancellationToken cancellationToken)
    {
        var described = new List<CardStep>(_steps.Count);
        foreach (var step in _steps)
            described.Add(await step.DescribeAsync(postmortem, cancellationToken));
        return described;
    }

    private async Task<bool> UpdateAsync(Postmortem postmortem, IReadOnlyList<Slack.Blocks.Block> blocks, CancellationToken cancellationToken)
    {
        try
        {
            var update = new MessageUpdate { ChannelId = postmortem.ChannelId, Ts = postmortem.CardTs!, Text = Card.Text(postmortem), Blocks = blocks };
            await slack.For(postmortem.WorkspaceId).Chat.Update(update, cancellationToken);
            return true;
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message")
        {
            return false;
        }
    }

    private async Task PostAsync(Postmortem postmortem, IReadOnlyList<Slack.Blocks.Block> blocks, CancellationToken cancellationToken)
    {
        // A card that somebody deleted is another occasion.
        var key = postmortem.CardTs is { } gone ? $"card:{postmortem.PostmortemId}:{gone}" : $"card:{postmortem.PostmortemId}";
        var card = await deliveries.PostAsync(
            postmortem.WorkspaceId, key, new Message { Channel = postmortem.ChannelId, Text = Card.Text(postmortem), Blocks = blocks }, cancellationToken);
        await store.SetCardAsync(postmortem.WorkspaceId, postmortem.PostmortemId, card.Ts, clock.GetUtcNow(), cancellationToken);
    }

    private async Task TellFacilitatorAsync(Postmortem postmortem, string error, string run, CancellationToken cancellationToken)
    {
        if (postmortem.CardTs is not null)
            return;
        var way = error is "is_archived"
            ? "The channel is archived. Unarchive it, then type `/postmortem card` there."
            : "Invite me there with `/invite @postmortem`, then type `/postmortem card`.";
        var text = $"I stored {postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}, but I could not post its card in {Mrkdwn.Channel(postmortem.ChannelId)}. {way}";
        await deliveries.PostAsync(postmortem.WorkspaceId, $"card-refused:{postmortem.PostmortemId}:{run}", new Message { Channel = postmortem.FacilitatorId, Text = text }, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The card of {Postmortem} cannot be posted in {Channel}: {Error}")]
    private static partial void CannotPost(ILogger logger, string postmortem, string channel, string error);
}

/// <summary>Pins a card that has just been posted. On its own, so that a pause between the two forgets neither.</summary>
public sealed partial class PinCardJob(PostmortemStore store, ISlackClients slack, ILogger<PinCardJob> logger) : IJob
{
    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { CardTs: { } ts } postmortem)
            return;
        try
        {
            await slack.For(subject.WorkspaceId).Pins.AddMessage(postmortem.ChannelId, ts, cancellationToken);
        }
        catch (SlackApiException refused) when (!refused.MayPass && !refused.IsTokenDead)
        {
            // A channel full of pins, or one that does not allow them: the card works unpinned.
            NotPinned(logger, postmortem.Key, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The card of {Postmortem} could not be pinned: {Error}")]
    private static partial void NotPinned(ILogger logger, string postmortem, string error);
}

/// <summary>Reads a channel's members again; see <see cref="AccessRule"/>.</summary>
public sealed class SyncMembersJob(PostmortemStore store, Channels channels) : IJob
{
    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken) is { } postmortem)
            await channels.SyncMembersAsync(postmortem.WorkspaceId, postmortem.ChannelId, cancellationToken);
    }
}
