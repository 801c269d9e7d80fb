namespace PostmortemBot.Slack.WebApi;

internal sealed class ChatApi(WorkspaceCalls calls) : IChatApi
{
    public Task<PostMessageResponse> PostMessage(Message message, CancellationToken cancellationToken = default)
    {
        Check(message);
        return calls.Post<PostMessageResponse>(SlackMethod.ChatPostMessage, message.Channel, message, cancellationToken);
    }

    public async Task<string> PostEphemeral(string userId, Message message, CancellationToken cancellationToken = default)
    {
        Check(message);
        var arguments = new { message.Channel, User = userId, message.Text, message.Blocks, message.MarkdownText, message.ThreadTs };
        return (await calls.Post<EphemeralAnswer>(SlackMethod.ChatPostEphemeral, message.Channel, arguments, cancellationToken)).MessageTs;
    }

    public Task<PostMessageResponse> Update(MessageUpdate update, CancellationToken cancellationToken = default)
    {
        SlackWire.Check(update);
        return calls.Call<PostMessageResponse>(SlackMethod.ChatUpdate, update, cancellationToken);
    }

    public Task Delete(string ts, string channelId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ChatDelete, new { Channel = channelId, Ts = ts }, cancellationToken);

    public async Task<ScheduledMessage> ScheduleMessage(Message message, DateTimeOffset postAt, CancellationToken cancellationToken = default)
    {
        Check(message);
        if (message.Metadata is not null) throw new ArgumentException("Slack does not post scheduled messages that carry metadata.", nameof(message));
        var arguments = new
        {
            message.Channel,
            PostAt = postAt.ToUnixTimeSeconds(),
            message.Text,
            message.Blocks,
            message.MarkdownText,
            message.ThreadTs,
            ReplyBroadcast = message.ReplyBroadcast ? true : (bool?)null,
            message.UnfurlLinks,
            message.UnfurlMedia,
        };
        var answer = await calls.Call<ScheduledAnswer>(SlackMethod.ChatScheduleMessage, arguments, cancellationToken);
        return new ScheduledMessage { Id = answer.ScheduledMessageId, ChannelId = answer.Channel, PostAt = answer.PostAt, Text = message.Text };
    }

    public Task DeleteScheduledMessage(string scheduledMessageId, string channelId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ChatDeleteScheduledMessage, new { Channel = channelId, ScheduledMessageId = scheduledMessageId }, cancellationToken);

    public Task Unfurl(string channelId, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken = default)
    {
        Check(unfurls);
        return calls.Do(SlackMethod.ChatUnfurl, new { Channel = channelId, Ts = ts, Unfurls = unfurls }, cancellationToken);
    }

    public Task UnfurlById(string source, string unfurlId, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancellationToken = default)
    {
        Check(unfurls);
        return calls.Do(SlackMethod.ChatUnfurl, new { Source = source, UnfurlId = unfurlId, Unfurls = unfurls }, cancellationToken);
    }

    public async Task<string> GetPermalink(string channelId, string ts, CancellationToken cancellationToken = default)
    {
        var arguments = new SlackArguments { ["channel"] = channelId, ["message_ts"] = ts };
        return (await calls.Call<PermalinkAnswer>(SlackMethod.ChatGetPermalink, arguments, cancellationToken)).Permalink;
    }

    private static void Check(Message message)
    {
        if (string.IsNullOrEmpty(message.Channel)) throw new ArgumentException("A message that is posted needs a channel.", nameof(message));
        SlackWire.Check(message);
    }

    private static void Check(IReadOnlyDictionary<string, Unfurl> unfurls)
    {
        if (unfurls.Count == 0) throw new ArgumentException("There is nothing to show.", nameof(unfurls));
        foreach (var unfurl in unfurls.Values) Blocks.BlockLimits.Check(unfurl.Blocks);
    }

    private sealed record ScheduledAnswer(string ScheduledMessageId = "", string Channel = "", long PostAt = 0);

    private sealed record EphemeralAnswer(string MessageTs = "");

    private sealed record PermalinkAnswer(string Permalink = "");
}
