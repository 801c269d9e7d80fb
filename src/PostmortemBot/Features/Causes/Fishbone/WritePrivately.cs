using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Writes causes during a brainstorm. The form shows the writer's own, and nobody else's.</summary>
public sealed class WritePrivately(
    FishboneStore store,
    PrivateNotesStore own,
    BrainstormStore brainstorms,
    FishboneAccess access,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "brainstorm.write";

    /// <summary>A modal holds 100 blocks.</summary>
    private const int MostShown = 80;

    public static readonly Problem Over = new("The brainstorm has ended; what was written is in its thread. `/postmortem fishbone` adds more, openly.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.BrainstormAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (!found.Brainstorm.IsWritingAt(clock.GetUtcNow()))
            return await slack.TellAsync(request, Over, cancellationToken);

        var form = await FormAsync(found, request.UserId, taken: null, cancellationToken);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.BrainstormAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(TypedCauses.Field, refused.Text);
        var state = submission.View.State;
        var categories = await store.OfferedAsync(found.Postmortem, cancellationToken);
        var read = TypedCauses.Read(state, categories);
        if (read.Failed(out var problem, out var typed))
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);
        var now = clock.GetUtcNow();
        if (!found.Brainstorm.IsWritingAt(now))
            return await TooLateAsync(found, submission, categories, now, cancellationToken);
        if ((await own.TallyAsync(found.Brainstorm, cancellationToken)).Causes + typed.Count > Note.MostOfAll)
            return ViewSubmissionResponse.Error(AddNotes.Full.Field!, AddNotes.Full.Text);

        var key = $"{submission.View.Id} {submission.View.Hash}";
        if (!await own.AddAsync(found.Brainstorm, typed, submission.UserId, key, now, cancellationToken))
            return await TooLateAsync(found, submission, categories, now, cancellationToken);
        return Rephrase.Offer(typed, index => Rephrase.OfPrivate(NotesStore.IdOf(submission.WorkspaceId, key, index), found.Brainstorm.BrainstormId, typed[index].Category))
            ?? ViewSubmissionResponse.Close;
    }

    /// <summary>What was typed is given back, to be added openly or taken elsewhere.</summary>
    private async Task<ViewSubmissionResponse> TooLateAsync(BrainstormAtHand found, ViewSubmission submission, IReadOnlyList<string> categories, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await brainstorms.EndAsync(found.Brainstorm, isEarly: false, StartBrainstorm.TheBot, now, cancellationToken);
        var state = submission.View.State;
        var openly = found.Brainstorm.IsAnonymous ? "*Add openly* puts it on the fishbone with your name, for everybody to see." : "*Add openly* puts it on the fishbone, for everybody to see.";
        return ViewSubmissionResponse.Update(FishboneForms.Add(
            new FishboneTarget(found.Postmortem.PostmortemId), categories, $"The brainstorm ended while you were writing, so this was not part of it. Nothing you typed is lost: it is below. {openly}",
            state.GetText(TypedCauses.Field), FishboneForms.ReadBone(state)));
    }

    public async Task<ModalViewDefinition> FormAsync(BrainstormAtHand found, string userId, Guid? taken, CancellationToken cancellationToken)
    {
        var brainstorm = found.Brainstorm;
        var mine = (await own.OwnAsync(brainstorm, userId, cancellationToken)).Where(note => note.RemovedAt is null).ToList();
        var categories = await store.OfferedAsync(found.Postmortem, cancellationToken);
        var who = brainstorm.IsAnonymous ? "Nobody can tell who wrote what, not even later." : "When it ends, the fishbone says who wrote what.";
        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown($"*{Said.Line(found.Postmortem.Title, 300)}*\nUntil {When.Time(brainstorm.EndsAt)} only you see what you write; then all is shown at once. {who}") },
        };
        if (taken is { } undo)
            blocks.Add(new SectionBlock { Text = new Markdown("Taken back."), Accessory = new Button { ActionId = OwnNotes.PutBackId, Text = "Undo", Value = $"back {undo}" } });
        blocks.AddRange(FishboneForms.Causes(categories));
        if (mine.Count > 0)
        {
            blocks.Add(new DividerBlock());
            blocks.Add(new SectionBlock { Text = new Markdown($"*Yours so far* ({mine.Count})") });
            blocks.AddRange(mine.Take(MostShown).Select(Line));
            if (mine.Count > MostShown)
                blocks.Add(new ContextBlock { Elements = [new Markdown($"and {mine.Count - MostShown} more, all kept")] });
        }

        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = brainstorm.IsAnonymous ? "Write anonymously" : "Write privately",
            Submit = "Add",
            Close = "Close",
            PrivateMetadata = new FishboneTarget(brainstorm.BrainstormId).ToString(),
            Blocks = blocks,
        };
    }

    private static SectionBlock Line(Note note) => new()
    {
        BlockId = note.NoteId.ToString(),
        Text = new Markdown($":white_small_square: {Said.Line(note.Text, 1000)}\n_{Said.Line(note.Category ?? Categories.NotSure, 100)}_"),
        Accessory = new OverflowMenu
        {
            ActionId = OwnNotes.MenuId,
            Options = [new Option("Edit", $"edit {note.NoteId}"), new Option("Take back", $"off {note.NoteId}")],
        },
    };
}
