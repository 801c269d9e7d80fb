using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Lists of items across postmortems, a page at a time; everything a reader may not read is left out.</summary>
public sealed partial class ItemListStore(PostgresDatabase database)
{
    /// <param name="reader">Who reads.</param>
    /// <param name="list">Which items, and from where on.</param>
    /// <param name="today">The reader's day: what is due before it is overdue.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ItemPage> PageAsync(Reader reader, ItemList list, DateOnly today, int size, CancellationToken cancellationToken)
    {
        var cursor = list.Cursor;
        var sql = (list.Scope == ItemList.Mine, cursor is { IsBackwards: true }) switch
        {
            (true, false) => MineForwardSql,
            (true, true) => MineBackwardSql,
            (false, false) => ForwardSql,
            _ => BackwardSql,
        };
        var found = await database.QueryAsync<ActionItem>(sql, new
        {
            reader.WorkspaceId,
            reader.UserId,
            PostmortemId = list.Scope == ItemList.OfPostmortem ? list.PostmortemId : null,
            IsTeam = list.Scope == ItemList.Team,
            list.State,
            list.Priority,
            Today = today,
            HasCursor = cursor is not null,
            IsClosed = cursor?.IsClosed ?? false,
            Due = cursor?.Due ?? DateOnly.MinValue,
            AfterPriority = cursor?.Priority ?? "",
            Number = cursor?.Number ?? 0,
            Limit = size + 1,
        }, cancellationToken);
        var more = found.Count > size;
        var shown = found.Take(size);
        return cursor is { IsBackwards: true }
            ? new ItemPage([.. shown.Reverse()], more, HasLater: true)
            : new ItemPage([.. shown], cursor is not null, more);
    }

    private const string Which = $"""
        where a.workspace_id = @WorkspaceId
          and (@PostmortemId::uuid is null or a.postmortem_id = @PostmortemId)
          and (@PostmortemId::uuid is not null or p.status <> 'cancelled')
          and (not @IsTeam or exists (
              select 1
              from channel_members team
              where team.workspace_id = p.workspace_id
                and team.channel_id = p.channel_id
                and team.user_id = @UserId))
          and (@State = 'all'
            or @State = a.state
            or (@State = 'unfinished' and {ActionState.Unfinished})
            or (@State = 'overdue' and {ActionState.Unfinished} and a.due_on < @Today))
          and (@Priority = '' or a.priority = @Priority)
          and {AccessRule.Readable}
        """;

    private const string Place = $"(not ({ActionState.Unfinished}), coalesce(a.due_on, 'infinity'::date), a.priority, a.number)";

    private const string After = $"(not @HasCursor or {Place} > (@IsClosed, @Due::date, @AfterPriority, @Number))";

    private const string Before = $"(not @HasCursor or {Place} < (@IsClosed, @Due::date, @AfterPriority, @Number))";

    private const string Onwards = $"""
        order by
            not ({ActionState.Unfinished}),
            coalesce(a.due_on, 'infinity'::date),
            a.priority,
            a.number
        limit @Limit
        """;

    private const string Backwards = $"""
        order by
            not ({ActionState.Unfinished}) desc,
            coalesce(a.due_on, 'infinity'::date) desc,
            a.priority desc,
            a.number desc
        limit @Limit
        """;

    private const string ForwardSql = $"""
        -- ItemListStore.Forward
        select
            {ActionItemStore.Columns}
        {ActionItemStore.Tables}
        {Which}
          and {After}
        {Onwards}
        """;

    private const string BackwardSql = $"""
        -- ItemListStore.Backward
        select
            {ActionItemStore.Columns}
        {ActionItemStore.Tables}
        {Which}
          and {Before}
        {Backwards}
        """;

    private const string Narrow = """
        select a.action_item_id
        from action_items a
        join postmortems p
          on p.workspace_id = a.workspace_id
         and p.postmortem_id = a.postmortem_id
        """;

    // One's own are read in the order of their index, as many as a page needs, and those one helps with beside them: "or"
    // would read and sort all of them.
    private const string MineForwardSql = $"""
        -- ItemListStore.MineForward
        with owned as (
            {Narrow}
            {Which}
              and a.owner_id = @UserId
              and {After}
            {Onwards}),
        helped as (
            {Narrow}
            {Which}
              and a.helpers @> array[@UserId::text]
              and a.owner_id is distinct from @UserId
              and {After}
            {Onwards})
        select
            {ActionItemStore.Columns}
        {ActionItemStore.Tables}
        where a.workspace_id = @WorkspaceId
          and a.action_item_id in (select action_item_id from owned union all select action_item_id from helped)
        {Onwards}
        """;

    private const string MineBackwardSql = $"""
        -- ItemListStore.MineBackward
        with owned as (
            {Narrow}
            {Which}
              and a.owner_id = @UserId
              and {Before}
            {Backwards}),
        helped as (
            {Narrow}
            {Which}
              and a.helpers @> array[@UserId::text]
              and a.owner_id is distinct from @UserId
              and {Before}
            {Backwards})
        select
            {ActionItemStore.Columns}
        {ActionItemStore.Tables}
        where a.workspace_id = @WorkspaceId
          and a.action_item_id in (select action_item_id from owned union all select action_item_id from helped)
        {Backwards}
        """;

    private const string Readable = $"""
              and p.status <> 'cancelled'
              and {AccessRule.Readable}
        """;
}
