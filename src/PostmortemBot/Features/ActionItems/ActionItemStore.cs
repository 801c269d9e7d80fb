using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;

namespace PostmortemBot.Features.ActionItems;

/// <summary>The items. Each change, its history and what must follow are one statement.</summary>
public sealed partial class ActionItemStore(PostgresDatabase database)
{
    /// <summary>Stores a new item under the workspace's next number. The same request again changes nothing.</summary>
    /// <returns>Whether it was stored now.</returns>
    public async Task<bool> CreateAsync(Guid actionItemId, Postmortem postmortem, ActionItemDraft draft, ItemOrigin? origin, string createdBy, string requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(CreateSql, new
        {
            postmortem.WorkspaceId,
            postmortem.PostmortemId,
            ActionItemId = actionItemId,
            draft.Title,
            draft.Details,
            draft.OwnerId,
            Helpers = draft.Helpers.ToArray(),
            draft.DueOn,
            draft.Type,
            draft.Priority,
            draft.CauseId,
            draft.SourceUrl,
            OriginId = origin?.ActionItemId,
            Origin = origin?.Kind,
            AuditId = Guid.CreateVersion7(now),
            Actor = createdBy,
            RequestKey = requestKey,
            Now = now,
        }, cancellationToken) > 0;

    /// <summary>Stores what an item became, unless somebody else changed it since it was read.</summary>
    /// <param name="before">As it was read.</param>
    /// <param name="after">What it becomes.</param>
    /// <param name="changedBy">Who changes it.</param>
    /// <param name="note">Why, for its history.</param>
    /// <param name="requestKey">Names the request where the same one again must change nothing.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False: somebody was faster, or this request came before.</returns>
    public async Task<bool> SaveAsync(ActionItem before, ActionItem after, string changedBy, string? note, string? requestKey, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.SingleOrDefaultAsync<int>(SaveSql, new
        {
            before.WorkspaceId,
            before.ActionItemId,
            before.Revision,
            after.Title,
            after.Details,
            after.OwnerId,
            after.Helpers,
            after.DueOn,
            after.Type,
            after.Priority,
            after.CauseId,
            after.State,
            after.StateReason,
            after.BlockedReason,
            after.StateChangedBy,
            after.StateChangedAt,
            after.AcceptedAt,
            after.PreviousOwnerId,
            after.EvidenceUrl,
            after.DatePushes,
            after.EffectCheckAt,
            after.EffectAskedAt,
            after.Effect,
            after.EffectBy,
            after.EffectAt,
            after.SnoozedUntil,
            // Moves only when the words change: a sign-off covers what was read, not a repeated save.
            ContentChangedAt = after.SaysTheSameAs(before) ? before.ContentChangedAt : now,
            Act = after.State == before.State ? "action_item.edited" : $"action_item.{after.State}",
            AuditId = Guid.CreateVersion7(now),
            Actor = changedBy,
            Note = note,
            RequestKey = requestKey,
            Now = now,
        }, cancellationToken) > 0;

    /// <summary>
    /// Changes an item whoever else changes it meanwhile: reads it again when somebody was faster. Null from
    /// <paramref name="change"/>: there is nothing to change any more.
    /// </summary>
    public async Task<bool> ChangeAsync(
        ActionItem item, Func<ActionItem, ActionItem?> change, string changedBy, string? note, string? requestKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var current = item;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            if (change(current) is not { } after)
                return false;
            if (await SaveAsync(current, after, changedBy, note, requestKey, now, cancellationToken))
                return true;
            if (await FindAsync(item.WorkspaceId, item.ActionItemId, cancellationToken) is not { } read || read.Revision == current.Revision)
                return false;
            current = read;
        }

        return false;
    }
}

/// <summary>The item that another was split from or follows up.</summary>
public sealed record ItemOrigin(Guid ActionItemId, string Kind)
{
    public const string Split = "split";
    public const string FollowUp = "follow_up";
}
