using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;
using PostmortemBot.Slack.Events;

namespace PostmortemBot.Features.Workspaces;

/// <summary>Slack allows no commands in threads; a mention is the way on from there.</summary>
public sealed partial class AnswerMention(PostmortemStore postmortems, ISlackClients slack, ILogger<AnswerMention> logger) : IEventHandler<AppMention>
{
    /// <summary>Handled by the intake; the value is the channel to start in.</summary>
    private const string StartActionId = CardActions.StartPostmortem;

    public async Task<Ack> Handle(EventCallback<AppMention> callback, CancellationToken cancellationToken)
    {
        var mention = callback.Event;
        // Another app's mention is not a question, and one that stands nowhere cannot be answered.
        if (mention.UserId is not { Length: > 0 } || mention.ChannelId is not { Length: > 0 } || mention.BotId is { Length: > 0 })
            return Ack.Done;

        var client = slack.For(callback.WorkspaceId);
        var postmortem = await postmortems.InChannelAsync(callback.WorkspaceId, mention.ChannelId, cancellationToken);
        var blocks = postmortem is null ? Offer(mention.ChannelId) : await PointAsync(client, postmortem, cancellationToken);
        var answer = new Message
        {
            Channel = mention.ChannelId,
            ThreadTs = mention.ThreadTs,
            Text = postmortem is null ? "Type /postmortem in this channel to start one." : Card.Text(postmortem),
            Blocks = blocks,
        };
        try
        {
            await client.Chat.PostEphemeral(mention.UserId, answer, cancellationToken);
        }
        catch (SlackApiException refused) when (!refused.MayPass)
        {
            // The channel or thread is gone, or whoever asked has left it: sent again, the event would end here again.
            NotAnswered(logger, callback.WorkspaceId, refused.Error);
        }

        return Ack.Done;
    }

    private static IReadOnlyList<Block> Offer(string channelId) =>
    [
        new SectionBlock { Text = new Markdown("There is no postmortem in this channel yet. Slack allows no commands in threads, but this button works everywhere:") },
        new ActionsBlock { Elements = [new Button { ActionId = StartActionId, Text = "Start a postmortem", Style = ButtonStyle.Primary, Value = channelId }] },
    ];

    private static async Task<IReadOnlyList<Block>> PointAsync(ISlackApiClient client, Postmortem postmortem, CancellationToken cancellationToken)
    {
        var card = await CardAsync(client, postmortem, cancellationToken);
        var where = card is null ? "`/postmortem` in the channel shows its card" : Mrkdwn.Link(card, "its card");
        return [new SectionBlock { Text = new Markdown($"{Card.Text(postmortem)}: {where}. From a thread, use a message's *Add to timeline*; in the channel, `/postmortem help` lists the rest.") }];
    }

    private static async Task<string?> CardAsync(ISlackApiClient client, Postmortem postmortem, CancellationToken cancellationToken)
    {
        try
        {
            return postmortem.CardTs is { } ts ? await client.Chat.GetPermalink(postmortem.ChannelId, ts, cancellationToken) : null;
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "channel_not_found")
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A mention in workspace {WorkspaceId} could not be answered: {Error}")]
    private static partial void NotAnswered(ILogger logger, string workspaceId, string error);
}
