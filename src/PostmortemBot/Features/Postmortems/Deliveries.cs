using System.Globalization;
using System.Text.Json;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Where a message is.</summary>
public sealed record Delivered(string ChannelId, string Ts);

/// <summary>
/// Sends what jobs have to say, once: a job may die after Slack has taken a message and before that is stored, and Slack
/// may take one and answer with an error. Every message carries its key, and before a repeat the channel is looked
/// through for it. Whoever sends under one key does so alone (<see cref="Database.PostgresDatabase.AloneAsync"/>).
/// </summary>
public sealed partial class Deliveries(DeliveryStore store, ISlackClients slack, TimeProvider clock, ILogger<Deliveries> logger)
{
    /// <summary>What marks a message as one of ours. https://docs.slack.dev/messaging/message-metadata</summary>
    public const string EventType = "postmortembot_delivery";

    /// <summary>By how much Slack's clock and ours may differ.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    /// <summary>So much of a channel is looked through: all the retries of a job take four hours, and a parked one comes back after months.</summary>
    private static readonly TimeSpan LookedThrough = TimeSpan.FromHours(6);

    /// <param name="workspaceId">The workspace.</param>
    /// <param name="key">What is said, and on which occasion: sent again under another key, it is said again.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<Delivered> PostAsync(string workspaceId, string key, Message message, CancellationToken cancellationToken)
    {
        var before = await store.BeginAsync(workspaceId, key, message.Channel!, message.ThreadTs, clock.GetUtcNow(), cancellationToken);
        if (before is { DeliveredAt: not null, Ts: { } known })
            return new Delivered(before.ChannelId, known);

        var client = slack.For(workspaceId);
        var there = before is null ? null : await FindAsync(client, workspaceId, before, found => HasKey(found, key), cancellationToken);
        if (there is null)
        {
            var keyed = message with { Metadata = new MessageMetadata(EventType, new { key }) };
            var posted = await SendAsync(before, workspaceId, key, () => client.Chat.PostMessage(keyed, cancellationToken));
            there = new Delivered(posted.Channel, posted.Ts);
        }

        await store.DoneAsync(workspaceId, key, there.ChannelId, there.Ts, clock.GetUtcNow(), cancellationToken);
        return there;
    }

    /// <summary>The same for a file; Slack does not tell where its message is.</summary>
    /// <returns>The file's id.</returns>
    public async Task<string?> UploadAsync(string workspaceId, string key, FileUpload file, string channelId, string? threadTs, CancellationToken cancellationToken)
    {
        var before = await store.BeginAsync(workspaceId, key, channelId, threadTs, clock.GetUtcNow(), cancellationToken);
        if (before is { DeliveredAt: not null })
            return before.FileId;

        var client = slack.For(workspaceId);
        // A file whose id is not known was not shared yet.
        var there = before?.FileId is { } id
            ? await FindAsync(client, workspaceId, before, found => found.Files?.Any(one => one.Id == id) == true, cancellationToken)
            : null;
        var shared = before?.FileId;
        if (there is null)
        {
            shared = await SendAsync(before, workspaceId, key, () => client.Files.Upload(
                file, channelId, threadTs, sharing: (fileId, token) => store.SetFileAsync(workspaceId, key, fileId, token), cancellationToken: cancellationToken));
        }

        await store.DoneAsync(workspaceId, key, channelId, there?.Ts, clock.GetUtcNow(), cancellationToken);
        return shared;
    }

    /// <summary>What was sent under keys that begin so is gone; it may be sent again.</summary>
    public Task ForgetAsync(string workspaceId, string prefix, CancellationToken cancellationToken) =>
        store.ForgetAllAsync(workspaceId, prefix, cancellationToken);

    private async Task<T> SendAsync<T>(Delivery? before, string workspaceId, string key, Func<Task<T>> send)
    {
        try
        {
            return await send();
        }
        catch (SlackApiException refused) when (before is null && !refused.MayHaveTakenEffect)
        {
            // Nothing was sent, so the next attempt has nothing to look for.
            await store.ForgetAsync(workspaceId, key, CancellationToken.None);
            throw;
        }
    }

    private async Task<Delivered?> FindAsync(ISlackApiClient client, string workspaceId, Delivery before, Func<ReceivedMessage, bool> isIt, CancellationToken cancellationToken)
    {
        try
        {
            // A message to a person is kept in the direct message with them.
            var channel = before.ChannelId is ['U' or 'W', ..] ? await client.Conversations.Open([before.ChannelId], cancellationToken) : before.ChannelId;
            var (oldest, latest) = (Ts(before.AttemptedAt - Margin), Ts(before.AttemptedAt + LookedThrough));
            var since = before.ThreadTs is { } thread
                ? client.Conversations.Replies(channel, thread, oldest, latest, includeAllMetadata: true, cancellationToken: cancellationToken)
                : client.Conversations.History(channel, oldest, latest, includeAllMetadata: true, cancellationToken: cancellationToken);
            await foreach (var message in since.WithCancellation(cancellationToken))
            {
                if (isIt(message) && await IsOursAsync(client, message, cancellationToken))
                    return new Delivered(channel, message.Ts);
            }
        }
        catch (SlackApiException hidden) when (hidden.Error is "missing_scope" or "not_in_channel" or "channel_not_found" or "thread_not_found" or "message_not_found")
        {
            // Where it cannot be looked for, better twice than never.
            CannotLook(logger, before.DeliveryKey, hidden.Error);
        }

        if (clock.GetUtcNow() - before.AttemptedAt > LookedThrough - Margin)
            await store.SetAttemptedAsync(workspaceId, before.DeliveryKey, clock.GetUtcNow(), cancellationToken);
        return null;
    }

    private static string Ts(DateTimeOffset at) => $"{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.000000";

    private static bool HasKey(ReceivedMessage message, string key) =>
        message.Metadata is { EventType: EventType, EventPayload: { ValueKind: JsonValueKind.Object } payload }
        && payload.TryGetProperty("key", out var found)
        && found.ValueKind is JsonValueKind.String
        && found.ValueEquals(key);

    // Another app could write our key under a message of its own.
    private static async Task<bool> IsOursAsync(ISlackApiClient client, ReceivedMessage message, CancellationToken cancellationToken) =>
        message.BotId is { Length: > 0 } bot && (await client.Auth.Test(cancellationToken)).BotId == bot;

    [LoggerMessage(Level = LogLevel.Warning, Message = "It cannot be seen whether {Key} was sent already: {Error}")]
    private static partial void CannotLook(ILogger logger, string key, string error);
}
