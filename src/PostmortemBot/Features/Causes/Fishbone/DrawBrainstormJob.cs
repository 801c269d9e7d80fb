using System.Security.Cryptography;
using System.Text.Json;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Makes the brainstorm's message say what the database says, and shows in its thread what is ready to be shown: once.</summary>
public sealed partial class DrawBrainstormJob(
    PostgresDatabase database,
    BrainstormStore store,
    PostmortemStore postmortems,
    FishboneStore fishbones,
    PrivateNotesStore written,
    VoteStore votes,
    Deliveries deliveries,
    ISlackClients slack,
    ILogger<DrawBrainstormJob> logger) : IJob
{
    public const string Name = "brainstorm.draw";

    /// <summary>Many people write within the same second.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        database.AloneAsync($"brainstorm {subject.Id}", () => DrawAsync(subject, cancellationToken), cancellationToken);

    private async Task DrawAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { } brainstorm
            || await postmortems.GetAsync(subject.WorkspaceId, brainstorm.PostmortemId, cancellationToken) is not { } postmortem)
            return;

        var fishbone = await fishbones.ReadAsync(postmortem, cancellationToken);
        try
        {
            var message = await MessageAsync(postmortem, brainstorm, fishbone, cancellationToken);
            if (brainstorm.State != Brainstorm.Writing)
                await RevealAsync(postmortem, brainstorm, message, cancellationToken);
            if (brainstorm is { State: Brainstorm.Done, CountedAt: { } countedAt })
                await SayAsync(postmortem, brainstorm, message, $"counted:{countedAt.UtcTicks}", "The vote is over", BrainstormBlocks.Counted(brainstorm, fishbone), cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action")
        {
            // Everything is on the fishbone all the same.
            CannotPost(logger, postmortem.Key, postmortem.ChannelId, refused.Error);
        }
    }

    private async Task<Delivered> MessageAsync(Postmortem postmortem, Brainstorm brainstorm, FishboneDiagram fishbone, CancellationToken cancellationToken)
    {
        var tally = await written.TallyAsync(brainstorm, cancellationToken);
        if (brainstorm.State != Brainstorm.Writing)
            tally = tally with { People = brainstorm.People };
        var voters = brainstorm.State == Brainstorm.Voting ? await votes.VotersAsync(brainstorm, cancellationToken) : brainstorm.Voters;
        var text = BrainstormBlocks.Text(postmortem, brainstorm);
        var blocks = BrainstormBlocks.Message(postmortem, brainstorm, tally, voters, fishbone);
        var hash = ThreadStore.Mark(postmortem) + Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { text, blocks }, SlackJson.Options)));
        if (brainstorm is { ChannelId: { } channel, MessageTs: { } ts }
            && (hash == brainstorm.DrawnHash || await UpdateAsync(new MessageUpdate { ChannelId = channel, Ts = ts, Text = text, Blocks = blocks }, postmortem.WorkspaceId, cancellationToken)))
        {
            await store.DrawnAsync(brainstorm, channel, ts, hash, cancellationToken);
            return new Delivered(channel, ts);
        }

        // One that somebody deleted is posted again: without it nobody could write.
        var key = $"brainstorm:{brainstorm.BrainstormId}:{brainstorm.MessageTs}";
        var posted = await deliveries.PostAsync(postmortem.WorkspaceId, key, new Message { Channel = postmortem.ChannelId, Text = text, Blocks = blocks }, cancellationToken);
        await store.DrawnAsync(brainstorm, posted.ChannelId, posted.Ts, hash, cancellationToken);
        return posted;
    }

    private async Task<bool> UpdateAsync(MessageUpdate update, string workspaceId, CancellationToken cancellationToken)
    {
        try
        {
            await slack.For(workspaceId).Chat.Update(update, cancellationToken);
            return true;
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message")
        {
            return false;
        }
    }

    private async Task RevealAsync(Postmortem postmortem, Brainstorm brainstorm, Delivered message, CancellationToken cancellationToken)
    {
        var notes = await store.RevealedAsync(brainstorm, cancellationToken);
        var categories = await fishbones.CategoriesAsync(postmortem.WorkspaceId, cancellationToken);
        await SayAsync(postmortem, brainstorm, message, "revealed", "All causes of the brainstorm", BrainstormBlocks.Revealed(notes, categories), cancellationToken);
    }

    private async Task SayAsync(Postmortem postmortem, Brainstorm brainstorm, Delivered message, string occasion, string text, IReadOnlyList<IReadOnlyList<Block>> parts, CancellationToken cancellationToken)
    {
        // Said once: what is changed afterwards is on the fishbone.
        if (brainstorm.Said.Contains(occasion))
            return;
        for (var part = 0; part < parts.Count; part++)
        {
            var heading = parts.Count == 1 ? text : $"{text} ({part + 1} of {parts.Count})";
            await deliveries.PostAsync(
                postmortem.WorkspaceId, $"brainstorm:{brainstorm.BrainstormId}:{occasion}:{part}",
                new Message { Channel = message.ChannelId, ThreadTs = message.Ts, Text = heading, Blocks = parts[part] }, cancellationToken);
        }

        await store.SaidAsync(brainstorm, occasion, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The brainstorm of {Postmortem} cannot be shown in {Channel}: {Error}")]
    private static partial void CannotPost(ILogger logger, string postmortem, string channel, string error);
}
