using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>What was done last, in the button that undoes it.</summary>
/// <param name="Verb">off, edit, place or merge.</param>
/// <param name="Id">The note, or the cause.</param>
/// <param name="Bone">Where it stood before; null for none.</param>
/// <param name="Words">What was done, in mrkdwn.</param>
public sealed record Undo(string Verb, Guid Id, string? Bone, string Words)
{
    public override string ToString() => $"{Verb} {Id} {Bone}".TrimEnd();

    /// <summary>The bone in a button's value: all that follows the id.</summary>
    public static string? BoneIn(string? value) => value?.Split(' ', 3) is [_, _, { Length: > 0 } bone] ? bone : null;
}

/// <summary>Undoes the last edit, move, merge or removal.</summary>
public sealed class UndoChange(
    NotesStore notes,
    FishboneAccess access,
    CausesAccess causes,
    ShowFishbone list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler
{
    public const string Id = "fishbone.undo";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var value = request.Action.ChosenValue;
        var bone = Undo.BoneIn(value);
        Postmortem postmortem;
        bool mayChange;
        if (value?.StartsWith("place ", StringComparison.Ordinal) == true)
        {
            var result = await causes.ForChangingAsync(reader, FishboneAccess.Chosen(request.Action), request.ChannelId, removedToo: false, cancellationToken);
            if (result.Failed(out var problem, out var found))
                return await slack.TellAsync(request, problem, cancellationToken);
            postmortem = found.Postmortem;
            mayChange = await notes.PlaceCauseAsync(found.Cause, bone, request.UserId, clock.GetUtcNow(), cancellationToken);
        }
        else
        {
            var result = await access.NoteAsync(request, removedToo: true, cancellationToken);
            if (result.Failed(out var problem, out var found))
                return await slack.TellAsync(request, problem, cancellationToken);
            postmortem = found.Postmortem;
            mayChange = await UndoAsync(value?.Split(' ')[0], found.Note, bone, request.UserId, cancellationToken);
        }

        if (!mayChange)
            return await slack.TellAsync(request, FishboneAccess.Late, cancellationToken);
        await list.FollowAsync(reader, request.View?.Id, FishboneTarget.In(request.View?.PrivateMetadata, postmortem.PostmortemId), undo: null, cancellationToken);
        return Ack.Done;
    }

    private Task<bool> UndoAsync(string? verb, Note note, string? bone, string actor, CancellationToken cancellationToken) => verb switch
    {
        "off" => notes.RemoveAsync(note, isRemoved: false, actor, clock.GetUtcNow(), cancellationToken),
        "merge" => notes.TakeApartAsync(note, actor, clock.GetUtcNow(), cancellationToken),
        "bone" => notes.EditAsync(note, note.Text, bone, actor, clock.GetUtcNow(), cancellationToken),
        _ => notes.EditAsync(note, note.PreviousText ?? note.Text, bone, actor, clock.GetUtcNow(), cancellationToken),
    };
}
