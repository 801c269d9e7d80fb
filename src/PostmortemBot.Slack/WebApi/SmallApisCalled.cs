namespace PostmortemBot.Slack.WebApi;

internal sealed class AuthApi(WorkspaceCalls calls) : IAuthApi
{
    public Task<AuthTestResponse> Test(CancellationToken cancellationToken = default) =>
        calls.Call<AuthTestResponse>(SlackMethod.AuthTest, new SlackArguments(), cancellationToken);

    public async Task<bool> Revoke(bool test = false, CancellationToken cancellationToken = default) =>
        (await calls.Call<RevokedAnswer>(SlackMethod.AuthRevoke, new SlackArguments { ["test"] = test ? "true" : null }, cancellationToken)).Revoked;

    private sealed record RevokedAnswer(bool Revoked = false);
}

internal sealed class PinsApi(WorkspaceCalls calls) : IPinsApi
{
    public Task AddMessage(string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.PinsAdd, new { Channel = channelId, Timestamp = ts }, cancellationToken);

    public async Task<IReadOnlyList<PinnedItem>> List(string channelId, CancellationToken cancellationToken = default) =>
        (await calls.Call<PinsAnswer>(SlackMethod.PinsList, new SlackArguments { ["channel"] = channelId }, cancellationToken)).Items ?? [];

    private sealed record PinsAnswer(IReadOnlyList<PinnedItem>? Items);

    public Task RemoveMessage(string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.PinsRemove, new { Channel = channelId, Timestamp = ts }, cancellationToken);
}

internal sealed class ReactionsApi(WorkspaceCalls calls) : IReactionsApi
{
    public Task Add(string name, string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ReactionsAdd, new { Name = name, Channel = channelId, Timestamp = ts }, cancellationToken);

    public async Task<ReceivedMessage> GetForMessage(string channelId, string ts, CancellationToken cancellationToken = default)
    {
        var arguments = new SlackArguments { ["channel"] = channelId, ["timestamp"] = ts, ["full"] = "true" };
        return (await calls.Call<ReactionsAnswer>(SlackMethod.ReactionsGet, arguments, cancellationToken)).Message ?? new();
    }

    private sealed record ReactionsAnswer(ReceivedMessage? Message);

    public Task Remove(string name, string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ReactionsRemove, new { Name = name, Channel = channelId, Timestamp = ts }, cancellationToken);
}

internal sealed class UsersApi(WorkspaceCalls calls) : IUsersApi
{
    private const int PageOfUsers = 200;

    public async Task<User> Info(string userId, CancellationToken cancellationToken = default) =>
        (await calls.Call<UserAnswer>(SlackMethod.UsersInfo, new SlackArguments { ["user"] = userId }, cancellationToken)).User ?? new();

    public IAsyncEnumerable<User> List(CancellationToken cancellationToken = default) =>
        Pages.Of(
            cursor => calls.Call<UsersAnswer>(SlackMethod.UsersList.Page(cursor), new SlackArguments { ["limit"] = $"{PageOfUsers}", ["cursor"] = cursor }, cancellationToken),
            answer => answer.Members,
            cancellationToken);

    public async Task<User> LookupByEmail(string email, CancellationToken cancellationToken = default) =>
        (await calls.Call<UserAnswer>(SlackMethod.UsersLookupByEmail, new SlackArguments { ["email"] = email }, cancellationToken)).User ?? new();

    public IAsyncEnumerable<Conversation> Conversations(string? userId = null, IEnumerable<ConversationType>? types = null, bool excludeArchived = false, CancellationToken cancellationToken = default) =>
        ConversationLists.Of(calls, SlackMethod.UsersConversations, userId, types, excludeArchived, cancellationToken);

    private sealed record UserAnswer(User? User);

    private sealed record UsersAnswer(IReadOnlyList<User>? Members) : Page;
}
