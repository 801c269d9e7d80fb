namespace PostmortemBot.Slack;

/// <summary>A kind of conversation.</summary>
/// <seealso href="https://docs.slack.dev/apis/web-api/using-the-conversations-api"/>
public enum ConversationType
{
    /// <summary>A channel everybody may join.</summary>
    PublicChannel,

    /// <summary>A channel only its members see.</summary>
    PrivateChannel,

    /// <summary>A group message.</summary>
    Mpim,

    /// <summary>A direct message.</summary>
    Im,
}

internal static class ConversationLists
{
    private const int PageOfConversations = 200;

    public static IAsyncEnumerable<Conversation> Of(
        WorkspaceCalls calls, SlackMethod method, string? userId, IEnumerable<ConversationType>? types, bool excludeArchived, CancellationToken cancellationToken)
    {
        var named = types is null ? null : string.Join(',', types.Select(Name));
        return WebApi.Pages.Of(
            cursor => calls.Call<ListAnswer>(
                method.Page(cursor),
                new SlackArguments
                {
                    ["user"] = userId,
                    ["types"] = named,
                    ["exclude_archived"] = excludeArchived ? "true" : null,
                    ["limit"] = $"{PageOfConversations}",
                    ["cursor"] = cursor,
                },
                cancellationToken),
            answer => answer.Channels,
            cancellationToken);
    }

    private static string Name(ConversationType type) => type switch
    {
        ConversationType.PrivateChannel => "private_channel",
        ConversationType.Mpim => "mpim",
        ConversationType.Im => "im",
        _ => "public_channel",
    };

    private sealed record ListAnswer(IReadOnlyList<Conversation>? Channels) : WebApi.Page;
}
