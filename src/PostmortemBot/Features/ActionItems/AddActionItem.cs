using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// Adds an item through its form: from the card, the list, a cause, or an item it follows up.
/// </summary>
public sealed class AddActionItem(
    ActionItemStore store,
    ItemListStore lists,
    NewItemForm form,
    PostmortemStore postmortems,
    PostmortemAccess access,
    ActionItemAccess items,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler, IActionForCause
{
    public const string Id = "actions.add";
    public const string FollowUpId = "actions.follow_up";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        if (request.Action.ActionId == CardActions.AddActionForCause)
            return await OpenAsync(request, Guid.TryParse(request.Action.ChosenValue, out var cause) ? cause : default, cancellationToken);
        if (request.Action.ActionId == FollowUpId)
            return await FollowUpAsync(request, cancellationToken);

        var result = await access.ForReadingAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return await slack.TellAsync(request, closed, cancellationToken);

        var subject = new NewItem { PostmortemId = postmortem.PostmortemId, List = request.List()?.ToString() };
        await slack.OpenOverAsync(request, await form.ViewAsync(postmortem, "", request.UserId, subject, (draft, _) => draft, [], cancellationToken), cancellationToken);
        return Ack.Done;
    }

    /// <summary>The form for an item that breaks a cause, which is chosen in it.</summary>
    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid causeId, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        if (await lists.CauseAsync(request.WorkspaceId, causeId, cancellationToken) is not { } cause)
            return await slack.TellAsync(request, new("This cause was taken out meanwhile. `/postmortem causes` shows those that stand."), cancellationToken);
        var result = await access.ForReadingAsync(reader, cause.PostmortemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var postmortem))
            return await slack.TellAsync(request, problem, cancellationToken);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return await slack.TellAsync(request, closed, cancellationToken);

        var subject = new NewItem { PostmortemId = postmortem.PostmortemId };
        var view = await form.ViewAsync(postmortem, "", request.UserId, subject, (draft, _) => draft with { CauseId = causeId }, [$"What would make this less likely, or its effect smaller?\n{Mrkdwn.Quote(Mrkdwn.Cut(Mrkdwn.Escape(cause.Text), 1000))}"], cancellationToken);
        await slack.OpenOverAsync(request, view, cancellationToken);
        return Ack.Done;
    }

    private async Task<Ack> FollowUpAsync(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var reader = new Reader(request.WorkspaceId, request.UserId);
        var result = await items.FindAsync(reader, request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item) || await postmortems.FindAsync(reader, item.PostmortemId, cancellationToken) is not { } postmortem)
            return await slack.TellAsync(request, problem ?? ActionItemAccess.NotFound, cancellationToken);

        var subject = new NewItem { PostmortemId = item.PostmortemId, Follows = item.ActionItemId };
        var view = await form.ViewAsync(
            postmortem, "", request.UserId, subject, (draft, _) => draft with { OwnerId = item.OwnerId, CauseId = item.CauseId, Type = item.Type, Priority = item.Priority }, [$"Follows up {ItemWords.Name(item)}"], cancellationToken);
        await slack.OpenOverAsync(request, view, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (NewItem.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("title", PostmortemAccess.NotFound.Text);
        var result = await access.ForReadingAsync(writer, subject.PostmortemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var postmortem))
            return ViewSubmissionResponse.Error("title", refused.Text);
        if (ActionItemAccess.WhyClosed(postmortem) is { } closed)
            return ViewSubmissionResponse.Error("title", $"{closed.Text} What you wrote is still here, to be copied.");

        var draft = ActionItemForm.Read(submission.View.State) with { SourceUrl = subject.SourceUrl };
        var problems = await form.ProblemsAsync(postmortem, draft, before: null, writer.UserId, cancellationToken);
        if (problems.Count > 0)
            return problems.AsErrors(otherwise: "title");

        var origin = subject.Follows is { } follows ? new ItemOrigin(follows, ItemOrigin.FollowUp) : null;
        var now = clock.GetUtcNow();
        await store.CreateAsync(Guid.CreateVersion7(now), postmortem, draft, origin, writer.UserId, submission.View.Id, now, cancellationToken);
        if (ItemList.Parse(subject.List) is { } list && submission.View.PreviousViewId is { } under)
            await screens.RedrawListAsync(writer, under, list.From(null), cancellationToken);
        // Whoever has read the advice in the form and kept the title has decided.
        var advised = new ShownForm(submission.View).Text("title") == draft.Title;
        return !advised && WeakAction.In(draft.Title) is { } weak
            ? ViewSubmissionResponse.Update(ActionItemForm.Added(draft, weak))
            : ViewSubmissionResponse.Close;
    }
}
