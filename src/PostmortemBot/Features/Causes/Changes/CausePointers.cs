using PostmortemBot.Database;

namespace PostmortemBot.Features.Causes;

/// <summary>
/// What names a cause from outside the graph: an action item that breaks it, a loop that was closed over it, a note of the
/// fishbone that became it, a reply that answers it. They follow it when causes are merged, and come back when that is undone.
/// </summary>
internal static class CausePointers
{
    public const string Item = "item";
    private const string Loop = "loop";
    private const string Note = "note";
    private const string Reply = "reply";

    /// <summary>The cause that is kept stands for the other from now on.</summary>
    public static Task FollowAsync(PostgresTransaction transaction, Cause kept, Guid other, DateTimeOffset now) =>
        transaction.ExecuteAsync(FollowSql, new { kept.WorkspaceId, kept.PostmortemId, Kept = kept.CauseId, Other = other, Now = now });

    public static async Task RestoreAsync(PostgresTransaction transaction, ChangeIntent intent, IEnumerable<ChangedPart> parts)
    {
        // One that a change brought along stays: what it points at is out of every view.
        var were = parts.Where(part => part is { IsPointer: true, Before: not null, After: not null }).ToList();
        if (were.Count == 0)
            return;
        await transaction.ExecuteAsync(RestoreSql, new
        {
            intent.WorkspaceId,
            intent.PostmortemId,
            Holders = were.Select(part => part.Holder).ToArray(),
            Ids = were.Select(part => part.HolderId).ToArray(),
            Causes = were.Select(part => part.Before!["cause_id"]!.GetValue<Guid>()).ToArray(),
            intent.Now,
        });
    }

    /// <summary>As parts of the state of a graph. An item that nobody gave a cause is none.</summary>
    public const string Parts = $"""
        select
            'pointer ' || holder || ' ' || holder_id as key,
            jsonb_build_object('cause_id', cause_id)::text as value
        from (
            select '{Item}' as holder, action_item_id as holder_id, cause_id from action_items where workspace_id = @WorkspaceId and postmortem_id = @PostmortemId
            union all
            select '{Loop}', loop_id, finding_id from loops where workspace_id = @WorkspaceId and postmortem_id = @PostmortemId
            union all
            select '{Note}', note_id, cause_id from fishbone_notes where workspace_id = @WorkspaceId and postmortem_id = @PostmortemId
            union all
            select '{Reply}', reply_id, effect_id from cause_replies where workspace_id = @WorkspaceId and postmortem_id = @PostmortemId) pointers
        where cause_id in (select cause_id from whole)
        """;

    /// <summary>Whatever shows the cause by its words.</summary>
    private const string Redraws = """
        insert into outbox (workspace_id, job, subject_id, created_at)
        select distinct workspace_id, 'action-items.redraw', postmortem_id, @Now
        from items
        union all
        select workspace_id, 'whys.reply', reply_id, @Now
        from replies
        """;

    // A form that is open on an item is told by its revision that the item has changed.
    private const string FollowSql = $"""
        -- CausePointers.Follow
        with items as (
            update action_items
            set cause_id = @Kept,
                revision = revision + 1,
                updated_at = @Now
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and cause_id = @Other
            returning workspace_id, postmortem_id),
        findings as (
            update loops
            set finding_id = @Kept
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and finding_id = @Other),
        notes as (
            update fishbone_notes
            set cause_id = @Kept
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and cause_id = @Other),
        replies as (
            update cause_replies
            set effect_id = @Kept
            where workspace_id = @WorkspaceId
              and postmortem_id = @PostmortemId
              and effect_id = @Other
            returning workspace_id, reply_id)
        {Redraws}
        """;

    private const string RestoreSql = $"""
        -- CausePointers.Restore
        with were as (
            select holder, holder_id, cause_id
            from unnest(@Holders::text[], @Ids::uuid[], @Causes::uuid[]) as was (holder, holder_id, cause_id)),
        items as (
            update action_items i
            set cause_id = were.cause_id,
                revision = i.revision + 1,
                updated_at = @Now
            from were
            where i.workspace_id = @WorkspaceId
              and i.postmortem_id = @PostmortemId
              and were.holder = '{Item}'
              and i.action_item_id = were.holder_id
            returning i.workspace_id, i.postmortem_id),
        findings as (
            update loops l
            set finding_id = were.cause_id
            from were
            where l.workspace_id = @WorkspaceId
              and l.postmortem_id = @PostmortemId
              and were.holder = '{Loop}'
              and l.loop_id = were.holder_id),
        notes as (
            update fishbone_notes n
            set cause_id = were.cause_id
            from were
            where n.workspace_id = @WorkspaceId
              and n.postmortem_id = @PostmortemId
              and were.holder = '{Note}'
              and n.note_id = were.holder_id),
        replies as (
            update cause_replies r
            set effect_id = were.cause_id
            from were
            where r.workspace_id = @WorkspaceId
              and r.postmortem_id = @PostmortemId
              and were.holder = '{Reply}'
              and r.reply_id = were.holder_id
            returning r.workspace_id, r.reply_id)
        {Redraws}
        """;
}
