using PostmortemBot.Database;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Postmortems;

/// <summary>A channel, as the bot last saw it.</summary>
public sealed record Channel
{
    public required string WorkspaceId { get; init; }
    public required string ChannelId { get; init; }
    public required string Name { get; init; }
    public required bool IsPrivate { get; init; }
    public required bool IsArchived { get; init; }
    public required bool BotIsMember { get; init; }
    public required DateTimeOffset RefreshedAt { get; init; }

    public string Audience => IsPrivate ? Postmortems.Audience.Channel : Postmortems.Audience.Workspace;
}

/// <summary>Knows channels and who is in them. Members are kept for the channels that hold a postmortem.</summary>
public sealed class Channels(ChannelStore store, ISlackClients slack, TimeProvider clock)
{
    /// <summary>Asks Slack. Null: Slack does not show that channel to the bot, because it is private and the bot is not in it.</summary>
    public async Task<Channel?> LookUpAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        if (channelId.Length == 0)
            return null;

        try
        {
            var found = await slack.For(workspaceId).Conversations.Info(channelId, cancellationToken);
            var channel = new Channel
            {
                WorkspaceId = workspaceId,
                ChannelId = found.Id,
                Name = found.Name ?? found.Id,
                IsPrivate = found.IsPrivate || found.IsIm || found.IsMpim,
                IsArchived = found.IsArchived,
                BotIsMember = found.IsMember,
                RefreshedAt = clock.GetUtcNow(),
            };
            await store.SaveAsync(channel, cancellationToken);
            return channel;
        }
        catch (SlackApiException refused) when (refused.Error is "channel_not_found" or "not_in_channel")
        {
            return null;
        }
    }

    /// <summary>
    /// Replaces what is known of a channel's members by what Slack says now. A channel the bot was shut out of has
    /// no members it knows of: better nobody reads than somebody who may not.
    /// </summary>
    public async Task SyncMembersAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        var members = new List<string>();
        if (await LookUpAsync(workspaceId, channelId, cancellationToken) is not { } channel || channel is { IsPrivate: true, BotIsMember: false })
        {
            await store.ReplaceMembersAsync(workspaceId, channelId, members, cancellationToken);
            return;
        }

        await foreach (var member in slack.For(workspaceId).Conversations.Members(channelId, cancellationToken))
            members.Add(member);
        await store.ReplaceMembersAsync(workspaceId, channelId, members, cancellationToken);
    }

    /// <summary>Whether somebody is in the channel, by what Slack says now.</summary>
    public async Task<bool> IsInsideAsync(string workspaceId, string channelId, string userId, CancellationToken cancellationToken)
    {
        await foreach (var member in slack.For(workspaceId).Conversations.Members(channelId, cancellationToken))
        {
            if (member == userId)
                return true;
        }

        return false;
    }

    /// <summary>Somebody acts from inside the channel: Slack's signature vouches that they are in it.</summary>
    public Task SeenInsideAsync(string workspaceId, string channelId, string userId, CancellationToken cancellationToken) =>
        store.AddMemberAsync(workspaceId, channelId, userId, cancellationToken);
}

public sealed class ChannelStore(PostgresDatabase database)
{
    public Task SaveAsync(Channel channel, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaveSql, channel, cancellationToken);

    public Task AddMemberAsync(string workspaceId, string channelId, string userId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AddMemberSql, new { WorkspaceId = workspaceId, ChannelId = channelId, UserId = userId }, cancellationToken);

    public Task RemoveMemberAsync(string workspaceId, string channelId, string userId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(RemoveMemberSql, new { WorkspaceId = workspaceId, ChannelId = channelId, UserId = userId }, cancellationToken);

    public Task ReplaceMembersAsync(string workspaceId, string channelId, IReadOnlyList<string> members, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ReplaceMembersSql, new { WorkspaceId = workspaceId, ChannelId = channelId, Members = members.ToArray() }, cancellationToken);

    /// <summary>For every channel that holds a postmortem, one of them.</summary>
    public Task<IReadOnlyList<PostmortemRef>> OnePostmortemPerChannelAsync(CancellationToken cancellationToken) =>
        database.QueryAsync<PostmortemRef>(OnePostmortemPerChannelSql, null, cancellationToken);

    public Task<Channel?> FindAsync(string workspaceId, string channelId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Channel>(FindSql, new { WorkspaceId = workspaceId, ChannelId = channelId }, cancellationToken);

    public async Task<IReadOnlyList<Channel>> FindManyAsync(string workspaceId, IReadOnlyCollection<string> channelIds, CancellationToken cancellationToken)
    {
        if (channelIds.Count == 0)
            return [];
        return await database.QueryAsync<Channel>(FindManySql, new { WorkspaceId = workspaceId, ChannelIds = channelIds.ToArray() }, cancellationToken);
    }

    private const string Columns = """
            c.workspace_id,
            c.channel_id,
            c.name,
            c.is_private,
            c.is_archived,
            c.bot_is_member,
            c.refreshed_at
        from channels c
        """;

    private const string FindSql = $"""
        -- ChannelStore.Find
        select
            {Columns}
        where c.workspace_id = @WorkspaceId
          and c.channel_id = @ChannelId
        """;

    private const string FindManySql = $"""
        -- ChannelStore.FindMany
        select
            {Columns}
        where c.workspace_id = @WorkspaceId
          and c.channel_id = any(@ChannelIds)
        """;

    private const string OnePostmortemPerChannelSql = """
        -- ChannelStore.OnePostmortemPerChannel
        select distinct on (workspace_id, channel_id)
            workspace_id,
            postmortem_id
        from postmortems
        order by workspace_id, channel_id, number desc
        """;

    // A public channel made private takes its postmortems with it: nothing stays readable by the whole
    // workspace, except what was published on purpose.
    private const string SaveSql = """
        -- ChannelStore.Save
        with workspace as (
            insert into workspaces (workspace_id, created_at)
            values (@WorkspaceId, @RefreshedAt)
            on conflict do nothing),
        narrowed as (
            update postmortems
            set audience = 'channel'
            where workspace_id = @WorkspaceId
              and channel_id = @ChannelId
              and audience = 'workspace'
              and status <> 'published'
              and @IsPrivate)
        insert into channels (
            workspace_id,
            channel_id,
            name,
            is_private,
            is_archived,
            bot_is_member,
            refreshed_at)
        values (
            @WorkspaceId,
            @ChannelId,
            @Name,
            @IsPrivate,
            @IsArchived,
            @BotIsMember,
            @RefreshedAt)
        on conflict (workspace_id, channel_id) do update set
            name = excluded.name,
            is_private = excluded.is_private,
            is_archived = excluded.is_archived,
            bot_is_member = excluded.bot_is_member,
            refreshed_at = excluded.refreshed_at
        """;

    private const string AddMemberSql = """
        -- ChannelStore.AddMember
        insert into channel_members (workspace_id, channel_id, user_id)
        values (@WorkspaceId, @ChannelId, @UserId)
        on conflict do nothing
        """;

    private const string RemoveMemberSql = """
        -- ChannelStore.RemoveMember
        delete from channel_members
        where workspace_id = @WorkspaceId
          and channel_id = @ChannelId
          and user_id = @UserId
        """;

    private const string ReplaceMembersSql = """
        -- ChannelStore.ReplaceMembers
        with gone as (
            delete from channel_members
            where workspace_id = @WorkspaceId
              and channel_id = @ChannelId
              and user_id <> all(@Members))
        insert into channel_members (workspace_id, channel_id, user_id)
        select @WorkspaceId, @ChannelId, unnest(@Members)
        on conflict do nothing
        """;
}

/// <summary>Names a postmortem.</summary>
public sealed record PostmortemRef
{
    public required string WorkspaceId { get; init; }
    public required Guid PostmortemId { get; init; }
}
