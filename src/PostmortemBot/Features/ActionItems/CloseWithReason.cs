using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>
/// Says that an item will not be done, or cannot go on for now. The reason is asked for, because it is what others learn
/// from, or can help with.
/// </summary>
public sealed class CloseWithReason(
    ActionItemStore store,
    ActionItemAccess access,
    ItemScreens screens,
    People people,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string WontDoId = "actions.wont_do";
    public const string BlockId = "actions.block";
    public const int ReasonLength = 1000;

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, request.ItemId(), request.Action.ActionId == BlockId ? ActionState.Blocked : ActionState.WontDo, cancellationToken);

    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, string state, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), actionItemId, request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        var isBlocked = state == ActionState.Blocked;
        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = isBlocked ? BlockId : WontDoId,
            Title = isBlocked ? $"{item.Key} is blocked" : $"Won't do {item.Key}",
            Submit = isBlocked ? "Blocked" : "Won't do",
            Close = "Cancel",
            PrivateMetadata = request.Subject(item).ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown(ItemWords.Name(item)) },
                new InputBlock
                {
                    BlockId = "reason",
                    Label = "Reason",
                    Hint = isBlocked
                        ? "What it waits for, and who could help. Everybody who reads the item sees it."
                        : "What changed, or what covers it instead. It stands in the report; the item can be reopened.",
                    Element = new PlainTextInput
                    {
                        ActionId = "value", Multiline = true, MaxLength = ReasonLength, FocusOnLoad = true,
                        Placeholder = isBlocked ? "Waits for the vendor's fix, ticket 4711" : "The new gateway makes it unnecessary",
                        InitialValue = isBlocked ? item.BlockedReason : null,
                    },
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
            return ViewSubmissionResponse.Error("reason", ActionItemAccess.Kept(refused));

        var reason = submission.View.State.GetText("reason")?.Trim() ?? "";
        if (reason.Length == 0)
            return ViewSubmissionResponse.Error("reason", "Say why in a sentence, so that nobody has to ask again.");
        if (reason.Length > ReasonLength)
            return ViewSubmissionResponse.Error("reason", $"Keep the reason within {ReasonLength:N0} characters; it has {reason.Length:N0} now.");

        var state = submission.View.CallbackId == BlockId ? ActionState.Blocked : ActionState.WontDo;
        if (!await SaveAsync(item, state, reason, writer, submission.View.Id, cancellationToken)
            && await WhyNotAsync(writer, item, state, reason, cancellationToken) is { } second)
            return ViewSubmissionResponse.Error("reason", second);
        await screens.FollowAsync(submission, subject, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private Task<bool> SaveAsync(ActionItem item, string state, string reason, Reader writer, string viewId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // A blocked item may be blocked by something else now.
        bool May(ActionItem current) => current.MayBecome(state) || (state == ActionState.Blocked && current.State == state && current.BlockedReason != reason);
        return store.ChangeAsync(
            item, current => May(current) ? current.Become(state, reason, writer.UserId, effectWeeks: 0, now) : null, writer.UserId, reason, viewId, now, cancellationToken);
    }

    /// <summary>Null: it was this very submission that changed it, received a second time.</summary>
    private async Task<string?> WhyNotAsync(Reader writer, ActionItem before, string state, string reason, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(writer.WorkspaceId, before.ActionItemId, cancellationToken) is not { } item || item.IsOpen)
            return null;
        if (item.State == state && item.StateChangedBy == writer.UserId && item.StateReason == reason)
            return null;

        var first = item.StateChangedBy is { } person && person != writer.UserId
            ? $"{(await people.GetAsync(writer.WorkspaceId, person, cancellationToken)).DisplayName} has"
            : "You have";
        var closed = item.State == ActionState.Done
            ? $"{first} marked {item.Key} as done already."
            : $"{first} closed {item.Key} already: “{Mrkdwn.Cut(item.StateReason, 300)}”";
        return $"{closed} Your reason was not stored and stays in this form. To use it instead, reopen the item, then press {(state == ActionState.Blocked ? "Blocked" : "Won't do")} here again.";
    }
}
