using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>Whether everybody who can see a channel may read a postmortem.</summary>
public sealed class ChannelReaders(ISlackClients slack, People people)
{
    /// <summary>Beyond it, looking at everybody costs more than the few lines are worth.</summary>
    public const int MostMembers = 300;

    public async Task<bool> AllMayReadAsync(Postmortem postmortem, string channelId, CancellationToken cancellationToken)
    {
        if (await LookAsync(postmortem.WorkspaceId, channelId, cancellationToken) is not { IsExtShared: false } channel)
            return false;
        if (channelId == postmortem.ChannelId)
            return channel.IsPrivate || postmortem.Audience == Audience.Workspace;
        return postmortem.Audience == Audience.Workspace && await AreAllMembersAsync(postmortem.WorkspaceId, channelId, cancellationToken);
    }

    /// <summary>What the bot cannot see into, it knows nobody of.</summary>
    private async Task<Conversation?> LookAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        try
        {
            return await slack.For(workspaceId).Conversations.Info(channelId, cancellationToken);
        }
        catch (SlackApiException refused) when (refused.Error is "channel_not_found" or "not_in_channel" or "missing_scope" or "method_not_supported_for_channel_type")
        {
            return null;
        }
    }

    /// <summary>Full members of the workspace: no guests, nobody of another one.</summary>
    private async Task<bool> AreAllMembersAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        var members = await slack.For(workspaceId).Conversations.Members(channelId, cancellationToken).Take(MostMembers + 1).ToListAsync(cancellationToken);
        if (members.Count > MostMembers)
            return false;
        foreach (var member in members)
        {
            if (!await IsOneOfUsAsync(workspaceId, member, cancellationToken))
                return false;
        }

        return true;
    }

    private async Task<bool> IsOneOfUsAsync(string workspaceId, string userId, CancellationToken cancellationToken)
    {
        try
        {
            return (await people.GetAsync(workspaceId, userId, cancellationToken)).Kind != PersonKind.Guest;
        }
        catch (SlackApiException refused) when (refused.Error is "user_not_found" or "user_not_visible")
        {
            return false;
        }
    }
}
