using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Groups causes that say the same: suggested by their words, decided by people. Every text stays.</summary>
public sealed class MergeNotes(
    FishboneStore store,
    NotesStore notes,
    FishboneAccess noteAccess,
    PostmortemAccess access,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "fishbone.merge";
    public const string SuggestedId = "fishbone.merge_suggested";
    public const string ApartId = "fishbone.merge_undo";
    private const string Field = "same";
    private const int MostSuggested = 12;

    /// <summary>Ids of 36 letters in a button's value of 2,000.</summary>
    private const int MostInOne = 40;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.Action.ActionId is SuggestedId or ApartId)
            return await DecideAsync(request, cancellationToken);
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var form = View(postmortem, await store.ReadAsync(postmortem, cancellationToken), merged: null);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var chosen = submission.View.State.GetOptions(Field).Select(value => Guid.TryParse(value, out var id) ? id : default).Where(id => id != default).Distinct().ToList();
        if (chosen.Count < 2)
            return ViewSubmissionResponse.Error(Field, "Choose at least two that say the same.");
        return await MergeAsync(reader, chosen, standingIn: null, cancellationToken) is { Failure: null, Postmortem: { } postmortem, Head: { } head }
            ? ViewSubmissionResponse.Update(View(postmortem, await store.ReadAsync(postmortem, cancellationToken), head))
            : ViewSubmissionResponse.Error(Field, FishboneAccess.Late.Text);
    }

    private async Task<Ack> DecideAsync(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var ids = (request.Action.ChosenValue ?? "").Split(' ').Select(value => Guid.TryParse(value, out var id) ? id : default).ToList();
        var done = request.Action.ActionId == ApartId
            ? await ApartAsync(reader, ids[0], request.ChannelId, cancellationToken)
            : await MergeAsync(reader, ids, request.ChannelId, cancellationToken);
        if (done.Failure is { } problem)
            return await slack.TellAsync(request, problem, cancellationToken);
        if (request.View is { } view)
            await slack.For(request.WorkspaceId).Views.UpdateByViewId(View(done.Postmortem!, await store.ReadAsync(done.Postmortem!, cancellationToken), done.Head), view.Id, hash: null, cancellationToken);
        return Ack.Done;
    }

    private async Task<Outcome> MergeAsync(Reader reader, IReadOnlyList<Guid> ids, string? standingIn, CancellationToken cancellationToken)
    {
        var result = await noteAccess.NoteAsync(reader, ids[0], standingIn, removedToo: false, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return new Outcome(problem, null, null);
        return await notes.MergeAsync(found.Note, [.. ids.Skip(1)], reader.UserId, clock.GetUtcNow(), cancellationToken)
            ? new Outcome(null, found.Postmortem, found.Note)
            : new Outcome(FishboneAccess.Late, null, null);
    }

    private async Task<Outcome> ApartAsync(Reader reader, Guid id, string? standingIn, CancellationToken cancellationToken)
    {
        var result = await noteAccess.NoteAsync(reader, id, standingIn, removedToo: true, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return new Outcome(problem, null, null);
        await notes.TakeApartAsync(found.Note, reader.UserId, clock.GetUtcNow(), cancellationToken);
        return new Outcome(null, found.Postmortem, null);
    }

    private static ModalViewDefinition View(Postmortem postmortem, FishboneDiagram fishbone, Note? merged)
    {
        var own = fishbone.Own.ToList();
        var blocks = new List<Block>();
        if (merged is not null)
            blocks.Add(new SectionBlock { Text = new Markdown($"Grouped under “{Said.Line(merged.Text, 300)}”. Every text is kept."), Accessory = new Button { ActionId = ApartId, Text = "Undo", Value = merged.NoteId.ToString() } });
        var suggested = SimilarNotes.Of(own);
        if (suggested.Count > 0)
            blocks.Add(new SectionBlock { Text = new Markdown("*These share most of their words*") });
        blocks.AddRange(suggested.Take(MostSuggested).Select(Suggestion));
        if (own.Count < 2)
        {
            blocks.Add(new SectionBlock { Text = new Markdown("There are no two causes to group yet.") });
            return Shell(postmortem, blocks, submit: null);
        }

        blocks.Add(new InputBlock
        {
            BlockId = Field,
            Label = "Or choose those that say the same",
            Hint = "They are shown as one, under the words of the first. All texts are kept, and they can be taken apart again.",
            Optional = true,
            Element = new StaticMultiSelectMenu { ActionId = "value", OptionGroups = [.. Groups(fishbone)] },
        });
        return Shell(postmortem, blocks, "Group");
    }

    private static SectionBlock Suggestion(IReadOnlyList<FishboneEntry> group) => new()
    {
        Text = new Markdown(string.Join('\n', group.Take(8).Select(entry => $"• {Said.Line(entry.Text, 280)}")) + (group.Count > 8 ? $"\nand {group.Count - 8} more" : "")),
        Accessory = new Button { ActionId = SuggestedId, Text = "Group these", Value = string.Join(' ', group.Take(MostInOne).Select(entry => entry.Id)) },
    };

    private static IEnumerable<OptionGroup> Groups(FishboneDiagram fishbone) =>
        from bone in fishbone.Bones
        from part in bone.Entries.Where(entry => !entry.IsInGraph).Chunk(100)
        select new OptionGroup
        {
            Label = Mrkdwn.Cut(bone.Name, 75),
            Options = [.. part.Select(entry => new Option(new PlainText(Mrkdwn.Cut(Said.Breaks().Replace(entry.Text, " "), 75)), entry.Id.ToString()))],
        };

    private static ModalViewDefinition Shell(Postmortem postmortem, IReadOnlyList<Block> blocks, string? submit) => new()
    {
        CallbackId = Id,
        Title = "Group similar causes",
        Submit = submit is null ? null : new PlainText(submit),
        Close = "Done",
        PrivateMetadata = new FishboneTarget(postmortem.PostmortemId).ToString(),
        Blocks = blocks,
    };

    private sealed record Outcome(Problem? Failure, Postmortem? Postmortem, Note? Head);
}
