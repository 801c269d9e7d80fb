using PostmortemBot.Hosting;

namespace PostmortemBot.Features.Causes;

public sealed partial class CauseChanges
{
    public static readonly Problem NothingToUndo = new("There is no change left to take back.");
    public static readonly Problem UndoneAlready = new("That change was taken back already. Nothing was changed.");
    public static readonly Problem ChangedSince = new("Somebody changed the same thing since, so taking this back would undo their work as well. Nothing was changed; the history shows what they did.");
    private static readonly Problem NothingLeft = new("It is the only problem left, and everything hangs from it. Nothing was changed; edit its words instead.");
    private static readonly Problem BuiltUpon = new("Somebody has gone on from it since: there are answers under it. Nothing was changed; take those out first, or edit it.");

    /// <summary>Puts back what was there before a change. Null: done.</summary>
    public Task<Problem?> UndoAsync(ChangeIntent intent, Guid changeId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(async transaction =>
        {
            await LockAsync(transaction, intent.PostmortemId);
            var change = await transaction.SingleOrDefaultAsync<CauseChange>(FindSql, new { intent.WorkspaceId, intent.PostmortemId, ChangeId = changeId });
            if (change is null)
                return NothingToUndo;
            if (change.UndoneAt is not null)
                return UndoneAlready;
            var now = await StateAsync(transaction, intent.WorkspaceId, intent.PostmortemId);
            var parts = change.Read();
            if (WhyNot(now, parts) is { } problem)
                return problem;
            var tops = (await CausesStore.GraphAsync(transaction, intent.WorkspaceId, intent.PostmortemId)).Tops;
            if (tops.All(top => parts.Any(part => part.IsCause && part.Id == top.CauseId && (part.Before is null || part.Before["removed_at"] is not null))))
                return NothingLeft;

            return await RecordedAsync(transaction, intent with { CauseId = change.CauseId }, changeId, async () =>
            {
                var claim = new { intent.WorkspaceId, intent.PostmortemId, ChangeId = changeId, change.CauseId, AuditId = Guid.CreateVersion7(intent.Now), intent.ActorId, intent.Now };
                if (await transaction.SingleOrDefaultAsync<int>(UndoneSql, claim) != 1)
                    return CausesAccess.Late;
                await RestoreAsync(transaction, intent, parts);
                return null;
            });
        }, cancellationToken);

    private static Problem? WhyNot(GraphState now, IReadOnlyList<ChangedPart> parts)
    {
        if (!parts.All(now.Still))
            return ChangedSince;
        var brought = parts.Select(part => part.Key).ToHashSet(StringComparer.Ordinal);
        if (parts.Any(part => part is { IsCause: true, Before: null } && now.IsBuiltUpon(part.Id, brought)))
            return BuiltUpon;
        return now.Without(parts).IsSound() ? null : ChangedSince;
    }

    private const string FindSql = """
        -- CauseChanges.Find
        select
            change_id,
            at,
            actor_id,
            act,
            cause_id,
            parts,
            undoes,
            undone_at
        from cause_changes
        where workspace_id = @WorkspaceId
          and postmortem_id = @PostmortemId
          and change_id = @ChangeId
        """;

    private const string UndoneSql = """
        -- CauseChanges.Undone
        with undone as (
            update cause_changes h
            set undone_at = @Now
            from postmortems p
            where h.workspace_id = @WorkspaceId
              and h.postmortem_id = @PostmortemId
              and h.change_id = @ChangeId
              and h.undone_at is null
              and p.workspace_id = h.workspace_id
              and p.postmortem_id = h.postmortem_id
              and p.status in ('draft', 'in_review', 'approved')
            returning h.workspace_id, h.postmortem_id),
        audited as (
            insert into audit (workspace_id, audit_id, at, actor_id, act, subject_id)
            select workspace_id, @AuditId, @Now, @ActorId, 'causes.undone', @CauseId
            from undone),
        follow_up as (
            insert into outbox (workspace_id, job, subject_id, created_at)
            select workspace_id, job, postmortem_id, @Now
            from undone, unnest(array['whys.thread', 'card.refresh']) job)
        select count(*)::integer
        from undone
        """;
}
