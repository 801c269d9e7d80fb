using System.Runtime.CompilerServices;

namespace PostmortemBot.Slack.WebApi;

internal sealed class ConversationsApi(WorkspaceCalls calls) : IConversationsApi
{
    private const int PageOfMembers = 200;
    private const int MostInvited = 100;

    public async Task<Conversation> Info(string channelId, CancellationToken cancellationToken = default) =>
        (await calls.Call<InfoAnswer>(SlackMethod.ConversationsInfo, new SlackArguments { ["channel"] = channelId }, cancellationToken)).Channel ?? new();

    public async Task<string> Open(IEnumerable<string> userIds, CancellationToken cancellationToken = default) =>
        (await calls.Call<InfoAnswer>(SlackMethod.ConversationsOpen, new { Users = string.Join(',', userIds) }, cancellationToken)).Channel?.Id ?? "";

    public IAsyncEnumerable<Conversation> List(IEnumerable<ConversationType>? types = null, bool excludeArchived = false, CancellationToken cancellationToken = default) =>
        ConversationLists.Of(calls, SlackMethod.ConversationsList, userId: null, types, excludeArchived, cancellationToken);

    public async Task<Conversation> Create(string name, bool isPrivate = false, CancellationToken cancellationToken = default) =>
        (await calls.Call<InfoAnswer>(SlackMethod.ConversationsCreate, new { Name = name, IsPrivate = isPrivate }, cancellationToken)).Channel ?? new();

    public Task Invite(string channelId, IReadOnlyCollection<string> userIds, bool force = false, CancellationToken cancellationToken = default)
    {
        if (userIds.Count is 0 or > MostInvited) throw new ArgumentException($"Slack takes 1 to {MostInvited} people at once.", nameof(userIds));

        // Of several people Slack invites none when one is there already, so for them it is not fine.
        var method = userIds.Count == 1 ? SlackMethod.ConversationsInvite : SlackMethod.ConversationsInvite with { FineToo = null };
        return calls.Do(method, new { Channel = channelId, Users = string.Join(',', userIds), Force = force ? true : (bool?)null }, cancellationToken);
    }

    public Task Kick(string channelId, string userId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ConversationsKick, new { Channel = channelId, User = userId }, cancellationToken);

    public Task Archive(string channelId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ConversationsArchive, new { Channel = channelId }, cancellationToken);

    public Task Unarchive(string channelId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ConversationsUnarchive, new { Channel = channelId }, cancellationToken);

    public async Task<Conversation> Rename(string channelId, string name, CancellationToken cancellationToken = default) =>
        (await calls.Call<InfoAnswer>(SlackMethod.ConversationsRename, new { Channel = channelId, Name = name }, cancellationToken)).Channel ?? new();

    public Task SetTopic(string channelId, string topic, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ConversationsSetTopic, new { Channel = channelId, Topic = topic }, cancellationToken);

    public Task SetPurpose(string channelId, string purpose, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ConversationsSetPurpose, new { Channel = channelId, Purpose = purpose }, cancellationToken);

    public async Task<string> CreateCanvas(string channelId, string? title = null, string? markdown = null, CancellationToken cancellationToken = default)
    {
        var arguments = new { ChannelId = channelId, Title = title, DocumentContent = CanvasContent.Of(markdown) };
        return (await calls.Call<CanvasAnswer>(SlackMethod.ConversationsCanvasesCreate, arguments, cancellationToken)).CanvasId;
    }

    public Task Join(string channelId, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ConversationsJoin, new { Channel = channelId }, cancellationToken);

    public IAsyncEnumerable<string> Members(string channelId, CancellationToken cancellationToken = default) =>
        Pages.Of(
            cursor => calls.Call<MembersAnswer>(SlackMethod.ConversationsMembers.Page(cursor), new SlackArguments { ["channel"] = channelId, ["limit"] = $"{PageOfMembers}", ["cursor"] = cursor }, cancellationToken),
            answer => answer.Members,
            cancellationToken);

    public IAsyncEnumerable<ReceivedMessage> History(string channelId, string? oldest = null, string? latest = null, bool inclusive = false, int limit = 200, bool includeAllMetadata = false, CancellationToken cancellationToken = default) =>
        Pages.Of(
            cursor => calls.Call<MessagesAnswer>(SlackMethod.ConversationsHistory.Page(cursor), Range(channelId, ts: null, oldest, latest, inclusive, limit, includeAllMetadata, cursor), cancellationToken),
            answer => answer.Messages,
            cancellationToken);

    public async IAsyncEnumerable<ReceivedMessage> Replies(string channelId, string ts, string? oldest = null, string? latest = null, bool inclusive = false, int limit = 200, bool includeAllMetadata = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var first = true;
        var all = Pages.Of(
            cursor => calls.Call<MessagesAnswer>(SlackMethod.ConversationsReplies.Page(cursor), Range(channelId, ts, oldest, latest, inclusive, limit, includeAllMetadata, cursor), cancellationToken),
            answer => answer.Messages,
            cancellationToken);
        await foreach (var message in all)
        {
            // Slack puts the thread's first message at the head of every page.
            if (!first && string.Equals(message.Ts, ts, StringComparison.Ordinal)) continue;

            first = false;
            yield return message;
        }
    }

    private static SlackArguments Range(string channelId, string? ts, string? oldest, string? latest, bool inclusive, int limit, bool includeAllMetadata, string? cursor) => new()
    {
        ["channel"] = channelId,
        ["ts"] = ts,
        ["oldest"] = oldest,
        ["latest"] = latest,
        ["inclusive"] = inclusive ? "true" : null,
        ["limit"] = $"{limit}",
        ["include_all_metadata"] = includeAllMetadata ? "true" : null,
        ["cursor"] = cursor,
    };

    private sealed record InfoAnswer(Conversation? Channel);

    private sealed record MembersAnswer(IReadOnlyList<string>? Members) : Page;

    private sealed record MessagesAnswer(IReadOnlyList<ReceivedMessage>? Messages) : Page;
}
