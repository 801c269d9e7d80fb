using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>One press says that an item is done or under way; another takes it back.</summary>
public sealed class MarkDone(
    ActionItemStore store,
    ActionItemAccess access,
    SettingsStore settings,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string DoneId = "actions.done";
    public const string StartId = "actions.start";
    public const string ReopenId = "actions.reopen";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var state = request.Action.ActionId switch
        {
            ReopenId => ActionState.Open,
            StartId => ActionState.InProgress,
            _ => ActionState.Done,
        };
        return ChangeAsync(request, request.ItemId(), state, cancellationToken);
    }

    public async Task<Ack> ChangeAsync(BlockActionRequest request, Guid actionItemId, string state, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.FindAsync(reader, actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        // A button of an old message, or the second of two people.
        if (!item.MayBecome(state) && (item.State != state || item.StateChangedBy != reader.UserId))
            return await slack.TellAsync(request, new($"{item.Key} is {ActionState.Words(item.State).ToLowerInvariant()} already{(item.StateChangedBy is { } by ? $", as {Mrkdwn.User(by)} said" : "")}, so nothing changed."), cancellationToken);

        var now = clock.GetUtcNow();
        var weeks = (await settings.GetAsync(reader.WorkspaceId, cancellationToken)).EffectWeeks;
        var requestKey = $"{request.UserId} {item.ActionItemId} {request.Action.ActionTs}";
        await store.ChangeAsync(
            item, current => current.MayBecome(state) ? current.Become(state, reason: null, reader.UserId, weeks, now) : null, reader.UserId, note: null, requestKey, now, cancellationToken);
        await screens.FollowAsync(request, cancellationToken);
        return Ack.Done;
    }
}

/// <summary>Takes back the last change of an item's state, whoever made it, with the reason that went with the state before.</summary>
public sealed class UndoState(
    ActionItemStore store,
    ItemHistoryStore history,
    ActionItemAccess access,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "actions.undo";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await access.FindAsync(reader, request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        // The button names the revision it was drawn for: pressed twice, or late, it takes back nothing else.
        var isCurrent = request.Action.ChosenValue?.Split(' ') is [_, var revision] && int.TryParse(revision, out var drawn) && drawn == item.Revision;
        var now = clock.GetUtcNow();
        if (isCurrent && await history.LastStateAsync(item, cancellationToken) is { Was: { } before } last)
        {
            var undone = item with
            {
                State = before,
                StateReason = before == ActionState.WontDo ? last.NoteBefore : null,
                BlockedReason = before == ActionState.Blocked ? last.NoteBefore : null,
                StateChangedBy = reader.UserId,
                StateChangedAt = now,
            };
            isCurrent = await store.SaveAsync(item, undone, reader.UserId, "Undone", requestKey: null, now, cancellationToken);
        }

        await screens.FollowAsync(request, cancellationToken);
        return isCurrent
            ? Ack.Done
            : await slack.TellAsync(request, new($"{item.Key} changed meanwhile, so nothing was undone. What it says now is shown; press again if you still want to undo its last change."), cancellationToken);
    }
}
