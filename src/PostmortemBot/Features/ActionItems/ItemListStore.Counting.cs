using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>How many there are.</summary>
public sealed partial class ItemListStore
{
    public async Task<ItemCounts> CountsAsync(Reader reader, DateOnly today, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<ItemCounts>(CountsSql, new { reader.WorkspaceId, reader.UserId, Today = today, Limit = ItemCounts.Most + 1 }, cancellationToken)
        ?? new ItemCounts { Mine = 0, Overdue = 0, Team = 0 };

    private const string CountsSql = $"""
        -- ItemListStore.Counts
        with owned as (
            select a.due_on
            from action_items a
            join postmortems p
              on p.workspace_id = a.workspace_id
             and p.postmortem_id = a.postmortem_id
            where a.workspace_id = @WorkspaceId
              and a.owner_id = @UserId
              and {ActionState.Unfinished}
            {Readable}
            {Onwards}),
        helped as (
            select a.due_on
            from action_items a
            join postmortems p
              on p.workspace_id = a.workspace_id
             and p.postmortem_id = a.postmortem_id
            where a.workspace_id = @WorkspaceId
              and a.helpers @> array[@UserId::text]
              and a.owner_id is distinct from @UserId
              and {ActionState.Unfinished}
            {Readable}
            limit @Limit),
        mine as (
            select due_on from owned
            union all
            select due_on from helped),
        team as (
            select 1
            from action_items a
            join postmortems p
              on p.workspace_id = a.workspace_id
             and p.postmortem_id = a.postmortem_id
            join channel_members cm
              on cm.workspace_id = p.workspace_id
             and cm.channel_id = p.channel_id
             and cm.user_id = @UserId
            where a.workspace_id = @WorkspaceId
              and {ActionState.Unfinished}
            {Readable}
            limit @Limit)
        select
            (select count(*)::integer from mine) as mine,
            (select count(*)::integer from mine where due_on < @Today) as overdue,
            (select count(*)::integer from team) as team
        """;
}
