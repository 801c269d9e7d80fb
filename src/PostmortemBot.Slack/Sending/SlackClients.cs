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

internal sealed class SlackApiClient(WorkspaceCalls calls) : ISlackApiClient
{
    public IAuthApi Auth { get; } = new AuthApi(calls);

    public IBookmarksApi Bookmarks { get; } = new BookmarksApi(calls);

    public ICanvasesApi Canvases { get; } = new CanvasesApi(calls);

    public IChatApi Chat { get; } = new ChatApi(calls);

    public IConversationsApi Conversations { get; } = new ConversationsApi(calls);

    public IDndApi Dnd { get; } = new DndApi(calls);

    public IFilesApi Files { get; } = new FilesApi(calls);

    public IPinsApi Pins { get; } = new PinsApi(calls);

    public IReactionsApi Reactions { get; } = new ReactionsApi(calls);

    public IScheduledMessagesApi ScheduledMessages { get; } = new ScheduledMessagesApi(calls);

    public ITeamApi Team { get; } = new TeamApi(calls);

    public IUserGroupsApi UserGroups { get; } = new UserGroupsApi(calls);

    public IUserGroupUsersApi UserGroupUsers { get; } = new UserGroupUsersApi(calls);

    public IUsersApi Users { get; } = new UsersApi(calls);

    public IViewsApi Views { get; } = new ViewsApi(calls);

    public Task Respond(string responseUrl, MessageResponse response, CancellationToken cancellationToken = default) =>
        calls.Http.Respond(responseUrl, response, cancellationToken);

    public Task<JsonElement> Post(string method, object arguments, CancellationToken cancellationToken = default) =>
        calls.Call<JsonElement>(new SlackMethod(method), arguments, cancellationToken);
}
