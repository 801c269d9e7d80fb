using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Causes;

/// <summary>States another problem that the same incident leaves to be explained. It stands beside the first, and may share causes with it.</summary>
public sealed class StateAnother(CausesStore store, PostmortemAccess access, ShowCauses list, ISlackClients slack, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.another";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);

        var form = new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "What else happened?",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = postmortem.PostmortemId.ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown("Something else that went wrong in the same incident. It gets whys of its own, in the same thread; a cause found already can stand behind both.") },
                CauseForms.Another(),
            ],
        };
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error(Answer.Field, refused.Text);
        var stated = CauseForms.Read(submission.View.State, CauseKinds.Event);
        if (stated.Problem() is { } problem)
            return ViewSubmissionResponse.Error(problem.Field!, problem.Text);

        var known = await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken);
        if (known.Tops.FirstOrDefault(top => string.Equals(top.Text.Trim(), stated.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } same)
            return ViewSubmissionResponse.Error(Answer.Field, $"That is stated already, as {(known.Tops.Count == 1 ? "the problem" : ProblemName.Of(known, same).ToLowerInvariant())}. Say what else happened; nothing was added.");
        // False for the same submission again as well, which is no failure.
        if (!await store.AddProblemAsync(postmortem, stated.Text, submission.UserId, submission.View.Id, clock.GetUtcNow(), cancellationToken)
            && !(await store.GraphAsync(postmortem.WorkspaceId, postmortem.PostmortemId, cancellationToken)).Tops.Any(top => top.Text == stated.Text))
            return ViewSubmissionResponse.Error(Answer.Field, CausesAccess.Late.Text);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(new Reader(submission.WorkspaceId, submission.UserId), listView, new CausesPage(postmortem.PostmortemId, 0), removed: null, cancellationToken);
        return ViewSubmissionResponse.Close;
    }
}
