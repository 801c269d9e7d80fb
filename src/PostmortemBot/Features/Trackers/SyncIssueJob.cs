using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Features.Trackers.Http;
using PostmortemBot.Jobs;

namespace PostmortemBot.Features.Trackers;

/// <summary>
/// Makes an item and its issue agree: makes the issue where there is none yet, else carries out the <see cref="SyncPlan"/>.
/// Asked for after every change of either side and by the clock; it looks at both as they are now, so it may run any
/// number of times.
/// </summary>
public sealed partial class SyncIssueJob(
    PostgresDatabase database,
    TrackerStore store,
    TrackerList trackers,
    IOutsideChanges items,
    TrackerSource source,
    TimeProvider clock,
    ILogger<SyncIssueJob> logger) : IJob
{
    public const string Name = "trackers.sync";

    public async Task RunAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        // One at a time for each item, else two could make an issue each; and a tracker that hangs holds up one worker for it.
        if (!await database.TryAloneAsync($"tracker {subject.Id}", () => SyncAsync(subject, cancellationToken), cancellationToken))
            throw new PutBackException("The item is being compared with its issue already", TrackerDoor.FullPause);
    }

    private async Task SyncAsync(JobSubject subject, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(subject.WorkspaceId, subject.Id, cancellationToken) is not { IsLinked: true, IsCancelled: false } item)
            return;
        if (trackers.Find(item.WorkspaceId, item.Tracker) is not { } tracker)
        {
            await store.SetProblemAsync(item, TrackerProblem.NotConfigured, "", clock.GetUtcNow(), cancellationToken);
            return;
        }

        try
        {
            if (item.Reference is null)
                await CreateAsync(item, tracker, cancellationToken);
            else
                await CompareAsync(item, item.Reference, tracker, cancellationToken);
        }
        catch (TrackerRefusedException refused)
        {
            // Stands on the item with what to do; the poll looks again later.
            Refused(logger, item.Key, tracker.Id, refused.Problem);
            await store.SetProblemAsync(item, refused.Problem, refused.Detail, clock.GetUtcNow(), cancellationToken);
        }
        catch (TrackerAwayException)
        {
            await store.SetProblemAsync(item, TrackerProblem.Away, "", clock.GetUtcNow(), cancellationToken);
            throw;
        }
    }

    private async Task CreateAsync(TrackedItem item, ITracker tracker, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var reference = item.CreateAttemptedAt is { } attemptedAt ? await LookForAsync(item, tracker, attemptedAt, now, cancellationToken) : null;
        if (reference is null)
        {
            await store.AttemptAsync(item, now, cancellationToken);
            reference = await MakeAsync(item, tracker, cancellationToken);
            Created(logger, item.Key, tracker.Id, reference);
        }

        await store.SetReferenceAsync(item, reference, now, cancellationToken);
    }

    private async Task<string> MakeAsync(TrackedItem item, ITracker tracker, CancellationToken cancellationToken)
    {
        try
        {
            return await tracker.CreateAsync(source.Of(item), cancellationToken);
        }
        catch (Exception no) when (no is TrackerRefusedException or PutBackException)
        {
            // A clear no has made nothing, so nobody needs to look for it.
            await store.AttemptAsync(item, at: null, cancellationToken);
            throw;
        }
    }

    /// <summary>An attempt that seemed to fail may have made the issue all the same.</summary>
    private static async Task<string?> LookForAsync(TrackedItem item, ITracker tracker, DateTimeOffset attemptedAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await tracker.FindAsync(item.Marker, item.RequestedAt ?? attemptedAt, cancellationToken) is { } made)
            return made;
        // A second one would be worse than a wait.
        return now - attemptedAt < tracker.FindsAfter
            ? throw new TrackerAwayException($"It is not known yet whether {tracker.Name} made the issue of {item.Key}")
            : null;
    }

    private async Task CompareAsync(TrackedItem item, string reference, ITracker tracker, CancellationToken cancellationToken)
    {
        var isSettledHere = item.SyncedClosed == item.IsClosed && item.SyncedOwner == item.OwnerId
            && item.SyncedTitle == item.Title && item.SyncedDue == item.DueOn;
        if (await tracker.GetAsync(reference, isSettledHere ? item.Etag : null, cancellationToken) is not { } issue)
        {
            await store.UnchangedAsync(item, clock.GetUtcNow(), cancellationToken);
            return;
        }

        var known = (await store.PeopleAsync(item.WorkspaceId, cancellationToken)).Where(person => person.Tracker == tracker.Id).ToList();
        var ownerLogin = known.FirstOrDefault(person => person.UserId == item.OwnerId)?.Login;
        string? UserOf(string? login) => known.FirstOrDefault(person => string.Equals(person.Login, login, StringComparison.OrdinalIgnoreCase))?.UserId;

        var plan = SyncPlan.Of(item, issue, ownerLogin, UserOf);
        plan = await ShareOwnerAsync(item, reference, tracker, issue, plan, cancellationToken);
        await ShareStateAsync(item, reference, tracker, issue, plan, UserOf(issue.ClosedBy), cancellationToken);
        var change = IssueChange.Of(item, tracker.TakesDueDate);
        var refused = change.IsEmpty ? FieldsRefused.None : await tracker.ChangeAsync(reference, change, cancellationToken);
        var hasWritten = plan.Assign is not null || plan.CloseIssue is not null || !change.IsEmpty;
        await store.AgreeAsync(item, new Agreed
        {
            IsClosed = plan.CloseItem ?? item.IsClosed,
            OwnerId = plan.Own ?? item.OwnerId,
            Assignee = plan.Assignee,
            // What we wrote makes another version of it.
            Etag = hasWritten ? null : issue.ETag,
            IssueUpdatedAt = issue.UpdatedAt,
            Note = plan.Note,
            NoteDetail = plan.NoteDetail,
            // What was refused is tried again whenever the issue is looked at.
            Title = refused.Title ? item.SyncedTitle : item.Title,
            DueOn = refused.DueOn ? item.SyncedDue : item.DueOn,
            FieldsRefused = refused.ToString(),
        }, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<SyncPlan> ShareOwnerAsync(TrackedItem item, string reference, ITracker tracker, Issue issue, SyncPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Assign is { } assignees && !await tracker.AssignAsync(reference, assignees, cancellationToken))
            return plan with { Note = TrackerNote.AssigneeRefused, NoteDetail = assignees[0], Assignee = issue.Assignees.FirstOrDefault() ?? "" };
        if (plan.Own is not { } owner)
            return plan;

        var change = new OutsideChange(item.WorkspaceId, item.ActionItemId, PersonId: null, tracker.Id);
        return await items.SetOwnerAsync(change, owner, cancellationToken) is { } unsuitable
            ? plan with { Own = null, Note = TrackerNote.OwnerRefused, NoteDetail = unsuitable.Text }
            : plan;
    }

    private async Task ShareStateAsync(TrackedItem item, string reference, ITracker tracker, Issue issue, SyncPlan plan, string? closedBy, CancellationToken cancellationToken)
    {
        if (plan.CloseIssue is { } close)
            await tracker.SetClosedAsync(reference, close, item.State == ItemStates.WontDo, cancellationToken);
        if (plan.CloseItem is not { } closed)
            return;

        var actor = issue.ClosedBy is { } login ? $"{tracker.Id}:{login}" : tracker.Id;
        var change = new OutsideChange(item.WorkspaceId, item.ActionItemId, closed ? closedBy : null, actor);
        var (state, reason) = (closed, issue.IsNotPlanned) switch
        {
            (false, _) => (ItemStates.Open, null),
            (true, true) => (ItemStates.WontDo, $"Closed as not planned in {tracker.Name}, {reference}."),
            _ => (ItemStates.Done, (string?)null),
        };
        await items.SetStateAsync(change, state, reason, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Item} has an issue in {Tracker} now: {Reference}")]
    private static partial void Created(ILogger logger, string item, string tracker, string reference);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Item} and its issue in {Tracker} cannot be compared: {Problem}")]
    private static partial void Refused(ILogger logger, string item, string tracker, string problem);
}
