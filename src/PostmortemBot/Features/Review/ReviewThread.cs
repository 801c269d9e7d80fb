using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Review;

/// <summary>The messages a review lives in: the thread under the card, and the reviewers' direct messages.</summary>
public sealed partial class ReviewThread(Deliveries deliveries, ISlackClients slack, ILogger<ReviewThread> logger)
{
    /// <summary>Says something in the thread under the card, once for a key.</summary>
    public async Task PostOnceAsync(Postmortem postmortem, string key, string text, CancellationToken cancellationToken)
    {
        try
        {
            var message = new Message { Channel = postmortem.ChannelId, ThreadTs = postmortem.CardTs, Text = text, Blocks = [new SectionBlock { Text = new Markdown(text) }] };
            await deliveries.PostAsync(postmortem.WorkspaceId, key, message, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action")
        {
            // The direct messages carry the same; the card's own job tells the facilitator about the channel.
            NotPosted(logger, postmortem.Key, postmortem.ChannelId, refused.Error);
        }
    }

    /// <summary>Draws a reviewer's message again from what is stored.</summary>
    public Task RefreshAsync(ReviewState state, ReviewRequest request, CancellationToken cancellationToken) =>
        UpdateAsync(state.Postmortem, request, ReviewMessages.Text(state), ReviewMessages.Blocks(state, request), cancellationToken);

    public Task CloseAsync(Postmortem postmortem, ReviewRequest request, string words, CancellationToken cancellationToken) =>
        UpdateAsync(postmortem, request, words, [new SectionBlock { Text = new Markdown($"*{ReviewMessages.Name(postmortem)}*\n{words}") }], cancellationToken);

    private async Task UpdateAsync(Postmortem postmortem, ReviewRequest request, string text, IReadOnlyList<Block> blocks, CancellationToken cancellationToken)
    {
        if (request.MessageChannelId is not { } channel || request.MessageTs is not { } ts)
            return;

        try
        {
            await slack.For(postmortem.WorkspaceId).Chat.Update(new MessageUpdate { ChannelId = channel, Ts = ts, Text = text, Blocks = blocks }, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message" or "channel_not_found" or "edit_window_closed")
        {
            NotUpdated(logger, postmortem.Key, gone.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The thread of {Postmortem} in {Channel} could not be written to: {Error}")]
    private static partial void NotPosted(ILogger logger, string postmortem, string channel, string error);

    [LoggerMessage(Level = LogLevel.Information, Message = "A review message of {Postmortem} is gone: {Error}")]
    private static partial void NotUpdated(ILogger logger, string postmortem, string error);
}
