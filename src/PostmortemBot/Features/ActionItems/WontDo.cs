using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Closes an item that will not be done. The reason is asked for, because it is what others learn from.</summary>
public sealed class WontDo(
    ActionItemStore store,
    ActionItemAccess access,
    ShowActionItems list,
    People people,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.wont_do";
    public const int ReasonLength = 1000;

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, request.ItemId(), cancellationToken);

    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Won't do {item.Key}",
            Submit = "Won't do",
            Close = "Cancel",
            PrivateMetadata = new FormSubject(item.ActionItemId, request.List()?.Page ?? 0).ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown(ItemWords.Name(item)) },
                new InputBlock
                {
                    BlockId = "reason",
                    Label = "Reason",
                    Hint = "What changed, or what covers it instead. It stands in the report; the item can be reopened.",
                    Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = ReasonLength, FocusOnLoad = true, Placeholder = "The new gateway makes it unnecessary" },
                },
            ],
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("reason", ActionItemAccess.NotFound.Text);
        var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var item))
            return ViewSubmissionResponse.Error("reason", refused.Text);

        var reason = submission.View.State.GetText("reason")?.Trim() ?? "";
        if (reason.Length == 0)
            return ViewSubmissionResponse.Error("reason", "Say why in a sentence, so that nobody has to ask again.");
        if (reason.Length > ReasonLength)
            return ViewSubmissionResponse.Error("reason", $"Keep the reason within {ReasonLength:N0} characters; it has {reason.Length:N0} now.");

        if (!await store.ChangeStateAsync(item, ActionState.WontDo, reason, writer.UserId, submission.View.Id, clock.GetUtcNow(), cancellationToken)
            && await WhyNotClosedAsync(writer, item, reason, cancellationToken) is { } second)
            return ViewSubmissionResponse.Error("reason", second);
        if (submission.View.PreviousViewId is { Length: > 0 } listView)
            await list.FollowAsync(writer, listView, new ListPage(item.PostmortemId, subject.Page), cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    /// <summary>Null: it was this very submission that closed it, received a second time.</summary>
    private async Task<string?> WhyNotClosedAsync(Reader writer, ActionItem before, string reason, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(writer.WorkspaceId, before.ActionItemId, cancellationToken) is not { IsOpen: false } item)
            return null;
        if (item.State == ActionState.WontDo && item.StateChangedBy == writer.UserId && item.StateReason == reason)
            return null;

        var first = item.StateChangedBy is { } person && person != writer.UserId
            ? $"{(await people.GetAsync(writer.WorkspaceId, person, cancellationToken)).DisplayName} has"
            : "You have";
        var closed = item.State == ActionState.Done
            ? $"{first} marked {item.Key} as done already."
            : $"{first} closed {item.Key} already: “{Mrkdwn.Cut(item.StateReason, 300)}”";
        return $"{closed} Your reason was not stored and stays in this form. To use it instead, reopen the item, then press Won't do here again.";
    }
}
