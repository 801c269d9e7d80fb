using System.Security.Cryptography;
using System.Text.Json;
using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Jobs;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// Makes the thread of whys say what the database says: posts the root and the prompts that are missing, in the order
/// of their causes, and draws again what has changed. Of a closed postmortem it only draws again: nobody is asked any more.
/// </summary>
public sealed partial class DrawThreadJob(
    PostgresDatabase database,
    PostmortemStore postmortems,
    CausesStore causes,
    ThreadStore thread,
    Deliveries deliveries,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<DrawThreadJob> logger) : IJob
{
    public const string Name = "whys.thread";

    public Task RunAsync(JobSubject subject, CancellationToken cancellationToken) =>
        // One at a time for each thread, else a prompt could be posted twice.
        database.AloneAsync($"whys {subject.Id}", () => DrawAsync(subject, cancellationToken), cancellationToken);

    private async Task DrawAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        var postmortem = await postmortems.GetAsync(subject.WorkspaceId, subject.Id, cancellationToken);
        if (postmortem is null)
            return;
        await thread.FollowAsync(postmortem, clock.GetUtcNow(), cancellationToken);
        var graph = await causes.GraphAsync(subject.WorkspaceId, subject.Id, cancellationToken);
        if (graph.Top is null)
            return;

        try
        {
            if (!await IsDrawnAsync(postmortem, graph, cancellationToken) && postmortem.IsOpen)
            {
                // Somebody deleted the thread: another one takes its place.
                await deliveries.ForgetAsync(postmortem.WorkspaceId, Key(postmortem), cancellationToken);
                await thread.ForgetAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
                await DrawAsync(postmortem, graph, cancellationToken);
            }
        }
        catch (SlackApiException refused) when (refused.Error is "not_in_channel" or "channel_not_found" or "is_archived" or "restricted_action")
        {
            CannotPost(logger, postmortem.Key, postmortem.ChannelId, refused.Error);
        }
    }

    private async Task<bool> IsDrawnAsync(Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken)
    {
        try
        {
            return await DrawAsync(postmortem, graph, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "thread_not_found" or "message_not_found")
        {
            return false;
        }
    }

    /// <summary>False: the thread's root is gone.</summary>
    private async Task<bool> DrawAsync(Postmortem postmortem, CauseGraph graph, CancellationToken cancellationToken)
    {
        var known = (await thread.ListAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)).ToDictionary(prompt => (prompt.CauseId, prompt.Part));
        // It was posted for the problem stated first, which may be gone by now.
        var root = known.Values.FirstOrDefault(prompt => prompt.Part == Prompt.Root);
        var rootText = $"Five Whys of {postmortem.Key}: {Said.Line(graph.Top!.Text, 1000)}";
        var rootBlocks = PromptBlocks.Root(postmortem, graph);
        if (root is null && !postmortem.IsOpen)
            return true;
        if (root is null)
            root = await PostAsync(postmortem, graph.Top.CauseId, Prompt.Root, threadTs: null, rootText, rootBlocks, cancellationToken);
        else if (!await UpdateAsync(postmortem, root, rootText, rootBlocks, cancellationToken))
            return false;

        foreach (var cause in graph.Everything.OrderBy(cause => cause.CreatedAt).ThenBy(cause => graph.DepthOf(cause.CauseId)))
        {
            var text = PromptBlocks.Text(graph, cause);
            if (known.TryGetValue((cause.CauseId, Prompt.Why), out var prompt))
                await UpdateAsync(postmortem, prompt, text, PromptBlocks.Prompt(postmortem, graph, cause), cancellationToken);
            else if (postmortem.IsOpen && graph.Find(cause.CauseId) is not null)
                await PostAsync(postmortem, cause.CauseId, Prompt.Why, root.MessageTs, text, PromptBlocks.Prompt(postmortem, graph, cause), cancellationToken);
            await DrawGateAsync(postmortem, graph, cause, known.GetValueOrDefault((cause.CauseId, Prompt.Gate)), root, cancellationToken);
        }

        return true;
    }

    private async Task DrawGateAsync(Postmortem postmortem, CauseGraph graph, Cause effect, Prompt? known, Prompt root, CancellationToken cancellationToken)
    {
        var (text, blocks) = (GateBlocks.Text(graph, effect), GateBlocks.Question(graph, effect, postmortem.IsOpen));
        if (known is not null)
            await UpdateAsync(postmortem, known, text, blocks, cancellationToken);
        else if (postmortem.IsOpen && graph.Find(effect.CauseId) is not null && graph.IsGateOpen(effect.CauseId))
            await PostAsync(postmortem, effect.CauseId, Prompt.Gate, root.MessageTs, text, blocks, cancellationToken);
    }

    private async Task<Prompt> PostAsync(
        Postmortem postmortem, Guid causeId, string part, string? threadTs, string text, IReadOnlyList<Block> blocks, CancellationToken cancellationToken)
    {
        var message = new Message { Channel = postmortem.ChannelId, ThreadTs = threadTs, Text = text, Blocks = blocks };
        var posted = await deliveries.PostAsync(postmortem.WorkspaceId, $"{Key(postmortem)}{causeId}:{part}", message, cancellationToken);
        var prompt = new Prompt { CauseId = causeId, Part = part, ChannelId = posted.ChannelId, MessageTs = posted.Ts, DrawnHash = Hash(text, blocks) };
        await thread.SaveAsync(postmortem.WorkspaceId, postmortem.PostmortemId, prompt, cancellationToken);
        return prompt;
    }

    /// <summary>False: the message is gone.</summary>
    private async Task<bool> UpdateAsync(Postmortem postmortem, Prompt prompt, string text, IReadOnlyList<Block> blocks, CancellationToken cancellationToken)
    {
        var hash = Hash(text, blocks);
        if (hash == prompt.DrawnHash)
            return true;
        try
        {
            var update = new MessageUpdate { ChannelId = prompt.ChannelId, Ts = prompt.MessageTs, Text = text, Blocks = blocks };
            await slack.For(postmortem.WorkspaceId).Chat.Update(update, cancellationToken);
        }
        catch (SlackApiException gone) when (gone.Error is "message_not_found" or "cant_update_message")
        {
            return false;
        }

        await thread.SaveAsync(postmortem.WorkspaceId, postmortem.PostmortemId, prompt with { DrawnHash = hash }, cancellationToken);
        return true;
    }

    private static string Key(Postmortem postmortem) => $"whys:{postmortem.PostmortemId}:";

    private static string Hash(string text, IReadOnlyList<Block> blocks) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { text, blocks }, SlackJson.Options)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The whys of {Postmortem} cannot be asked in {Channel}: {Error}")]
    private static partial void CannotPost(ILogger logger, string postmortem, string channel, string error);
}
