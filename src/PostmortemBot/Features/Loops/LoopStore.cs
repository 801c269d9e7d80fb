using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.Loops;

public sealed partial class LoopStore(PostgresDatabase database)
{
    /// <summary>Stores a new entry. The same request again changes nothing.</summary>
    public Task AddAsync(Postmortem postmortem, LoopDraft draft, string addedBy, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AddSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            LoopId = Guid.CreateVersion7(now),
            draft.FindingId,
            draft.Kind,
            draft.Title,
            draft.Url,
            draft.Service,
            draft.State,
            draft.OwnerId,
            draft.IsForEverybody,
            draft.VerifyOn,
            AuditId = Guid.CreateVersion7(now),
            Actor = addedBy,
            RequestKey = requestKey,
            Now = now,
        }, cancellationToken);

    public Task EditAsync(LoopEntry entry, LoopDraft draft, string editedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(EditSql, new
        {
            entry.WorkspaceId,
            entry.LoopId,
            draft.FindingId,
            draft.Kind,
            draft.Title,
            draft.Url,
            draft.Service,
            draft.State,
            draft.OwnerId,
            draft.IsForEverybody,
            draft.VerifyOn,
            AuditId = Guid.CreateVersion7(now),
            Actor = editedBy,
            Now = now,
        }, cancellationToken);

    /// <summary>What its owner says of it, and when they are asked again (null: not any more).</summary>
    public Task AnswerAsync(LoopEntry entry, string state, DateOnly? verifyOn, string answeredBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AnswerSql, new { entry.WorkspaceId, entry.LoopId, State = state, VerifyOn = verifyOn, AuditId = Guid.CreateVersion7(now), Actor = answeredBy, Now = now }, cancellationToken);

    /// <summary>Claims the question of a day, so that it is asked once.</summary>
    public Task<int> AskAsync(string workspaceId, Guid loopId, DateOnly verifyOn, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AskSql, new { WorkspaceId = workspaceId, LoopId = loopId, VerifyOn = verifyOn, Now = now }, cancellationToken);

    public Task SetMessageAsync(LoopEntry entry, string channelId, string ts, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetMessageSql, new { entry.WorkspaceId, entry.LoopId, ChannelId = channelId, Ts = ts }, cancellationToken);

    private static readonly string AddSql = $"""
        -- LoopStore.Add
        with receipt as (
            insert into receipts (workspace_id, request_key, received_at, completed_at)
            values (@WorkspaceId, @RequestKey, @Now, @Now)
            on conflict do nothing
            returning workspace_id),
        added as (
            insert into loops (
                workspace_id,
                loop_id,
                postmortem_id,
                finding_id,
                kind,
                title,
                url,
                service,
                state,
                owner_id,
                is_for_everybody,
                verify_on,
                created_by,
                created_at,
                changed_at)
            select
                workspace_id,
                @LoopId,
                @PostmortemId,
                @FindingId::uuid,
                @Kind,
                @Title,
                @Url,
                @Service,
                @State,
                @OwnerId::text,
                @IsForEverybody,
                @VerifyOn::date,
                @Actor,
                @Now,
                @Now
            from receipt
            returning workspace_id, loop_id, postmortem_id),
        {Afterwards.Audited("added", "'loop.added'", "loop_id")}
        {Afterwards.Asks("added", (CardJobs.Refresh, "postmortem_id"))}
        """;

    private static readonly string EditSql = $"""
        -- LoopStore.Edit
        with edited as (
            update loops
            set finding_id = @FindingId::uuid,
                kind = @Kind,
                title = @Title,
                url = @Url,
                service = @Service,
                state = @State,
                owner_id = @OwnerId::text,
                is_for_everybody = @IsForEverybody,
                verify_on = @VerifyOn::date,
                changed_at = @Now
            where workspace_id = @WorkspaceId
              and loop_id = @LoopId
            returning workspace_id, loop_id, postmortem_id),
        {Afterwards.Audited("edited", "'loop.edited'", "loop_id")}
        {Afterwards.Asks("edited", (CardJobs.Refresh, "postmortem_id"))}
        """;

    private static readonly string AnswerSql = $"""
        -- LoopStore.Answer
        with answered as (
            update loops
            set state = @State,
                verify_on = @VerifyOn::date,
                answered_by = @Actor,
                answered_at = @Now,
                changed_at = case when state = @State then changed_at else @Now end
            where workspace_id = @WorkspaceId
              and loop_id = @LoopId
            returning workspace_id, loop_id, postmortem_id),
        {Afterwards.Audited("answered", "'loop.answered'", "loop_id")}
        {Afterwards.Asks("answered", ("loops.redraw", "loop_id"), (CardJobs.Refresh, "postmortem_id"))}
        """;

    private static readonly string AskSql = $"""
        -- LoopStore.Ask
        with asked as (
            update loops
            set asked_for = @VerifyOn::date,
                answered_by = null,
                answered_at = null,
                message_channel_id = null,
                message_ts = null
            where workspace_id = @WorkspaceId
              and loop_id = @LoopId
              and verify_on = @VerifyOn::date
              and asked_for is distinct from @VerifyOn::date
            returning workspace_id, loop_id)
        {Afterwards.Asks("asked", ("loops.ask", "loop_id"))}
        """;

    private const string SetMessageSql = """
        -- LoopStore.SetMessage
        update loops
        set message_channel_id = @ChannelId,
            message_ts = @Ts
        where workspace_id = @WorkspaceId
          and loop_id = @LoopId
        """;
}
