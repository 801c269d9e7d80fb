using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Gives an item to somebody else, who is asked whether they take it; or gives it back.</summary>
public sealed class HandOn(
    ActionItemStore store,
    ActionItemAccess access,
    ItemMessageStore messages,
    Owners owners,
    PostmortemStore postmortems,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.hand_on";
    public const string BackId = "actions.hand_back";
    public const string AcceptId = CardActions.ItemAccept;
    private const int NoteLength = 500;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);
        return request.Action.ActionId switch
        {
            AcceptId => await AcceptAsync(request, item, cancellationToken),
            BackId => await BackAsync(request, item, cancellationToken),
            _ => await OpenAsync(request, item, cancellationToken),
        };
    }

    private async Task<Ack> AcceptAsync(BlockActionRequest request, ActionItem item, CancellationToken cancellationToken)
    {
        if (item.OwnerId != request.UserId)
            return await slack.TellAsync(request, NotTheirs(item), cancellationToken);
        var now = clock.GetUtcNow();
        await store.ChangeAsync(
            item, current => current is { AcceptedAt: null } && current.OwnerId == request.UserId ? current.AcceptedBy(request.UserId, now) : null, request.UserId, note: null, requestKey: null, now, cancellationToken);
        await screens.FollowAsync(request, cancellationToken);
        return Ack.Done;
    }

    private async Task<Ack> BackAsync(BlockActionRequest request, ActionItem item, CancellationToken cancellationToken)
    {
        if (item.OwnerId != request.UserId)
            return await slack.TellAsync(request, NotTheirs(item), cancellationToken);
        // Nobody owned it before: whoever asked is asked for somebody else by getting it.
        var asked = (await messages.RequestsAsync(item.WorkspaceId, item.ActionItemId, cancellationToken)).FirstOrDefault(one => one.OwnerId == request.UserId);
        var to = item.PreviousOwnerId ?? asked?.AskedBy;
        var now = clock.GetUtcNow();
        await store.ChangeAsync(
            item, current => current is { AcceptedAt: null } && current.OwnerId == request.UserId ? current.OwnedBy(to, request.UserId, now) : null, request.UserId, "Handed back", requestKey: null, now, cancellationToken);
        await screens.FollowAsync(request, cancellationToken);
        return Ack.Done;
    }

    private async Task<Ack> OpenAsync(BlockActionRequest request, ActionItem item, CancellationToken cancellationToken)
    {
        if (!item.IsOpen)
            return await slack.TellAsync(request, new($"{item.Key} is closed. Reopen it to give it to somebody."), cancellationToken);
        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Hand on {item.Key}",
            Submit = "Ask them",
            Close = "Cancel",
            PrivateMetadata = request.Subject(item, item.OwnerId ?? "").ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown($"{ItemWords.Name(item)}\n{ItemWords.Facts(item)}") },
                new InputBlock
                {
                    BlockId = "owner",
                    Label = "To whom?",
                    Hint = "They are asked by direct message. Until they accept, it shows that it waits for them.",
                    Element = new UserSelectMenu { ActionId = "value", Placeholder = "Who sees to it?" },
                },
                new InputBlock
                {
                    BlockId = "note",
                    Label = "What should they know?",
                    Optional = true,
                    Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = NoteLength },
                },
            ],
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("owner", ActionItemAccess.NotFound.Text);
        var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var item)
            || await postmortems.FindAsync(writer, item.PostmortemId, cancellationToken) is not { } postmortem)
            return ViewSubmissionResponse.Error("owner", ActionItemAccess.Kept(refused));

        var owner = submission.View.State.GetUser("owner");
        if (owner is null)
            return ViewSubmissionResponse.Error("owner", "Choose who should see to it.");
        if (!item.IsOpen)
            return ViewSubmissionResponse.Error("owner", $"{item.Key} was closed meanwhile. Your choice and your words are still here; reopen it, then press Ask them again.");
        // A choice that changes nothing would close the form as if somebody had been asked.
        if (owner == item.OwnerId && owner == subject.Seen)
        {
            return ViewSubmissionResponse.Error("owner", owner != writer.UserId ? $"{item.Key} is with {await owners.NameAsync(item, cancellationToken)} already, and nothing changed. Choose somebody else, or close this form."
                : item.IsWaiting ? $"You were asked to own {item.Key} yourself. Press Accept on it to take it, or choose somebody else here."
                : $"{item.Key} is yours already, and nothing changed. Choose somebody else, or close this form to keep it.");
        }

        if (await owners.ProblemAsync(postmortem, owner, cancellationToken) is { } unsuitable)
            return ViewSubmissionResponse.Error("owner", unsuitable.Text);
        if (owner != item.OwnerId && (item.OwnerId ?? "") != subject.Seen)
            return ViewSubmissionResponse.Error("owner", $"Somebody gave {item.Key} to {await owners.NameAsync(item, cancellationToken)} while you were choosing. Your choice is still here; close this form and open it again to hand it on from there.");

        var note = submission.View.State.GetText("note")?.Trim();
        var now = clock.GetUtcNow();
        var seen = item.OwnerId;
        var stored = await store.ChangeAsync(
            item, current => current.OwnerId == seen && current.IsOpen ? current.OwnedBy(owner, writer.UserId, now) : null, writer.UserId, note is { Length: > 0 } ? Mrkdwn.Cut(note, NoteLength) : null, requestKey: null, now, cancellationToken);
        if (!stored)
            return ViewSubmissionResponse.Error("owner", $"{item.Key} changed at the same moment, and nothing was stored. Your choice is still here; press again.");
        await screens.FollowAsync(submission, subject, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    private static Hosting.Problem NotTheirs(ActionItem item) =>
        new(item.OwnerId is { } owner ? $"{item.Key} is {Mrkdwn.User(owner)}'s to answer for now, so nothing changed." : $"{item.Key} has no owner now, so nothing changed.");
}
