using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Timeline;

/// <summary>Reads the message somebody reacted to and puts it on the timeline.</summary>
public sealed class CaptureMessageJob(
    TimelineStore store,
    PostmortemAccess access,
    ReadableText readable,
    ISlackClients slack,
    TimeProvider clock) : IJob
{
    public const string Name = "timeline.capture";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var (channel, ts, userId) = ReactedMessage.Parse(subject.Argument);
        var reader = new Reader(subject.WorkspaceId, userId);
        // Slack shows a reaction only to those inside, so whoever reacted stands in the channel.
        var result = await access.ForChangingAsync(reader, subject.Id, channel, cancellationToken);
        if (result.Failed(out _, out _))
            return;
        if (await FindMessageAsync(subject.WorkspaceId, channel, ts, cancellationToken) is not { } message)
            return;

        var now = clock.GetUtcNow();
        var text = await readable.ReadAsync(subject.WorkspaceId, message.Text ?? "", cancellationToken);
        var entry = new NewEntry
        {
            OccurredAt = AddMessage.MessageTime(ts) ?? now,
            Kind = EntryKinds.Guess(text),
            Text = text.Length == 0 ? "(a message without text)" : Mrkdwn.Cut(text, NewEntry.TextLength),
            Source = EntrySource.Reaction,
            SourceChannelId = channel,
            SourceTs = ts,
            Notice = $"{userId} {(message.ThreadTs is { Length: > 0 } thread && thread != ts ? thread : "")}",
        };
        await store.AppendAsync(reader, subject.Id, Guid.CreateVersion7(now), entry, now, cancellationToken);
    }

    private async Task<ReceivedMessage?> FindMessageAsync(string workspaceId, string channel, string ts, CancellationToken cancellationToken)
    {
        var conversations = slack.For(workspaceId).Conversations;
        if (await FindAsync(conversations.History(channel, oldest: ts, latest: ts, inclusive: true, limit: 1, cancellationToken: cancellationToken), ts, cancellationToken) is { } found)
            return found;

        // A reply in a thread is not in the channel's history; asked for by its own ts, replies shows it.
        try
        {
            return await FindAsync(conversations.Replies(channel, ts, cancellationToken: cancellationToken), ts, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "thread_not_found" or "message_not_found")
        {
            return null;
        }
    }

    private static async Task<ReceivedMessage?> FindAsync(IAsyncEnumerable<ReceivedMessage> messages, string ts, CancellationToken cancellationToken)
    {
        await foreach (var message in messages.WithCancellation(cancellationToken))
        {
            if (message.Ts == ts)
                return message;
        }

        return null;
    }
}

/// <summary>
/// Says to whoever reacted that their message is on the timeline. On its own, so that a pause delays the words and not
/// the entry. What only one person sees cannot be looked for: after a lost answer it may be said twice.
/// </summary>
public sealed partial class CapturedNoticeJob(TimelineStore store, ISlackClients slack, ILogger<CapturedNoticeJob> logger) : IJob
{
    public const string Name = "timeline.captured";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { SourceChannelId: { } channel } entry)
            return;
        var (userId, thread) = subject.Argument.Split(' ') is [var person, var root] ? (person, root) : (entry.AuthorId, "");
        try
        {
            await slack.For(subject.WorkspaceId).Chat.PostEphemeral(userId, new Message
            {
                Channel = channel,
                ThreadTs = thread.Length > 0 ? thread : null,
                Text = $"{EntryKinds.Icon(entry.Kind)} On the timeline at {When.At(entry.OccurredAt)}. Take the reaction back to take it off; `/postmortem timeline` edits it.",
            }, cancellationToken);
        }
        catch (SlackApiException refused) when (!refused.MayPass && !refused.IsTokenDead)
        {
            // Whoever reacted has left, or the channel is closed. The entry stands without the words.
            NotTold(logger, channel, refused.Error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody was told of a new timeline entry in {Channel}: {Error}")]
    private static partial void NotTold(ILogger logger, string channel, string error);
}

/// <summary>Takes off what a reaction put on, when the reaction is taken back and nobody has edited the entry.</summary>
public sealed class ReleaseMessageJob(TimelineStore store, PostmortemAccess access, TimeProvider clock) : IJob
{
    public const string Name = "timeline.release";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var (channel, ts, userId) = ReactedMessage.Parse(subject.Argument);
        var result = await access.ForChangingAsync(new Reader(subject.WorkspaceId, userId), subject.Id, channel, cancellationToken);
        if (result.Failed(out _, out var postmortem))
            return;

        var entry = await store.FromMessageAsync(subject.WorkspaceId, postmortem.PostmortemId, channel, ts, cancellationToken);
        if (entry is { Source: EntrySource.Reaction, IsEdited: false } && entry.AuthorId == userId)
            await store.RemoveAsync(entry, userId, clock.GetUtcNow(), cancellationToken);
    }
}

/// <summary>Remembers where an entry's message can be read.</summary>
public sealed class PermalinkJob(TimelineStore store, ISlackClients slack) : IJob
{
    public const string Name = "timeline.permalink";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { SourceChannelId: { } channel, SourceTs: { } ts } entry)
            return;
        try
        {
            var permalink = await slack.For(subject.WorkspaceId).Chat.GetPermalink(channel, ts, cancellationToken);
            await store.SetPermalinkAsync(entry.WorkspaceId, entry.EntryId, permalink, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "channel_not_found")
        {
            // The entry holds the words; only the way to the original is lost.
        }
    }
}
