using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.ActionItems;

/// <summary>Links what shows that an item is done: a change, a dashboard, a test.</summary>
public sealed class AddEvidence(
    ActionItemStore store,
    ActionItemAccess access,
    ItemScreens screens,
    ISlackClients slack,
    TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "actions.evidence";
    private const int MostLength = 2000;

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await access.FindAsync(new Reader(request.WorkspaceId, request.UserId), request.ItemId(), request.ChannelId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await slack.TellAsync(request, problem, cancellationToken);

        await slack.OpenOverAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = $"Evidence for {item.Key}",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = request.Subject(item).ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown(ItemWords.Name(item)) },
                new InputBlock
                {
                    BlockId = "evidence",
                    Label = "What shows that it is done?",
                    Hint = "A link that begins with https:// or http://. Leave it empty to take the link away.",
                    Optional = true,
                    // Not Slack's own input for addresses: what is wrong with one is said in our words, and the text stays.
                    Element = new PlainTextInput { ActionId = "value", InitialValue = item.EvidenceUrl, MaxLength = MostLength, Placeholder = "https://github.com/acme/payments/pull/812", FocusOnLoad = true },
                },
            ],
        }, cancellationToken);
        return Ack.Done;
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var writer = new Reader(submission.WorkspaceId, submission.UserId);
        if (FormSubject.Parse(submission.View.PrivateMetadata) is not { } subject)
            return ViewSubmissionResponse.Error("evidence", ActionItemAccess.NotFound.Text);
        var result = await access.FindAsync(writer, subject.ActionItemId, standingIn: null, cancellationToken);
        if (result.Failed(out var refused, out var item))
            return ViewSubmissionResponse.Error("evidence", ActionItemAccess.Kept(refused));

        var typed = submission.View.State.GetText("evidence")?.Trim() ?? "";
        if (typed.Length > 0 && Address(typed) is null)
            return ViewSubmissionResponse.Error("evidence", "Give a whole web address that begins with https:// or http://, like https://github.com/acme/payments/pull/812. What you typed is still here.");

        var now = clock.GetUtcNow();
        var address = typed.Length == 0 ? null : Address(typed);
        await store.ChangeAsync(
            item, current => current.EvidenceUrl == address ? null : current with { EvidenceUrl = address }, writer.UserId, note: null, requestKey: null, now, cancellationToken);
        await screens.FollowAsync(submission, subject, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    /// <summary>The address as it is stored; null when it is none that a browser may be sent to.</summary>
    public static string? Address(string typed) =>
        typed.Length <= MostLength && Uri.TryCreate(typed, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.Host.Length > 0 && address.AbsoluteUri.Length <= MostLength
            ? address.AbsoluteUri
            : null;
}
