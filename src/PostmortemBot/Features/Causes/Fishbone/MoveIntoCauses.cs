using PostmortemBot.Database;
using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes.Fishbone;

/// <summary>Moves a cause of the fishbone into the graph, under what it made possible. The fishbone then shows it as part of the graph.</summary>
public sealed class MoveIntoCauses(
    FishboneStore store,
    NotesStore notes,
    CausesStore causes,
    FishboneAccess access,
    ShowFishbone list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "fishbone.move";
    private const string EffectField = "effect";
    private const string ProblemField = "problem";
    private const int MostOptions = 100;

    private static readonly Problem Moved = new("Somebody has moved it into the causes meanwhile. Close this form; the fishbone shows it there.", FishboneForms.TextField);

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.NoteAsync(request, removedToo: false, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var fishbone = await store.ReadAsync(found.Postmortem, cancellationToken);
        var form = new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Move into the causes",
            Submit = "Move",
            Close = "Cancel",
            PrivateMetadata = FishboneTarget.In(request.View?.PrivateMetadata, found.Note.NoteId).ToString(),
            Blocks = Blocks(found, fishbone, FishboneTarget.In(request.View?.PrivateMetadata, found.Note.NoteId).Problem),
        };
        await slack.For(request.WorkspaceId).Views.Push(request.TriggerId, form, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var target = FishboneTarget.Parse(submission.View.PrivateMetadata);
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.NoteAsync(reader, target?.Id ?? default, standingIn: null, removedToo: false, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(FishboneForms.TextField, refused.Text);
        var state = submission.View.State;
        var answer = new Answer(CauseKinds.Known(state.GetOption("kind")) ? state.GetOption("kind")! : CauseKinds.Condition, (state.GetText(FishboneForms.TextField) ?? "").Trim());
        if (answer.Problem() is { } problem)
            return ViewSubmissionResponse.Error(FishboneForms.TextField, problem.Text);

        var effect = await EffectAsync(found.Postmortem, submission, cancellationToken);
        if (effect.Failed(out var gone, out var effectId))
            return ViewSubmissionResponse.Error(gone.Field!, gone.Text);
        var now = clock.GetUtcNow();
        var outcome = await notes.MoveIntoCausesAsync(found.Note, new NewAnswer
        {
            Author = reader,
            PostmortemId = found.Postmortem.PostmortemId,
            EffectId = effectId,
            CauseId = RequestIds.From(submission.WorkspaceId, $"move {submission.View.Id}"),
            Answer = answer,
            RequestKey = submission.View.Id,
        }, FishboneForms.ReadBone(state), now, cancellationToken);
        if (outcome is null)
            return ViewSubmissionResponse.Error(FishboneForms.TextField, Moved.Text);
        if (!outcome.MayChange)
            return ViewSubmissionResponse.Error(FishboneForms.TextField, CausesAccess.Late.Text);

        await list.FollowAsync(reader, submission.View.PreviousViewId, target! with { Id = found.Postmortem.PostmortemId }, undo: null, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    /// <summary>What it made possible: the cause chosen, else the problem, which is stated here where nobody has yet.</summary>
    private async Task<Result<Guid>> EffectAsync(Postmortem postmortem, ViewSubmission submission, CancellationToken cancellationToken)
    {
        var graph = await causes.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        if (Guid.TryParse(submission.View.State.GetOption(EffectField), out var chosen))
            return graph.Find(chosen) is not null ? chosen : new Problem("That effect was taken out meanwhile. Choose another.", EffectField);
        if (graph.Top is { } top)
            return top.CauseId;

        var stated = new Answer(CauseKinds.Event, (submission.View.State.GetText(ProblemField) ?? "").Trim());
        if (stated.Problem() is { } problem)
            return problem with { Field = ProblemField };
        await causes.StartAsync(postmortem, stated.Text, submission.UserId, $"{submission.View.Id} problem", clock.GetUtcNow(), cancellationToken);
        graph = await causes.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        return graph.Top is { } now ? now.CauseId : new Problem(CausesAccess.Late.Text, ProblemField);
    }

    private static List<Block> Blocks(NoteAtHand found, FishboneDiagram fishbone, Guid problem)
    {
        var blocks = new List<Block>();
        var also = fishbone.Entries.FirstOrDefault(entry => entry.Id == found.Note.NoteId)?.Also ?? [];
        if (also.Count > 0)
            blocks.Add(new SectionBlock { Text = new Markdown("*Others wrote*\n" + string.Join('\n', also.Take(8).Select(note => $">{Said.Line(note.Text, 300)}"))) });
        blocks.Add(FishboneForms.Text(found.Note.Text));
        blocks.Add(fishbone.Graph.Top is null
            ? new InputBlock
            {
                BlockId = ProblemField,
                Label = "What was the problem?",
                Hint = "Nobody has stated it yet. It becomes the top of the causes, and this one its first cause.",
                Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = Answer.TextLength, InitialValue = Mrkdwn.Cut(fishbone.Problem, Answer.TextLength) },
            }
            : Effects(fishbone.Graph, problem));
        blocks.Add(FishboneForms.Bone(fishbone.Choices, found.Note.Category));
        var kinds = CauseKinds.All.Select(kind => new Option(kind.Name, kind.Kind) { Description = kind.Meaning }).ToList();
        blocks.Add(new InputBlock { BlockId = "kind", Label = "What kind of cause is it?", Element = new RadioButtonGroup { ActionId = "value", Options = kinds, InitialOption = kinds[0] } });
        return blocks;
    }

    private static InputBlock Effects(CauseGraph graph, Guid problem)
    {
        var options = graph.Tree.Where(line => !line.IsRepeat).Take(MostOptions)
            .Select(line => new Option(new PlainText(Mrkdwn.Cut((!line.Cause.IsTop ? "" : graph.Tops.Count < 2 ? "The problem: " : $"{ProblemName.Of(graph, line.Cause)}: ") + Said.Breaks().Replace(line.Cause.Text, " "), 75)), line.Cause.CauseId.ToString()))
            .ToList();
        return new InputBlock
        {
            BlockId = EffectField,
            Label = "What did it make possible?",
            Element = new StaticSelectMenu { ActionId = "value", Options = options, InitialOption = options.FirstOrDefault(option => option.Value == problem.ToString()) ?? options[0] },
        };
    }
}
