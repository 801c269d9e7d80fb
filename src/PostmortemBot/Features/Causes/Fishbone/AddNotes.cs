using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Puts causes on bones, openly: anybody who may read the postmortem, one or many at once.</summary>
public sealed class AddNotes(
    FishboneStore store,
    NotesStore notes,
    PostmortemAccess access,
    ShowFishbone list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "fishbone.add";

    public static readonly Problem Full = new($"The fishbone holds {Note.MostOfAll} causes, and more cannot be read by anybody. Group similar ones or take some off, then add again. Nothing was added, and your text is still here.", TypedCauses.Field);

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var target = FishboneTarget.In(request.View?.PrivateMetadata, postmortem.PostmortemId);
        var form = FishboneForms.Add(target, await store.OfferedAsync(postmortem, cancellationToken));
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var target = FishboneTarget.Parse(submission.View.PrivateMetadata);
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.ForChangingAsync(reader, target?.Id ?? default, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error(TypedCauses.Field, refused.Text);
        var fishbone = await store.ReadAsync(postmortem, cancellationToken);
        var read = TypedCauses.Read(submission.View.State, fishbone.Choices);
        if (read.Failed(out var problem, out var typed))
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);
        if (fishbone.Notes.Count + typed.Count > Note.MostOfAll)
            return ViewSubmissionResponse.Error(Full.Field!, Full.Text);

        var key = $"{submission.View.Id} {submission.View.Hash}";
        if (!await notes.AddAsync(postmortem, typed, submission.UserId, key, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Error(TypedCauses.Field, FishboneAccess.Late.Text);
        await list.FollowAsync(reader, submission.View.PreviousViewId, target!, undo: null, cancellationToken);
        return Rephrase.Offer(typed, index => Rephrase.OfNote(NotesStore.IdOf(submission.WorkspaceId, key, index), target!)) ?? ViewSubmissionResponse.Close;
    }
}
