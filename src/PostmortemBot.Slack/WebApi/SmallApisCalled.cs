namespace PostmortemBot.Slack.WebApi;

internal sealed class AuthApi(WorkspaceCalls calls) : IAuthApi
{
    public Task<AuthTestResponse> Test(CancellationToken cancellationToken = default) =>
        calls.Call<AuthTestResponse>(SlackMethod.AuthTest, new SlackArguments(), cancellationToken);
}

internal sealed class PinsApi(WorkspaceCalls calls) : IPinsApi
{
    public Task AddMessage(string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.PinsAdd, new { Channel = channelId, Timestamp = ts }, cancellationToken);

    public Task RemoveMessage(string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.PinsRemove, new { Channel = channelId, Timestamp = ts }, cancellationToken);
}

internal sealed class ReactionsApi(WorkspaceCalls calls) : IReactionsApi
{
    public Task Add(string name, string channelId, string ts, CancellationToken cancellationToken = default) =>
        calls.Do(SlackMethod.ReactionsAdd, new { Name = name, Channel = channelId, Timestamp = ts }, cancellationToken);

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

    private sealed record UserAnswer(User? User);

    private sealed record UsersAnswer(IReadOnlyList<User>? Members) : Page;
}
