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
        var arguments = new { message.Channel, User = userId, message.Text, message.Blocks, message.ThreadTs };
        return (await calls.Post<EphemeralAnswer>(SlackMethod.ChatPostEphemeral, message.Channel, arguments, cancellationToken)).MessageTs;
    }

    public Task<PostMessageResponse> Update(MessageUpdate update, CancellationToken cancellationToken = default)
    {
        SlackWire.Check(update);
        return calls.Call<PostMessageResponse>(SlackMethod.ChatUpdate, update, cancellationToken);
    }

    public Task Delete(string ts, string channelId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ChatDelete, new { Channel = channelId, Ts = ts }, cancellationToken);

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

    private sealed record EphemeralAnswer(string MessageTs = "");

    private sealed record PermalinkAnswer(string Permalink = "");
}
