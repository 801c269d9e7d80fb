using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Edits one's own causes during a brainstorm, takes them back, and puts them in again.</summary>
public sealed partial class OwnNotes(
    FishboneStore store,
    PrivateNotesStore own,
    FishboneAccess access,
    WritePrivately form,
    ISlackClients slack,
    TimeProvider clock,
    ILogger<OwnNotes> logger) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string MenuId = "brainstorm.own";
    public const string EditId = "brainstorm.edit";
    public const string PutBackId = "brainstorm.put_back";

    private const string TooLate = "The brainstorm has ended meanwhile, so this was not changed. Your cause is on the fishbone as you wrote it first; edit it there with /postmortem fishbone.";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var (verb, brainstormId, noteId) = Chosen(request);
        var result = await access.BrainstormAsync(new Reader(request.WorkspaceId, request.UserId), brainstormId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (!found.Brainstorm.IsWritingAt(clock.GetUtcNow()))
            return await slack.TellAsync(request, WritePrivately.Over, cancellationToken);
        if (verb == "edit")
            return await OpenAsync(request, found, noteId, cancellationToken);

        if (!await own.RemoveAsync(found.Brainstorm, noteId, isRemoved: verb == "off", request.UserId, clock.GetUtcNow(), cancellationToken))
            return await slack.TellAsync(request, FishboneAccess.Gone, cancellationToken);
        await FollowAsync(found, request.UserId, request.View?.Id, verb == "off" ? noteId : null, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var ids = submission.View.PrivateMetadata.Split(' ');
        var result = await access.BrainstormAsync(
            new Reader(submission.WorkspaceId, submission.UserId), Guid.TryParse(ids[0], out var id) ? id : default, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(FishboneForms.TextField, refused.Text);
        var text = TypedCauses.Clean(submission.View.State.GetText(FishboneForms.TextField) ?? "");
        if (new Answer(CauseKinds.Condition, text).Problem() is { } problem)
            return ViewSubmissionResponse.Error(FishboneForms.TextField, problem.Text);

        var noteId = Guid.TryParse(ids[^1], out var note) ? note : default;
        if (!await own.EditAsync(found.Brainstorm, noteId, text, FishboneForms.ReadBone(submission.View.State), submission.UserId, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Error(FishboneForms.TextField, TooLate);
        await FollowAsync(found, submission.UserId, submission.View.PreviousViewId, taken: null, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<Ack> OpenAsync(BlockActionRequest request, BrainstormAtHand found, Guid noteId, CancellationToken cancellationToken)
    {
        var mine = await own.OwnAsync(found.Brainstorm, request.UserId, cancellationToken);
        if (mine.FirstOrDefault(note => note.NoteId == noteId && note.RemovedAt is null) is not { } note)
            return await slack.TellAsync(request, FishboneAccess.Gone, cancellationToken);
        await slack.For(request.WorkspaceId).Views.Push(request.TriggerId, new ModalViewDefinition
        {
            CallbackId = EditId,
            Title = "Edit your cause",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = $"{found.Brainstorm.BrainstormId} {noteId}",
            Blocks = [FishboneForms.Text(note.Text), FishboneForms.Bone(await store.OfferedAsync(found.Postmortem, cancellationToken), note.Category)],
        }, cancellationToken);
        return Ack.Done;
    }

    private async Task FollowAsync(BrainstormAtHand found, string userId, string? viewId, Guid? taken, CancellationToken cancellationToken)
    {
        if (viewId is not { Length: > 0 })
            return;
        try
        {
            await slack.For(found.Brainstorm.WorkspaceId).Views.UpdateByViewId(await form.FormAsync(found, userId, taken, cancellationToken), viewId, hash: null, cancellationToken);
        }
        catch (SlackApiException refused)
        {
            // It is stored by then; who asked stays unsaid, because a brainstorm may be anonymous.
            CannotRedraw(logger, refused.Method, refused.Error);
        }
    }

    /// <summary>The menu names what to do and the cause; the form knows its brainstorm.</summary>
    private static (string Verb, Guid BrainstormId, Guid NoteId) Chosen(BlockActionRequest request) =>
        (request.Action.ChosenValue?.Split(' ')[0] ?? "", FishboneTarget.Parse(request.View?.PrivateMetadata)?.Id ?? default, FishboneAccess.Chosen(request.Action));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A form of a brainstorm could not be drawn again after a change: {Method} said {Error}")]
    private static partial void CannotRedraw(ILogger logger, string method, string error);
}
