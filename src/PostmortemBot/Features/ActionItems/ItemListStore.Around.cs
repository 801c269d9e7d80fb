using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>What stands around items: their days, their relatives, the causes they can break.</summary>
public sealed partial class ItemListStore
{
    /// <summary>The items whose day comes, for a calendar.</summary>
    public Task<IReadOnlyList<ActionItem>> DatedAsync(Reader owner, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync<ActionItem>(DatedSql, new { owner.WorkspaceId, owner.UserId, Limit = limit }, cancellationToken);

    /// <summary>What came of an item: those split from it, and those that follow it up.</summary>
    public Task<IReadOnlyList<ActionItem>> FamilyAsync(ActionItem item, CancellationToken cancellationToken) =>
        database.QueryAsync<ActionItem>(FamilySql, new { item.WorkspaceId, item.ActionItemId, item.OriginId }, cancellationToken);

    /// <summary>The causes of a postmortem that an item can break, in the order in which they were found.</summary>
    public Task<IReadOnlyList<CauseChoice>> CausesAsync(string workspaceId, Guid postmortemId, CancellationToken cancellationToken) =>
        database.QueryAsync<CauseChoice>(CausesSql, new { WorkspaceId = workspaceId, PostmortemId = postmortemId }, cancellationToken);

    /// <summary>The postmortem a cause belongs to, unless it was taken out.</summary>
    public Task<CauseChoice?> CauseAsync(string workspaceId, Guid causeId, CancellationToken cancellationToken) =>
        database.SingleOrDefaultAsync<CauseChoice>(CauseSql, new { WorkspaceId = workspaceId, CauseId = causeId }, cancellationToken);

    private const string DatedSql = $"""
        -- ItemListStore.Dated
        select
            {ActionItemStore.Columns}
        {ActionItemStore.Tables}
        where a.workspace_id = @WorkspaceId
          and a.owner_id = @UserId
          and {ActionState.Unfinished}
          and a.due_on is not null
        {Readable}
        order by
            a.due_on,
            a.number
        limit @Limit
        """;

    private const string FamilySql = $"""
        -- ItemListStore.Family
        select
            {ActionItemStore.Columns}
        {ActionItemStore.Tables}
        where a.workspace_id = @WorkspaceId
          and (a.origin_id = @ActionItemId or a.action_item_id = @OriginId::uuid)
        order by a.number
        limit 20
        """;

    private const string CausesSql = """
        -- ItemListStore.Causes
        select
            cause_id,
            postmortem_id,
            text
        from causes
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and not is_top
          and removed_at is null
        order by created_at
        limit 100
        """;

    private const string CauseSql = """
        -- ItemListStore.Cause
        select
            cause_id,
            postmortem_id,
            text
        from causes
        where workspace_id = @WorkspaceId
          and cause_id = @CauseId
          and removed_at is null
        """;
}

/// <summary>A cause as the form of an item offers it.</summary>
public sealed record CauseChoice
{
    public required Guid CauseId { get; init; }
    public required Guid PostmortemId { get; init; }
    public required string Text { get; init; }
}
