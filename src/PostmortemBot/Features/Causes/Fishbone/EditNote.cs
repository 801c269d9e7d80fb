using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Edits a cause on the fishbone, or puts it on another bone.</summary>
public sealed class EditNote(
    FishboneStore store,
    NotesStore notes,
    FishboneAccess access,
    ShowFishbone list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "fishbone.edit";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.NoteAsync(request, removedToo: false, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var bone = FishboneForms.Bone(await store.OfferedAsync(found.Postmortem, cancellationToken), found.Note.Category);
        var boneOnly = request.Action.ChosenValue?.StartsWith("bone ", StringComparison.Ordinal) == true;
        var form = new ModalViewDefinition
        {
            CallbackId = Id,
            Title = boneOnly ? "Put on another bone" : "Edit the cause",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = FishboneTarget.In(request.View?.PrivateMetadata, found.Note.NoteId).ToString(),
            Blocks = boneOnly
                ? [new SectionBlock { Text = new Markdown(Said.Quoted(found.Note.Text, 2500)) }, bone]
                : [FishboneForms.Text(found.Note.Text), bone],
        };
        await slack.For(request.WorkspaceId).Views.Push(request.TriggerId, form, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var target = FishboneTarget.Parse(submission.View.PrivateMetadata);
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var hasText = submission.View.State.Values.ContainsKey(FishboneForms.TextField);
        var field = hasText ? FishboneForms.TextField : TypedCauses.BoneField;
        var result = await access.NoteAsync(reader, target?.Id ?? default, standingIn: null, removedToo: false, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(field, refused.Text);
        var text = hasText ? TypedCauses.Clean(submission.View.State.GetText(FishboneForms.TextField) ?? "") : found.Note.Text;
        if (new Answer(CauseKinds.Condition, text).Problem() is { } problem)
            return ViewSubmissionResponse.Error(field, problem.Text);

        if (!await notes.EditAsync(found.Note, text, FishboneForms.ReadBone(submission.View.State), submission.UserId, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Error(field, FishboneAccess.Late.Text);
        var undo = new Undo(hasText ? "edit" : "bone", found.Note.NoteId, found.Note.Category, hasText ? "Changed." : "Put on another bone.");
        await list.FollowAsync(reader, submission.View.PreviousViewId, target! with { Id = found.Postmortem.PostmortemId }, undo, cancellationToken);
        return ViewSubmissionResponse.Close;
    }
}
