using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Offers the one question of the whys for a cause that names a person or stops at human error. It is stored already, whatever comes of this.</summary>
public sealed class Rephrase(
    NotesStore notes,
    PrivateNotesStore own,
    FishboneAccess access,
    ShowFishbone list,
    TimeProvider clock) : IViewSubmissionHandler
{
    public const string Id = "fishbone.rephrase";

    /// <summary>The question for the first of them that asks for one; null when none does.</summary>
    public static ViewSubmissionResponse? Offer(IReadOnlyList<TypedCause> typed, Func<int, string> metadata)
    {
        for (var i = 0; i < typed.Count; i++)
        {
            if (ShallowAnswer.In(typed[i].Text, effect: null) is { IsAboutPeople: true } shallow)
                return ViewSubmissionResponse.Update(FishboneForms.OneQuestion(shallow, typed[i].Text, metadata(i)));
        }

        return null;
    }

    public static string OfNote(Guid noteId, FishboneTarget list) => $"note {noteId} {list.Page} {list.Problem}";

    public static string OfPrivate(Guid noteId, Guid brainstormId, string? bone) => $"private {noteId} {brainstormId} {bone}".TrimEnd();

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var text = TypedCauses.Clean(submission.View.State.GetText(FishboneForms.TextField) ?? "");
        // Emptying it is a way of keeping it.
        if (text.Length == 0)
            return ViewSubmissionResponse.Close;
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        switch (submission.View.PrivateMetadata.Split(' ', 4))
        {
            case ["private", var id, var of, .. var rest] when Guid.TryParse(id, out var noteId) && Guid.TryParse(of, out var brainstormId):
                var running = await access.BrainstormAsync(reader, brainstormId, standingIn: null, cancellationToken);
                if (running.Failed(out var closed, out var brainstorm))
                    return Kept(closed.Text);
                return await own.EditAsync(brainstorm.Brainstorm, noteId, text, rest.FirstOrDefault(), submission.UserId, clock.GetUtcNow(), cancellationToken)
                    ? ViewSubmissionResponse.Close
                    : Kept("The brainstorm has ended meanwhile. Your cause is on the fishbone as you first wrote it, and can be edited there: `/postmortem fishbone`.");
            case ["note", var id, var page, .. var rest] when Guid.TryParse(id, out var noteId):
                var result = await access.NoteAsync(reader, noteId, standingIn: null, removedToo: false, cancellationToken);
                if (result.Failed(out var refused, out var found))
                    return Kept(refused.Text);
                if (!await notes.EditAsync(found.Note, text, found.Note.Category, submission.UserId, clock.GetUtcNow(), cancellationToken))
                    return Kept(FishboneAccess.Late.Text);
                await list.FollowAsync(reader, submission.View.PreviousViewId, FishboneTarget.In($"{id} {page} {rest.FirstOrDefault()}".TrimEnd(), found.Postmortem.PostmortemId), undo: null, cancellationToken);
                return ViewSubmissionResponse.Close;
            default:
                return ViewSubmissionResponse.Close;
        }
    }

    private static ViewSubmissionResponse Kept(string words) => ViewSubmissionResponse.Error(FishboneForms.TextField, words);
}
