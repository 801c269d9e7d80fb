using Npgsql;
using PostmortemBot.Database;

namespace PostmortemBot.Features.Trackers;

/// <summary>Which item has which issue. Each change and what must follow are one statement.</summary>
public sealed partial class TrackerStore(PostgresDatabase database)
{
    /// <summary>An item is to have an issue: that one, or (no reference) a new one.</summary>
    /// <returns>False: it has one already, or another item has that issue.</returns>
    public async Task<bool> LinkAsync(TrackedItem item, string tracker, string? reference, string requestedBy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            return await database.SingleOrDefaultAsync<int>(LinkSql, new
            {
                item.WorkspaceId,
                item.ActionItemId,
                LinkId = Guid.CreateVersion7(now),
                AuditId = Guid.CreateVersion7(now),
                Tracker = tracker,
                Reference = reference,
                RequestedBy = requestedBy,
                Now = now,
            }, cancellationToken) > 0;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public Task UnlinkAsync(TrackedItem item, string unlinkedBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(UnlinkSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, AuditId = Guid.CreateVersion7(now), UnlinkedBy = unlinkedBy, Now = now }, cancellationToken);

    /// <summary>Before a new issue is made, so that whoever tries again knows to look for it first.</summary>
    public Task AttemptAsync(TrackedItem item, DateTimeOffset? at, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AttemptSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, At = at, item.Title, item.DueOn }, cancellationToken);

    /// <returns>False: unlinked meanwhile.</returns>
    public async Task<bool> SetReferenceAsync(TrackedItem item, string reference, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(SetReferenceSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, Reference = reference, Now = now }, cancellationToken) > 0;

    /// <summary>Remembers what both sides agree on now.</summary>
    public Task AgreeAsync(TrackedItem item, Agreed agreed, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(AgreeSql, new
        {
            item.WorkspaceId,
            item.ActionItemId,
            item.LinkId,
            agreed.IsClosed,
            agreed.OwnerId,
            agreed.Assignee,
            agreed.Etag,
            agreed.IssueUpdatedAt,
            agreed.Note,
            agreed.NoteDetail,
            agreed.Title,
            agreed.DueOn,
            agreed.FieldsRefused,
            Now = now,
        }, cancellationToken);

    /// <summary>The issue is as it was, and can be reached.</summary>
    public Task UnchangedAsync(TrackedItem item, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(UnchangedSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, Now = now }, cancellationToken);

    public Task SetProblemAsync(TrackedItem item, string problem, string detail, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(SetProblemSql, new { item.WorkspaceId, item.ActionItemId, item.LinkId, Problem = problem, Detail = detail, Now = now }, cancellationToken);

    /// <summary>After an item has changed: has its issue looked at, unless both agree already.</summary>
    public Task FollowAsync(string workspaceId, Guid actionItemId, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ExecuteAsync(FollowSql, new { WorkspaceId = workspaceId, ActionItemId = actionItemId, Now = now }, cancellationToken);
}
