using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Causes;

/// <summary>A message in the thread of whys.</summary>
public sealed record Prompt
{
    public const string Root = "root";
    public const string Why = "prompt";
    public const string Gate = "gate";

    public required Guid CauseId { get; init; }
    public required string Part { get; init; }
    public required string ChannelId { get; init; }
    public required string MessageTs { get; init; }

    /// <summary>Of what was last drawn.</summary>
    public required string DrawnHash { get; init; }
}

/// <summary>Which messages stand for which causes.</summary>
public sealed class ThreadStore(PostgresDatabase database)
{
    public Task<IReadOnlyList<Prompt>> ListAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<Prompt>(ListSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    public Task SaveAsync(string workspaceId, Guid postmortemId, Prompt prompt, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SaveSql, new
        {
            WorkspaceId = workspaceId,
            PostmortemId = postmortemId,
            prompt.CauseId,
            prompt.Part,
            prompt.ChannelId,
            prompt.MessageTs,
            prompt.DrawnHash,
        }, cancellationToken);

    /// <summary>The thread is gone: its messages stand for nothing any more.</summary>
    public Task ForgetAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.ExecuteAsync(ForgetSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>
    /// The bot's other messages about the causes whose buttons belong to another state of the postmortem are drawn again:
    /// nobody is asked any more once it is closed, and again once it is not.
    /// </summary>
    public Task FollowAsync(Postmortem postmortem, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(FollowSql, new { postmortem.WorkspaceId, postmortem.PostmortemId, postmortem.IsOpen, Now = now }, cancellationToken);

    /// <summary>Before the hash of what was drawn while the postmortem was closed.</summary>
    public static string Mark(Postmortem postmortem) => postmortem.IsOpen ? "" : Closed;

    private const string Closed = "closed ";

    private const string FollowSql = $"""
        -- ThreadStore.Follow
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'whys.reply', reply_id, @Now::timestamptz
        from cause_replies
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and state in ('proposed', 'not_an_answer')
          and reply_ts is not null
          and (drawn_hash like '{Closed}%') = @IsOpen
        union all
        select workspace_id, 'brainstorm.draw', brainstorm_id, @Now::timestamptz
        from brainstorms
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and message_ts is not null
          and (drawn_hash like '{Closed}%') = @IsOpen
        """;

    private const string ListSql = """
        -- ThreadStore.List
        select
            m.cause_id,
            m.part,
            m.channel_id,
            m.message_ts,
            m.drawn_hash
        from cause_prompts m
        join causes c
          on c.workspace_id = m.workspace_id
         and c.cause_id = m.cause_id
        where m.workspace_id = @WorkspaceId
          and c.postmortem_id = @PostmortemId
        """;

    private const string SaveSql = """
        -- ThreadStore.Save
        with rooted as (
            update postmortems
            set whys_ts = @MessageTs
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and @Part = 'root'
              and whys_ts is distinct from @MessageTs)
        insert into cause_prompts (
            workspace_id,
            cause_id,
            part,
            channel_id,
            message_ts,
            drawn_hash)
        values (
            @WorkspaceId,
            @CauseId,
            @Part,
            @ChannelId,
            @MessageTs,
            @DrawnHash)
        on conflict (workspace_id, cause_id, part) do update set
            channel_id = excluded.channel_id,
            message_ts = excluded.message_ts,
            drawn_hash = excluded.drawn_hash
        """;

    private const string ForgetSql = """
        -- ThreadStore.Forget
        with unrooted as (
            update postmortems
            set whys_ts = null
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId)
        delete from cause_prompts
        where workspace_id = @WorkspaceId
          and cause_id in (
            select cause_id
            from causes
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId)
        """;
}
