using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// Makes every message about an item say what the database says: the one in the channel and those to its owners. Posts
/// what has not been posted yet, and has the reminders that speak of it drawn again.
/// </summary>
public sealed partial class ShowItemJob(
    PostgresDatabase database,
    ActionItemStore store,
    ItemMessageStore messages,
    FollowUps followUps,
    PostmortemStore postmortems,
    Deliveries deliveries,
    IEnumerable<IItemAddition> additions,
    IEnumerable<IItemListener> listeners,
    ISlackClients slack,
    ILogger<ShowItemJob> logger) : IJob
{
    public const string Name = "action-items.show";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        // One at a time for each item, else it could be posted twice.
        database.AloneAsync($"action item {subject.Id}", () => ShowAsync(subject, cancellationToken), cancellationToken);

    private async Task ShowAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } item)
            return;

        foreach (var listener in listeners)
            await listener.ChangedAsync(item.WorkspaceId, item.ActionItemId, cancellationToken);
        var added = await AddedAsync(item, cancellationToken);
        await TryAsync(item, () => ShowInChannelAsync(item, added, cancellationToken));
        foreach (var request in await messages.RequestsAsync(item.WorkspaceId, item.ActionItemId, cancellationToken))
            await TryAsync(item, () => ShowToOwnerAsync(item, request, added, cancellationToken));
        await followUps.AddAsync(new FollowUp(item.WorkspaceId, ReminderJobs.Redraw, item.ActionItemId), cancellationToken);
    }

    private async Task<IReadOnlyList<Slack.Blocks.Block>> AddedAsync(ActionItem item, CancellationToken cancellationToken)
    {
        var blocks = new List<Slack.Blocks.Block>();
        // Nobody works on an item of a cancelled postmortem, so there is nothing to offer.
        foreach (var addition in item.IsCancelled ? [] : additions)
        {
            if (await addition.DescribeAsync(item.WorkspaceId, item.ActionItemId, cancellationToken) is { } described)
                blocks.AddRange(described.Blocks());
        }

        return blocks;
    }

    private async Task ShowInChannelAsync(ActionItem item, IReadOnlyList<Slack.Blocks.Block> added, CancellationToken cancellationToken)
    {
        var text = ItemMessage.InChannelText(item);
        Slack.Blocks.Block[] blocks = [.. ItemMessage.InChannel(item), .. added];
        if (item is { MessageChannelId: { } channel, MessageTs: { } ts } && await UpdateAsync(item.WorkspaceId, channel, ts, text, blocks, cancellationToken))
            return;
        if (item.IsCancelled)
            return;

        // A message that somebody deleted is another occasion.
        var key = item.MessageTs is { } gone ? $"item:{item.ActionItemId}:{gone}" : $"item:{item.ActionItemId}";
        var posted = await deliveries.PostAsync(
            item.WorkspaceId, key, new Message { Channel = item.ChannelId, ThreadTs = item.CardTs, Text = text, Blocks = blocks }, cancellationToken);
        await messages.SetMessageAsync(item, posted.ChannelId, posted.Ts, cancellationToken);
    }

    private async Task ShowToOwnerAsync(ActionItem item, OwnerRequest request, IReadOnlyList<Slack.Blocks.Block> added, CancellationToken cancellationToken)
    {
        // Whoever has left the private channel since keeps the message as it was.
        if (await postmortems.FindAsync(new Reader(item.WorkspaceId, request.OwnerId), item.PostmortemId, cancellationToken) is null)
            return;

        var text = ItemMessage.AskingText(item, request);
        Slack.Blocks.Block[] blocks = [.. ItemMessage.Asking(item, request), .. item.OwnerId == request.OwnerId ? added : []];
        if (request is { MessageChannelId: { } channel, MessageTs: { } ts })
        {
            await UpdateAsync(item.WorkspaceId, channel, ts, text, blocks, cancellationToken);
            return;
        }

        var isToldOf = item.OwnerId == request.OwnerId || (item.IsWaiting && item.PreviousOwnerId == request.OwnerId);
        if (!isToldOf || !item.IsOpen || item.IsCancelled)
            return;
        var posted = await deliveries.PostAsync(
            item.WorkspaceId, $"item-request:{item.ActionItemId}:{request.OwnerId}:{request.AskedAt.UtcTicks}", new Message { Channel = request.OwnerId, Text = text, Blocks = blocks }, cancellationToken);
        await messages.SetRequestMessageAsync(request, posted.ChannelId, posted.Ts, cancellationToken);
    }

    /// <summary>False: the message is gone.</summary>
    private async Task<bool> UpdateAsync(
        string workspaceId, string channelId, string ts, string text, IReadOnlyList<Slack.Blocks.Block> blocks, CancellationToken cancellationToken)
    {
        try
        {
            await slack.For(workspaceId).Chat.Update(new MessageUpdate { ChannelId = channelId, Ts = ts, Text = text, Blocks = blocks }, cancellationToken);
            return true;
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message")
        {
            return false;
        }
    }

    /// <summary>A place that cannot be written to does not keep the others from being told; the item is stored either way.</summary>
    private async Task TryAsync(ActionItem item, Func<Task> show)
    {
        try
        {
            await show();
        }
        catch (SlackApiException refused) when (Unreachable.Is(refused))
        {
            CannotShow(logger, item.Key, refused.Method, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Item} cannot be shown: {Method} said {Error}")]
    private static partial void CannotShow(ILogger logger, string item, string method, string error);
}

/// <summary>Answers of Slack that trying again will not change.</summary>
internal static class Unreachable
{
    public static bool Is(SlackApiException refused) => refused.Error is
        "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action" or "thread_not_found"
        or "user_not_found" or "user_disabled" or "user_not_visible" or "messages_tab_disabled" or "cannot_dm_bot"
        or "message_not_found" or "cant_update_message";
}
