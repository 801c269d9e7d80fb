using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>Makes one cause of several that say the same.</summary>
public sealed class MergeCauses(MergeStore store, CausesAccess access, ShowCauses list, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.merge";
    public const string Chosen = "same";

    private static readonly Problem Two = new("Choose at least two that say the same.", Chosen);
    private static readonly Problem Nothing = new("There is no second cause that could say the same.");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        var isUnder = request.Action.ChosenValue?.StartsWith("under ", StringComparison.Ordinal) == true;
        var chosen = isUnder ? found.Graph.ReasonsOf(found.Cause.CauseId) : [found.Cause];
        var candidates = Candidates(found.Graph, chosen);
        if (candidates.Count < 2)
            return await slack.TellAsync(request, Nothing, cancellationToken);

        var form = Form(found, candidates, chosen, CausesPage.Parse(request.View?.PrivateMetadata)?.Page ?? 0);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(Chosen, refused.Text);
        var words = new Answer(CauseKinds.Condition, submission.View.State.GetText(Answer.Field)?.Trim() ?? "");
        var ids = submission.View.State.GetOptions(Chosen).Select(id => Guid.TryParse(id, out var known) ? known : default).Distinct().ToList();
        if (ids.Count < 2)
            return ViewSubmissionResponse.Error(Chosen, Two.Text);
        var causes = ids.Select(found.Graph.Find).OfType<Cause>().OrderBy(cause => cause.CreatedAt).ToList();
        if (causes.Count < ids.Count)
            return ViewSubmissionResponse.Error(Chosen, MergeStore.Meanwhile.Text);
        // Left empty, the words of the first one hold.
        if (words.Text.Length > 0 && words.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        var kept = causes[0];
        var text = words.Text.Length > 0 ? words.Text : kept.Text;
        if (await store.MergeAsync(kept, [.. causes.Skip(1).Select(cause => cause.CauseId)], text, submission.UserId, clock.GetUtcNow(), cancellationToken) is { } problemNow)
            return ViewSubmissionResponse.Error(problemNow.Field ?? Chosen, problemNow.Text);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(new Reader(submission.WorkspaceId, submission.UserId), listView, new CausesPage(found.Postmortem.PostmortemId, FormTarget.Parse(submission.View.PrivateMetadata)!.Page), removed: null, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    /// <summary>The chosen ones and their neighbours first.</summary>
    private static List<Cause> Candidates(CauseGraph graph, IReadOnlyList<Cause> chosen)
    {
        var beside = chosen.SelectMany(cause => graph.EffectsOf(cause.CauseId)).SelectMany(effect => graph.ReasonsOf(effect.CauseId)).Select(cause => cause.CauseId).ToHashSet();
        return
        [
            .. (chosen.Any(cause => cause.IsTop) ? graph.Tops : graph.Found.Where(cause => cause.Branch is null))
                .OrderByDescending(cause => chosen.Contains(cause))
                .ThenByDescending(cause => beside.Contains(cause.CauseId))
                .Take(DetailsForm.MostOptions),
        ];
    }

    private static ModalViewDefinition Form(CauseAtHand found, IReadOnlyList<Cause> candidates, IReadOnlyList<Cause> chosen, int page) => new()
    {
        CallbackId = Id,
        Title = "These say the same",
        Submit = "Make one of them",
        Close = "Cancel",
        PrivateMetadata = new FormTarget(found.Cause.CauseId, Page: page).ToString(),
        Blocks =
        [
            new InputBlock
            {
                BlockId = Chosen,
                Label = "Which say the same?",
                Hint = "They become one. What each of them made possible, and what made it possible, stays.",
                Element = new StaticMultiSelectMenu
                {
                    ActionId = "value",
                    Options = [.. candidates.Select(CauseForms.Candidate)],
                    InitialOptions = [.. candidates.Where(cause => chosen.Contains(cause)).Select(CauseForms.Candidate)],
                },
            },
            CauseForms.Text(known: null, "Said once, for all of them", "Left empty, the words of the first one hold. What each said is kept beside it.", optional: true),
        ],
    };
}
