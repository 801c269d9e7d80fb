using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Trackers;

/// <summary>Links an issue that exists already, by its address or its name.</summary>
public sealed class LinkIssue(TrackedItems items, TrackerStore store, TrackerList trackers, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler
{
    public const string Id = "trackers.link";
    private const string Field = "issue";

    public async Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken)
    {
        var result = await items.FindAsync(request, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await items.TellAsync(request, problem, cancellationToken);
        var usable = trackers.For(item.WorkspaceId);
        if (CreateIssue.WhyNot(item, usable) is { } why)
            return await items.TellAsync(request, new(why), cancellationToken);

        return await items.OpenAsync(request, new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Link an issue",
            Submit = "Link",
            Close = "Cancel",
            PrivateMetadata = item.ActionItemId.ToString(),
            Blocks =
            [
                new SectionBlock { Text = new Markdown($"*{item.Key} · {EscapedText.Cut(item.Title, 500)}*") },
                new InputBlock
                {
                    BlockId = Field,
                    Label = "Issue",
                    Hint = Mrkdwn.Cut($"{string.Join("; ", usable.Select(tracker => $"{tracker.Name}: {tracker.Example}"))}. State and owner follow each other from then on.", 2000),
                    Element = new PlainTextInput { ActionId = "value", MaxLength = 500, FocusOnLoad = true },
                },
            ],
        }, cancellationToken);
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await items.FindAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var item))
            return ViewSubmissionResponse.Error(Field, refused.Text);
        var usable = trackers.For(item.WorkspaceId);
        var typed = submission.View.State.GetText(Field)?.Trim() ?? "";
        var read = usable.Select(tracker => (Tracker: tracker, Reference: tracker.Read(typed))).FirstOrDefault(read => read.Reference is not null);
        if (read.Reference is not { } reference)
            return ViewSubmissionResponse.Error(Field, $"I do not know this as an issue of {string.Join(" or ", usable.Select(tracker => tracker.Name))}. Paste its address as your browser shows it, or write it like {string.Join(" or ", usable.Select(tracker => tracker.Example.Split(',')[0]))}.");
        if (!read.Tracker.MayLink(reference))
            return ViewSubmissionResponse.Error(Field, $"The bot may not work on this part of {read.Tracker.Name}. Link an issue of {read.Tracker.Target}, or ask whoever runs the bot to add the other one to its settings.");

        var now = clock.GetUtcNow();
        if (await store.LinkAsync(item, read.Tracker.Id, reference, submission.UserId, now, cancellationToken))
            return ViewSubmissionResponse.Close;
        var known = await store.FindAsync(item.WorkspaceId, item.ActionItemId, cancellationToken);
        if (known?.Reference == reference)
            return ViewSubmissionResponse.Close;
        return ViewSubmissionResponse.Error(Field, known?.IsLinked == true
            ? $"{item.Key} has another issue already. Unlink that one first."
            : $"Another action item is linked to {reference} already. Each issue follows one item.");
    }
}
