using PostmortemBot.Database;

namespace PostmortemBot.Features.Causes;

/// <summary>Replies in threads of whys, until they are causes.</summary>
public sealed partial class RepliesStore(PostgresDatabase database, CauseChanges changes)
{
    /// <summary>Whose whys a thread asks; null: it is another thread.</summary>
    public Task<Guid?> PostmortemOfThreadAsync(string workspaceId, string channelId, string threadTs, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<Guid?>(PostmortemOfThreadSql, new { WorkspaceId = workspaceId, ChannelId = channelId, ThreadTs = threadTs }, cancellationToken);

    /// <summary>
    /// Keeps a reply, or what became of it: the newest words, or that it is gone. Slack may tell the change before the
    /// message. What is decided stays decided.
    /// </summary>
    public Task HearAsync(CauseReply reply, CancellationToken cancellationToken) => database.ExecuteAsync(HearSql, reply, cancellationToken);

    public Task<bool> IsKnownAsync(string workspaceId, string channelId, string messageTs, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<bool>(IsKnownSql, new { WorkspaceId = workspaceId, ChannelId = channelId, MessageTs = messageTs }, cancellationToken);

    public Task<CauseReply?> FindAsync(string workspaceId, Guid replyId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<CauseReply>(FindSql, new { WorkspaceId = workspaceId, ReplyId = replyId }, cancellationToken);

    /// <summary>Takes it as an answer to another why. False: it is decided by now.</summary>
    public async Task<bool> MoveAsync(CauseReply reply, Guid effectId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(MoveSql, new { reply.WorkspaceId, reply.ReplyId, EffectId = effectId, Now = now }, cancellationToken) == 1;

    /// <summary>Says that it is no answer, or that it is one after all. False: it is in another state by now.</summary>
    public async Task<bool> SetStateAsync(CauseReply reply, string from, string to, string actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(SetStateSql, new { reply.WorkspaceId, reply.ReplyId, From = from, To = to, Actor = actor, Now = now }, cancellationToken) == 1;

    public Task DrawnAsync(CauseReply reply, string replyTs, string hash, CancellationToken cancellationToken) =>
        database.ExecuteAsync(DrawnSql, new { reply.WorkspaceId, reply.ReplyId, ReplyTs = replyTs, Hash = hash }, cancellationToken);

    private const string PostmortemOfThreadSql = """
        -- RepliesStore.PostmortemOfThread
        select postmortem_id
        from postmortems
        where workspace_id = @WorkspaceId
          and channel_id = @ChannelId
          and whys_ts = @ThreadTs
        """;

    private const string IsKnownSql = """
        -- RepliesStore.IsKnown
        select exists (
            select 1
            from cause_replies
            where workspace_id = @WorkspaceId
              and channel_id = @ChannelId
              and message_ts = @MessageTs)
        """;

    private const string HearSql = """
        -- RepliesStore.Hear
        with heard as (
            insert into cause_replies as r (
                workspace_id,
                channel_id,
                message_ts,
                reply_id,
                postmortem_id,
                effect_id,
                author_id,
                text,
                edited_ts,
                state,
                received_at)
            values (
                @WorkspaceId,
                @ChannelId,
                @MessageTs,
                @ReplyId,
                @PostmortemId,
                @EffectId,
                @AuthorId,
                @Text,
                @EditedTs,
                @State,
                @ReceivedAt)
            on conflict (workspace_id, channel_id, message_ts) do update set
                text = case when excluded.state = 'proposed' then excluded.text else r.text end,
                edited_ts = greatest(r.edited_ts, excluded.edited_ts),
                state = case when excluded.state = 'withdrawn' then 'withdrawn' else r.state end
            where r.state = 'proposed'
              and r.author_id = excluded.author_id
              and (excluded.state = 'withdrawn' or (excluded.edited_ts > r.edited_ts and excluded.text <> r.text))
            returning r.workspace_id, r.reply_id)
        insert into outbox (workspace_id, job, subject_id, created_at)
        select workspace_id, 'whys.reply', reply_id, @ReceivedAt
        from heard
        """;

    private const string Columns = """
        workspace_id,
            reply_id,
            postmortem_id,
            channel_id,
            message_ts,
            effect_id,
            author_id,
            text,
            edited_ts,
            state,
            cause_id,
            decided_by,
            reply_ts,
            drawn_hash,
            received_at
        from cause_replies
        where workspace_id = @WorkspaceId
          and reply_id = @ReplyId
        """;

    private const string FindSql = $"""
        -- RepliesStore.Find
        select
            {Columns}
        """;

    private const string MoveSql = """
        -- RepliesStore.Move
        with moved as (
            update cause_replies
            set effect_id = @EffectId
            where workspace_id = @WorkspaceId
              and reply_id = @ReplyId
              and state = 'proposed'
            returning workspace_id, reply_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'whys.reply', reply_id, @Now
            from moved)
        select count(*)::integer
        from moved
        """;

    private const string SetStateSql = """
        -- RepliesStore.SetState
        with decided as (
            update cause_replies
            set state = @To,
                decided_by = @Actor,
                decided_at = @Now
            where workspace_id = @WorkspaceId
              and reply_id = @ReplyId
              and state = @From
            returning workspace_id, reply_id),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, 'whys.reply', reply_id, @Now
            from decided)
        select count(*)::integer
        from decided
        """;

    private const string DrawnSql = """
        -- RepliesStore.Drawn
        update cause_replies
        set reply_ts = @ReplyTs,
            drawn_hash = @Hash
        where workspace_id = @WorkspaceId
          and reply_id = @ReplyId
        """;
}
