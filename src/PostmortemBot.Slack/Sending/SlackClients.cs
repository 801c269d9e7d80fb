using System.Text.Json;
using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Slack;

internal sealed class SlackClients(SlackHttp http, ISlackTokens tokens) : ISlackClients
{
    public ISlackApiClient For(string workspaceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(workspaceId);
        return new SlackApiClient(new WorkspaceCalls(http, tokens, workspaceId));
    }
}

/// <summary>Calls methods with the token of one workspace.</summary>
internal sealed class WorkspaceCalls(SlackHttp http, ISlackTokens tokens, string workspaceId)
{
    public SlackHttp Http => http;

    public async Task<T> Call<T>(SlackMethod method, object arguments, CancellationToken cancellationToken) =>
        await http.Call<T>(method, new SlackCaller(workspaceId), await tokens.BotToken(workspaceId, cancellationToken), arguments, cancellationToken);

    /// <summary>Posts in a channel, which has a pace of its own.</summary>
    public async Task<T> Post<T>(SlackMethod method, string? channel, object arguments, CancellationToken cancellationToken) =>
        await http.Call<T>(method, new SlackCaller(workspaceId, channel), await tokens.BotToken(workspaceId, cancellationToken), arguments, cancellationToken);

    public async Task Do(SlackMethod method, object arguments, CancellationToken cancellationToken) =>
        await http.Call(method, new SlackCaller(workspaceId), await tokens.BotToken(workspaceId, cancellationToken), arguments, cancellationToken);
}

internal sealed class SlackApiClient(WorkspaceCalls calls) : ISlackApiClient
{
    public IAuthApi Auth { get; } = new AuthApi(calls);

    public IChatApi Chat { get; } = new ChatApi(calls);

    public IConversationsApi Conversations { get; } = new ConversationsApi(calls);

    public IFilesApi Files { get; } = new FilesApi(calls);

    public IPinsApi Pins { get; } = new PinsApi(calls);

    public IReactionsApi Reactions { get; } = new ReactionsApi(calls);

    public IUsersApi Users { get; } = new UsersApi(calls);

    public IViewsApi Views { get; } = new ViewsApi(calls);

    public Task Respond(string responseUrl, MessageResponse response, CancellationToken cancellationToken = default) =>
        calls.Http.Respond(responseUrl, response, cancellationToken);

    public Task<JsonElement> Post(string method, object arguments, CancellationToken cancellationToken = default) =>
        calls.Call<JsonElement>(new SlackMethod(method), arguments, cancellationToken);
}
