using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Moves an item to another day, and says why; how often that happens is counted.</summary>
public sealed class MoveDate(
    ActionItemStore store,
    ActionItemAccess access,
    Owners owners,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.move_date";
    public const int ReasonLength = 500;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Move {item.Key}",
            Submit = "Move",
            Close = "Cancel",
            PrivateMetadata = request.Subject(item).ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Facts(item)}") },
                new InputBlock { BlockId = "due", Label = "New due date", Element = new DatePicker { ActionId = "value", InitialDate = item.DueOn } },
                new InputBlock
                {
                    BlockId = "reason",
                    Label = "Why does it move?",
                    Hint = "One sentence for the item's history. Nobody is blamed for a moved date; what keeps getting in the way is worth knowing.",
                    Element = new PlainTextInput { ActionId = "value", MaxLength = ReasonLength, Placeholder = "The vendor's fix comes on the 3rd" },
                },
            ],
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("due", ActionItemAccess.NotFound.Text);
        var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var item))
            return ViewSubmissionResponse.Error("due", ActionItemAccess.Kept(refused));

        var reason = submission.View.State.GetText("reason")?.Trim() ?? "";
        if (submission.View.State.GetDate("due") is not { } day)
            return ViewSubmissionResponse.Error("due", "Choose a day.");
        if (reason.Length == 0)
            return ViewSubmissionResponse.Error("reason", "Say in a sentence why it moves.");
        if (!item.IsOpen)
            return ViewSubmissionResponse.Error("due", $"{item.Key} was closed meanwhile ({ActionState.Words(item.State).ToLowerInvariant()}), so its date stays. Your day and your reason are still here; reopen it, then press Move again.");
        var shown = new ShownForm(submission.View).Day("due");
        if (item.DueOn != shown && item.DueOn != day)
            return ViewSubmissionResponse.Error("due", $"Somebody moved it to {(item.DueOn is { } theirs ? When.Day(theirs) : "no date")} while you were choosing {When.Day(day)}. Both your day and your reason are still here; close this form and open it again to move it from there.");

        var now = clock.GetUtcNow();
        var today = await owners.TodayAsync(writer.WorkspaceId, item.OwnerId, writer.UserId, now, cancellationToken);
        if ((ActionItemForm.Of(item) with { DueOn = day }).Problems(today, item.DueOn).FirstOrDefault(problem => problem.Field == "due") is { } impossible)
            return ViewSubmissionResponse.Error("due", impossible.Text);

        var before = item.DueOn;
        var stored = await store.ChangeAsync(
            item, current => current.DueOn == before && current.IsOpen ? current.DueAt(day) : null, writer.UserId, Mrkdwn.Cut(reason, ReasonLength), requestKey: null, now, cancellationToken);
        if (!stored)
            return ViewSubmissionResponse.Error("due", $"{item.Key} changed at the same moment, and nothing was stored. Your day and your reason are still here; press Move again.");
        await screens.FollowAsync(submission, subject, cancellationToken);
        return ViewSubmissionResponse.Close;
    }
}
