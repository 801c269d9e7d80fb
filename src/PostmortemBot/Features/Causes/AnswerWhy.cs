using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Answers a why: the first answer, a further one beside it, or one to a standing question.</summary>
public sealed class AnswerWhy(
    AnswersStore answers,
    CausesAccess access,
    ShowCauses list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    /// <summary>The button on an open prompt, and the form.</summary>
    public const string AnswerId = "whys.answer";

    /// <summary>A further answer to a why that has some.</summary>
    public const string UnderId = "whys.under";

    /// <summary>A further answer beside the cause that a prompt quotes: to the why before it.</summary>
    public const string BesideId = "whys.beside";

    public static string StandingId(string branch) => $"whys.{branch}";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var effect = request.Action.ActionId == BesideId ? found.Graph.EffectsOf(found.Cause.CauseId).FirstOrDefault() ?? found.Cause : found.Cause;
        var standing = StandingQuestion.All.FirstOrDefault(question => StandingId(question.Branch) == request.Action.ActionId);
        var form = Form(found with { Cause = effect }, standing, CausesPage.Parse(request.View?.PrivateMetadata)?.Page ?? 0);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public static ModalViewDefinition Form(CauseAtHand found, StandingQuestion? standing, int page)
    {
        var asked = standing is null ? found.Cause : found.Graph.Found.FirstOrDefault(cause => cause.Branch == standing.Branch);
        var others = asked is null ? 0 : found.Graph.ReasonsOf(asked.CauseId).Count;
        return new ModalViewDefinition
        {
            CallbackId = AnswerId,
            Title = others == 0 ? "Answer the why" : "Add another cause",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = new FormTarget(found.Cause.CauseId, others, page, standing?.Branch ?? "").ToString(),
            Blocks = CauseForms.Answer(found.Graph, found.Cause, standing),
        };
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error(Answer.Field, refused.Text);

        var target = FormTarget.Parse(submission.View.PrivateMetadata)!;
        var state = submission.View.State;
        var answer = CauseForms.Read(state, CauseKinds.Condition);
        var gate = GateChoice.Read(state.GetOption("gate")) is null ? null : state.GetOption("gate");
        if (Guid.TryParse(state.GetOption("existing"), out var existing))
            return await LinkAsync(submission, found, existing, gate, answer.Text.Length > 0, cancellationToken);
        if (answer.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        var now = clock.GetUtcNow();
        var author = new Reader(submission.WorkspaceId, submission.UserId);
        var outcome = await answers.AddAsync(new NewAnswer
        {
            Author = author,
            PostmortemId = found.Postmortem.PostmortemId,
            EffectId = found.Cause.CauseId,
            Standing = StandingQuestion.Of(target.Branch),
            CauseId = Guid.CreateVersion7(now),
            Answer = answer,
            Gate = gate,
            RequestKey = submission.View.Id,
        }, now, cancellationToken);
        if (!outcome.MayChange)
            return ViewSubmissionResponse.Error(Answer.Field, CausesAccess.Late.Text);

        await RedrawAsync(submission, author, found.Postmortem, target.Page, cancellationToken);
        var meanwhile = outcome.Others - target.Others;
        return outcome.Stored && meanwhile > 0
            ? ViewSubmissionResponse.Update(CauseForms.BothKept(StandingQuestion.Of(target.Branch) is { } standing ? $"*{standing.Question}*" : Why.Asked(found.Graph, found.Cause), meanwhile))
            : ViewSubmissionResponse.Close;
    }

    private async Task<ViewSubmissionResponse> LinkAsync(
        ViewSubmission submission, CauseAtHand found, Guid existing, string? gate, bool alsoWrote, CancellationToken cancellationToken)
    {
        if (alsoWrote)
            return ViewSubmissionResponse.Error("existing", "Write a cause or choose one, not both; each becomes a cause of its own. Add the second one afterwards.");
        var target = FormTarget.Parse(submission.View.PrivateMetadata)!;
        var effect = StandingQuestion.Of(target.Branch) is { } standing
            ? found.Graph.Found.FirstOrDefault(cause => cause.Branch == standing.Branch) ?? found.Cause
            : found.Cause;
        var problem = await answers.LinkAsync(effect, existing, gate, submission.UserId, submission.View.Id, clock.GetUtcNow(), cancellationToken);
        if (problem is not null)
            return ViewSubmissionResponse.Error("existing", problem.Text);

        await RedrawAsync(submission, new Reader(submission.WorkspaceId, submission.UserId), found.Postmortem, target.Page, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task RedrawAsync(ViewSubmission submission, Reader reader, Postmortem postmortem, int page, CancellationToken cancellationToken)
    {
        // The list underneath, when the form was opened from it.
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(reader, listView, new CausesPage(postmortem.PostmortemId, page), removed: null, cancellationToken);
    }
}
