using System.Runtime.CompilerServices;

namespace PostmortemBot.Slack.WebApi;

internal sealed class ConversationsApi(WorkspaceCalls calls) : IConversationsApi
{
    private const int PageOfMembers = 200;

    public async Task<Conversation> Info(string channelId, CancellationToken cancellationToken = default) =>
        (await calls.Call<InfoAnswer>(SlackMethod.ConversationsInfo, new SlackArguments { ["channel"] = channelId }, cancellationToken)).Channel ?? new();

    public async Task<string> Open(IEnumerable<string> userIds, CancellationToken cancellationToken = default) =>
        (await calls.Call<InfoAnswer>(SlackMethod.ConversationsOpen, new { Users = string.Join(',', userIds) }, cancellationToken)).Channel?.Id ?? "";

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
