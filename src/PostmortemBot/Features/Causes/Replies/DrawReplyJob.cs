using System.Security.Cryptography;
using System.Text.Json;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Says in the thread, without ringing for anybody, what a reply was taken for and what became of it.</summary>
public sealed class DrawReplyJob(
    PostgresDatabase database,
    RepliesStore store,
    CausesStore causes,
    PostmortemStore postmortems,
    ThreadStore thread,
    ReplyAccess access,
    People people,
    Deliveries deliveries,
    ISlackClients slack) : IJob
{
    public const string Name = "whys.reply";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"whys reply {subject.Id}", () => DrawAsync(subject, cancellationToken), cancellationToken);

    private async Task DrawAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } reply)
            return;
        // Taken back before anything was said of it.
        if (reply is { ReplyTs: null, State: ReplyState.Withdrawn })
            return;
        if (await postmortems.GetAsync(subject.WorkspaceId, reply.PostmortemId, cancellationToken) is not { } postmortem)
            return;
        var graph = await causes.GraphAsync(subject.WorkspaceId, reply.PostmortemId, cancellationToken);
        var root = (await thread.ListAsync(subject.WorkspaceId, reply.PostmortemId, cancellationToken)).FirstOrDefault(prompt => prompt.Part == Prompt.Root);
        if (graph.Top is null || root is null)
            return;

        var found = new ReplyAtHand { Reply = reply, Postmortem = postmortem, Graph = graph };
        var decider = await access.DeciderAsync(postmortem, cancellationToken);
        var blocks = ReplyBlocks.Message(
            found,
            await people.NameAsync(reply.WorkspaceId, reply.AuthorId, cancellationToken),
            decider is null ? null : await people.NameAsync(reply.WorkspaceId, decider, cancellationToken),
            reply.DecidedBy is null ? null : await people.NameAsync(reply.WorkspaceId, reply.DecidedBy, cancellationToken));
        var text = ReplyBlocks.Text(reply);
        var hash = ThreadStore.Mark(postmortem) + Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { text, blocks }, SlackJson.Options)));
        if (hash == reply.DrawnHash)
            return;

        try
        {
            if (reply.ReplyTs is { } ts)
                await slack.For(reply.WorkspaceId).Chat.Update(new MessageUpdate { ChannelId = reply.ChannelId, Ts = ts, Text = text, Blocks = blocks }, cancellationToken);
            var replyTs = reply.ReplyTs ?? (await deliveries.PostAsync(
                reply.WorkspaceId,
                $"whys-reply:{reply.ReplyId}",
                new Message { Channel = reply.ChannelId, ThreadTs = root.MessageTs, Text = text, Blocks = blocks },
                cancellationToken)).Ts;
            await store.DrawnAsync(reply, replyTs, hash, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message" or "thread_not_found" or "not_in_channel" or "channel_not_found" or "is_archived")
        {
            // The reply is kept; only the words about it have no place any more.
        }
    }
}
