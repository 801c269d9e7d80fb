using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Ends a branch with a reason, and opens it again.</summary>
public sealed class StopBranch(
    CausesStore store,
    CausesAccess access,
    ShowCauses list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.stop";
    public const string ReopenId = "whys.reopen";

    private static readonly Problem NotAnEnd = new("This why has an answer, so the branch goes on below it. Stop it at its last cause; `/postmortem causes` shows which that is.", "words");

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);
        var page = CausesPage.Parse(request.View?.PrivateMetadata)?.Page ?? 0;
        if (request.Action.ActionId == ReopenId || request.Action.ChosenValue?.StartsWith("reopen ", StringComparison.Ordinal) == true)
            return await ReopenAsync(request, found, page, cancellationToken);
        if (found.Graph.CausesOf(found.Cause.CauseId).Count > 0)
            return await slack.TellAsync(request, NotAnEnd, cancellationToken);

        var form = new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Stop this branch",
            Submit = "Stop here",
            Close = "Cancel",
            PrivateMetadata = new FormTarget(found.Cause.CauseId, Page: page).ToString(),
            Blocks = CauseForms.Stop(found.Graph, found.Cause),
        };
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return ViewSubmissionResponse.Error("words", refused.Text);
        if (found.Graph.CausesOf(found.Cause.CauseId).Count > 0)
            return ViewSubmissionResponse.Error("words", NotAnEnd.Text);
        var reason = Reason(submission.View.State);
        if (reason.Failed(out var problem, out var text))
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        if (!await store.StopAsync(found.Cause, text, submission.UserId, clock.GetUtcNow(), cancellationToken))
            return ViewSubmissionResponse.Error("words", CausesAccess.Late.Text);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
        {
            var page = new CausesPage(found.Postmortem.PostmortemId, FormTarget.Parse(submission.View.PrivateMetadata)!.Page);
            await list.FollowAsync(new Reader(submission.WorkspaceId, submission.UserId), listView, page, removed: null, cancellationToken);
        }

        return ViewSubmissionResponse.Close;
    }

    private async Task<Ack> ReopenAsync(BlockActionRequest request, CauseAtHand found, int page, CancellationToken cancellationToken)
    {
        if (!await store.StopAsync(found.Cause, reason: null, request.UserId, clock.GetUtcNow(), cancellationToken))
            return await slack.TellAsync(request, CausesAccess.Late, cancellationToken);
        if (request.View is { } view)
            await list.FollowAsync(new Reader(request.WorkspaceId, request.UserId), view.Id, new CausesPage(found.Postmortem.PostmortemId, page), removed: null, cancellationToken);
        return Ack.Done;
    }

    private static Result<string> Reason(ViewState state)
    {
        var chosen = StopReasons.Text(state.GetOption("reason"));
        var typed = state.GetText("words")?.Trim() ?? "";
        if (typed.Length > StopReasons.Length)
            return new Problem($"Keep it within {StopReasons.Length} characters; this has {typed.Length:N0}.", "words");
        return (chosen, typed.Length) switch
        {
            (null, 0) => new Problem("Choose a reason above or write one, so that readers know why nobody asked further.", "words"),
            (null, _) => typed,
            (_, 0) => chosen,
            _ => $"{chosen} ({typed})",
        };
    }
}
