using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Puts a cause of the graph on a bone, or on another one.</summary>
public sealed class PlaceCause(
    FishboneStore store,
    NotesStore notes,
    CausesAccess access,
    ShowFishbone list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "fishbone.place";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var fishbone = await store.ReadAsync(found.Postmortem, cancellationToken);
        var form = new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Put on a bone",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = FishboneTarget.In(request.View?.PrivateMetadata, found.Cause.CauseId).ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown(Said.Quoted(found.Cause.Text, 2500)) },
                FishboneForms.Bone(fishbone.Choices, fishbone.Entries.FirstOrDefault(entry => entry.Id == found.Cause.CauseId)?.Category),
            ],
        };
        await slack.For(request.WorkspaceId).Views.Push(request.TriggerId, form, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var target = FishboneTarget.Parse(submission.View.PrivateMetadata);
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.ForChangingAsync(reader, target?.Id ?? default, standingIn: null, removedToo: false, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(TypedCauses.BoneField, refused.Text);

        var fishbone = await store.ReadAsync(found.Postmortem, cancellationToken);
        var bone = FishboneForms.ReadBone(submission.View.State);
        // Left on its bone it keeps its factor, which may be finer.
        if (Categories.Same(bone, fishbone.Entries.FirstOrDefault(entry => entry.Id == found.Cause.CauseId)?.Category))
            return ViewSubmissionResponse.Close;
        var before = await store.CategoryOfCauseAsync(submission.WorkspaceId, found.Cause.CauseId, cancellationToken);
        if (!await notes.PlaceCauseAsync(found.Cause, bone, submission.UserId, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Error(TypedCauses.BoneField, CausesAccess.Late.Text);
        var undo = new Undo("place", found.Cause.CauseId, before, "Put on another bone.");
        await list.FollowAsync(reader, submission.View.PreviousViewId, target! with { Id = found.Postmortem.PostmortemId }, undo, cancellationToken);
        return ViewSubmissionResponse.Close;
    }
}
