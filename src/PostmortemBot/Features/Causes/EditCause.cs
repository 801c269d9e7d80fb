using PostmortemBot.Features.Postmortems;
using PostmortemBot.Hosting;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.Causes;

/// <summary>Edits everything about a cause, or the problem statement. What two people changed at once is brought together.</summary>
public sealed class EditCause(
    DetailsStore store,
    SettingsStore settings,
    CauseChanges changes,
    CausesAccess access,
    ShowCauses list,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "whys.edit";

    private static readonly Problem NotAForm = new("This form is from before an update of the bot. Copy what you typed, close it and open it again.", Answer.Field);

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.ForChangingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var found))
            return await slack.TellAsync(request, problem, cancellationToken);

        var (context, known) = await KnownAsync(found, cancellationToken);
        var form = DetailsForm.View(context, EditTarget.On(found.Cause.CauseId, CausesPage.Parse(request.View?.PrivateMetadata)?.Page ?? 0, round: 0, known), known);
        var views = slack.For(request.WorkspaceId).Views;
        await (request.View is null ? views.Open(request.TriggerId, form, cancellationToken) : views.Push(request.TriggerId, form, cancellationToken));
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        if (EditTarget.Parse(submission.View.PrivateMetadata) is not { } target)
            return ViewSubmissionResponse.Error(Answer.Field, NotAForm.Text);
        var reader = new Reader(submission.WorkspaceId, submission.UserId);
        var result = await access.ForChangingAsync(reader, target.CauseId, standingIn: null, removedToo: false, cancellationToken);
        if (result.Failed(out var refused, out var found))
            return Refuse(target, refused);
        var (context, now) = await KnownAsync(found, cancellationToken);
        var read = DetailsForm.Read(submission.View.State, target, now, found.Cause);
        if (read.Failed(out var unread, out var typed))
            return Refuse(target, unread);
        if (typed.Problems().ToList() is { Count: > 0 } problems)
            return problems.Select(problem => problem with { Field = target.BlockId(problem.Field!) }).AsErrors(target.BlockId(Answer.Field));

        var merge = DetailsMerge.Of(target, now, typed);
        if (merge.Contested.Count > 0)
            return ViewSubmissionResponse.Update(DetailsForm.View(context, EditTarget.On(target.CauseId, target.Page, target.Round + 1, now), typed, merge, now, await OtherAsync(found, reader, cancellationToken)));
        if (merge.Changes(now) && await store.EditAsync(found.Cause, now, merge.Details, submission.UserId, clock.GetUtcNow(), cancellationToken) is { } problemNow)
            return Refuse(target, problemNow);

        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(reader, listView, new CausesPage(found.Postmortem.PostmortemId, target.Page), removed: null, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private static ViewSubmissionResponse Refuse(EditTarget target, Problem problem) =>
        ViewSubmissionResponse.Error(target.BlockId(problem.Field ?? Answer.Field), problem.Text);

    private async Task<(DetailsContext Context, CauseDetails Known)> KnownAsync(CauseAtHand found, CancellationToken cancellationToken)
    {
        var evidence = await store.EvidenceAsync(found.Postmortem.WorkspaceId, found.Postmortem.PostmortemId, cancellationToken);
        var entries = await store.EntriesAsync(found.Cause, DetailsForm.MostOptions, cancellationToken);
        var chosen = await settings.GetAsync(found.Postmortem.WorkspaceId, cancellationToken);
        // An entry that was taken off the timeline cannot be shown, and so not be kept by a form.
        var own = evidence.Where(known => known.CauseId == found.Cause.CauseId && (known.EntryId is null || entries.Any(entry => entry.EntryId == known.EntryId)));
        return (new DetailsContext(found, entries, chosen.CauseCategories ?? Taxonomy.Factors), CauseDetails.Of(found.Graph, found.Cause, [.. own]));
    }

    private async Task<string> OtherAsync(CauseAtHand found, Reader reader, CancellationToken cancellationToken)
    {
        var last = (await changes.ListAsync(reader.WorkspaceId, found.Postmortem.PostmortemId, cancellationToken)).FirstOrDefault(change => change.CauseId == found.Cause.CauseId);
        return last is null ? "Somebody" : last.ActorId == reader.UserId ? "You, in another window," : Mrkdwn.User(last.ActorId);
    }
}
