using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>A note with its postmortem, for somebody who may change it.</summary>
public sealed record NoteAtHand(Postmortem Postmortem, Note Note);

/// <summary>A brainstorm with its postmortem, for somebody who may take part.</summary>
public sealed record BrainstormAtHand(Postmortem Postmortem, Brainstorm Brainstorm);

/// <summary>The door for every act on the fishbone: the access rule of its postmortem, and whether what it is about is still there.</summary>
public sealed class FishboneAccess(FishboneStore store, BrainstormStore brainstorms, PostmortemAccess access)
{
    public static readonly Problem Gone = new("Somebody took that cause off the fishbone meanwhile, so nothing was changed. `/postmortem fishbone` shows what is there.", "text");

    public static readonly Problem Late = new("Meanwhile the postmortem was published or cancelled, or the cause was taken off. Nothing was changed; `/postmortem fishbone` shows what is there.", "text");

    public Task<Result<NoteAtHand>> NoteAsync(BlockActionRequest request, bool removedToo, CancellationToken cancellationToken) =>
        NoteAsync(new Reader(request.WorkspaceId, request.UserId), Chosen(request.Action), request.ChannelId, removedToo, cancellationToken);

    public async Task<Result<NoteAtHand>> NoteAsync(Reader reader, Guid noteId, string? standingIn, bool removedToo, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(reader.WorkspaceId, noteId, cancellationToken) is not { } note)
            return PostmortemAccess.NotFound;
        var result = await access.ForChangingAsync(reader, note.PostmortemId, standingIn, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return problem;
        return note.RemovedAt is null || removedToo ? new NoteAtHand(postmortem, note) : Gone;
    }

    public Task<Result<BrainstormAtHand>> BrainstormAsync(BlockActionRequest request, CancellationToken cancellationToken) =>
        BrainstormAsync(new Reader(request.WorkspaceId, request.UserId), Chosen(request.Action), request.ChannelId, cancellationToken);

    public Task<Result<BrainstormAtHand>> BrainstormAsync(ViewSubmission submission, CancellationToken cancellationToken) =>
        BrainstormAsync(new Reader(submission.WorkspaceId, submission.UserId), FishboneTarget.Parse(submission.View.PrivateMetadata)?.Id ?? default, standingIn: null, cancellationToken);

    public async Task<Result<BrainstormAtHand>> BrainstormAsync(Reader reader, Guid brainstormId, string? standingIn, CancellationToken cancellationToken)
    {
        if (await brainstorms.FindAsync(reader.WorkspaceId, brainstormId, cancellationToken) is not { } brainstorm)
            return PostmortemAccess.NotFound;
        var result = await access.ForChangingAsync(reader, brainstorm.PostmortemId, standingIn, cancellationToken);
        return result.Failed(out var problem, out var postmortem) ? problem : new BrainstormAtHand(postmortem, brainstorm);
    }

    /// <summary>A menu names what to do, then the id, then perhaps more.</summary>
    internal static Guid Chosen(BlockAction action) =>
        Guid.TryParse(action.ChosenValue?.Split(' ') is [_, var second, ..] ? second : action.ChosenValue, out var id) ? id : default;
}

/// <summary>What a form or a list is about, kept in it.</summary>
/// <param name="Id">The postmortem, note, cause or brainstorm.</param>
/// <param name="Page">The page of the list it was opened from.</param>
/// <param name="Problem">Which of several problems that list shows; empty: the first.</param>
public sealed record FishboneTarget(Guid Id, int Page = 0, Guid Problem = default)
{
    public override string ToString() => Problem == default ? $"{Id} {Page}" : $"{Id} {Page} {Problem}";

    public static FishboneTarget? Parse(string? metadata) =>
        metadata?.Split(' ') is [var id, var page, .. var rest] && Guid.TryParse(id, out var parsed) && int.TryParse(page, out var number)
            ? new FishboneTarget(parsed, number, rest is [var problem] && Guid.TryParse(problem, out var chosen) ? chosen : default)
            : null;

    /// <summary>The place in the list where something was done, for a form about something in it.</summary>
    public static FishboneTarget In(string? metadata, Guid id) => (Parse(metadata) ?? new FishboneTarget(id)) with { Id = id };
}
