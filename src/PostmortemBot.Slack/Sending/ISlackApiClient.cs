using System.Text.Json;
using PostmortemBot.Slack.WebApi;

namespace PostmortemBot.Slack;

/// <summary>
/// Slack's Web API for one workspace, grouped and named as in Slack's reference.
/// Every call may throw <see cref="SlackApiException"/> when Slack says no or cannot be reached,
/// and <see cref="SlackRateLimitException"/> when Slack asks, or its published rates demand, a longer pause than the options accept.
/// </summary>
/// <seealso href="https://docs.slack.dev/reference/methods"/>
public interface ISlackApiClient
{
    /// <summary><c>auth.*</c></summary>
    IAuthApi Auth { get; }

    /// <summary><c>bookmarks.*</c></summary>
    IBookmarksApi Bookmarks { get; }

    /// <summary><c>canvases.*</c></summary>
    ICanvasesApi Canvases { get; }

    /// <summary><c>chat.*</c></summary>
    IChatApi Chat { get; }

    /// <summary><c>conversations.*</c></summary>
    IConversationsApi Conversations { get; }

    /// <summary><c>dnd.*</c></summary>
    IDndApi Dnd { get; }

    /// <summary><c>files.*</c></summary>
    IFilesApi Files { get; }

    /// <summary><c>pins.*</c></summary>
    IPinsApi Pins { get; }

    /// <summary><c>reactions.*</c></summary>
    IReactionsApi Reactions { get; }

    /// <summary><c>chat.scheduledMessages.*</c></summary>
    IScheduledMessagesApi ScheduledMessages { get; }

    /// <summary><c>team.*</c></summary>
    ITeamApi Team { get; }

    /// <summary><c>usergroups.*</c></summary>
    IUserGroupsApi UserGroups { get; }

    /// <summary><c>usergroups.users.*</c></summary>
    IUserGroupUsersApi UserGroupUsers { get; }

    /// <summary><c>users.*</c></summary>
    IUsersApi Users { get; }

    /// <summary><c>views.*</c></summary>
    IViewsApi Views { get; }

    /// <summary>Answers through the <c>response_url</c> of a request: five times within 30 minutes.</summary>
    Task Respond(string responseUrl, MessageResponse response, CancellationToken cancellationToken = default);

    /// <summary>Calls a method this library has no name for; the arguments are written as JSON. Never repeated after a failure.</summary>
    /// <returns>Slack's whole answer.</returns>
    Task<JsonElement> Post(string method, object arguments, CancellationToken cancellationToken = default);
}
