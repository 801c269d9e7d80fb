using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// Edits an item. What two people changed at once is never overwritten unseen: whoever comes second reads both versions and
/// finds their own words still in the form.
/// </summary>
public sealed class EditActionItem(
    ActionItemStore store,
    ActionItemAccess access,
    ItemListStore lists,
    NewItemForm form,
    People people,
    PostmortemStore postmortems,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.edit";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, request.ItemId(), cancellationToken);

    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.OpenOverAsync(request, await ViewAsync(item, request.Subject(item), ActionItemForm.Of(item), note: null, cancellationToken), cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("title", ActionItemAccess.NotFound.Text);
        for (var attempt = 0; ; attempt++)
        {
            var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
            if (result.Failed(out var refused, out var item)
                || await postmortems.FindAsync(writer, item.PostmortemId, cancellationToken) is not { } postmortem)
                return ViewSubmissionResponse.Error("title", ActionItemAccess.Kept(refused));

            var edit = ItemEdit.Read(submission.View, subject, item);
            if (item.Revision != subject.Revision && edit.Conflicts is { Count: > 0 } conflicts)
                return ViewSubmissionResponse.Update(await BothAsync(item, subject, edit, conflicts, cancellationToken));

            var reason = submission.View.State.GetText("due_reason")?.Trim();
            var problems = await form.ProblemsAsync(postmortem, edit.Draft, item, writer.UserId, cancellationToken);
            if (item.IsOpen && item.IsPushedTo(edit.Draft.DueOn) && string.IsNullOrEmpty(reason))
                problems.Add(new("Say in a sentence why the date moves to a later day.", "due_reason"));
            if (problems.Count > 0)
                return problems.AsErrors(otherwise: "title");

            var now = clock.GetUtcNow();
            if (await store.SaveAsync(item, item.Written(edit.Draft, writer.UserId, now), writer.UserId, reason, requestKey: null, now, cancellationToken))
                break;
            if (attempt == 3)
                return ViewSubmissionResponse.Error("title", "Others are changing this item at this moment, and nothing was stored. What you wrote is still here; press Save again.");
        }

        await screens.FollowAsync(submission, subject, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private async Task<ModalViewDefinition> BothAsync(ActionItem item, FormSubject subject, ItemEdit edit, IReadOnlyList<ItemConflict> conflicts, CancellationToken cancellationToken)
    {
        var ids = conflicts.SelectMany(conflict => conflict.People).Distinct(StringComparer.Ordinal).ToList();
        var known = await people.KnownAsync(item.WorkspaceId, ids, new LookUpBudget(10), cancellationToken);
        string Names(string text) => ids.Aggregate(text, (words, id) => words.Replace(id, PeopleNames.Name(known, id), StringComparison.Ordinal));
        var lines = conflicts.Select(conflict => $"• *{conflict.Label}*: now “{Said(Names(conflict.Theirs))}”, yours “{Said(Names(conflict.Mine))}”");
        var note = $":twisted_rightwards_arrows: *{item.Key} changed while you were writing, and nothing of yours was stored yet.*\n{string.Join('\n', lines)}\nYour words are in the form. Save again to use them, or put back what stands now.";
        var view = await ViewAsync(item, subject with { Revision = item.Revision, Seen = string.Join(',', edit.Mine) }, edit.Draft, note, cancellationToken);
        // Slack keeps what stands in a field as long as the field's ids stay the same, also what somebody else has changed by now.
        return view with { Blocks = [.. view.Blocks.Select(block => block is InputBlock { Element: InteractiveElement element } input ? input with { Element = (IInputBlockElement)(element with { ActionId = $"value_{item.Revision}" }) } : block)] };
    }

    private async Task<ModalViewDefinition> ViewAsync(ActionItem item, FormSubject subject, ActionItemDraft draft, string? note, CancellationToken cancellationToken) => new()
    {
        CallbackId = Id,
        Title = $"Edit {item.Key}",
        Submit = "Save",
        Close = "Cancel",
        PrivateMetadata = subject.ToString(),
        Blocks = ActionItemForm.Blocks(draft, await lists.CausesAsync(item.WorkspaceId, item.PostmortemId, cancellationToken), note, isEdited: true),
    };

    private static string Said(string text) => Mrkdwn.Cut(Mrkdwn.Escape(Mrkdwn.Cut(text.ReplaceLineEndings(" "), 80)), 240);
}
