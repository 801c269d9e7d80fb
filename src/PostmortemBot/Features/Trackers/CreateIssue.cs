using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Trackers;

/// <summary>Asks for an issue to be made from an item. The form says what goes where; a job does the rest.</summary>
public sealed class CreateIssue(TrackedItems items, TrackerStore store, TrackerList trackers, IssueLinks links, TimeProvider clock) : IBlockActionHandler, IViewSubmissionHandler, IItemIssues
{
    public const string Id = "trackers.create";
    private const string Field = "tracker";
    private const string LinkField = "issue";

    public Task<Ack> Handle(BlockActionRequest request, CancellationToken cancellationToken) =>
        OpenAsync(request, Guid.TryParse(request.Action.ChosenValue, out var id) ? id : default, cancellationToken);

    public async Task<Ack> OpenAsync(BlockActionRequest request, Guid actionItemId, CancellationToken cancellationToken)
    {
        var result = await items.FindAsync(request, actionItemId, cancellationToken);
        if (result.Failed(out var problem, out var item))
            return await items.TellAsync(request, problem, cancellationToken);
        if (WhyNot(item, trackers.For(item.WorkspaceId)) is { } why)
            return await items.TellAsync(request, new(why), cancellationToken);
        return await items.OpenAsync(request, Form(item, trackers.For(item.WorkspaceId), TrackedItems.Remembered(item, request)), cancellationToken);
    }

    public async Task<ViewSubmissionResponse> Handle(ViewSubmission submission, CancellationToken cancellationToken)
    {
        var result = await items.FindAsync(submission, cancellationToken);
        if (result.Failed(out var refused, out var item))
            return ViewSubmissionResponse.Error(Field, refused.Text);
        if (submission.View.State.GetText(LinkField)?.Trim() is { Length: > 0 } known)
        {
            if (await links.LinkAsync(item, known, submission.UserId, cancellationToken) is { } why)
                return ViewSubmissionResponse.Error(LinkField, why);
            await items.FollowAsync(submission, cancellationToken);
            return ViewSubmissionResponse.Close;
        }

        if (trackers.Find(item.WorkspaceId, submission.View.State.GetOption(Field)) is not { } tracker)
            return ViewSubmissionResponse.Error(Field, "Choose where the issue is to be made.");
        // The same form, received again, finds it done.
        await store.LinkAsync(item, tracker.Id, reference: null, submission.UserId, clock.GetUtcNow(), cancellationToken);
        await items.FollowAsync(submission, cancellationToken);
        return ViewSubmissionResponse.Close;
    }

    public static string? WhyNot(TrackedItem item, IReadOnlyList<ITracker> usable)
    {
        if (usable.Count == 0)
            return "No tracker is set up for this workspace. Whoever runs the bot can do that in its settings, under Trackers.";
        return item.IsLinked ? $"{item.Key} has an issue already{(item.Reference is { } reference ? $": {Mrkdwn.Escape(reference)}" : "; it is on its way")}." : null;
    }

    private static ModalViewDefinition Form(TrackedItem item, IReadOnlyList<ITracker> usable, string remembered)
    {
        Option[] choices = [.. usable.Select(tracker => new Option(Mrkdwn.Cut($"{tracker.Name} · {tracker.Target}", 75), tracker.Id))];
        var blocks = new List<Block>
        {
            new SectionBlock { Text = new Markdown($"*{item.Key} · {EscapedText.Cut(item.Title, 500)}*") },
            new InputBlock
            {
                BlockId = Field,
                Label = "Make the issue in",
                Hint = "The title, details, priority and due date go there, with a link to the report. From then on, state and owner follow each other.",
                Element = new RadioButtonGroup { ActionId = "value", Options = choices, InitialOption = choices[0] },
            },
            new InputBlock
            {
                BlockId = LinkField,
                Label = "Or link one that exists",
                Hint = IssueLinks.Hint(usable),
                Optional = true,
                Element = new PlainTextInput { ActionId = "value", MaxLength = 500, Placeholder = "Paste its address" },
            },
        };
        if (item.IsPrivate)
            blocks.Add(new ContextBlock { Elements = [new Markdown($":lock: {item.PostmortemKey} belongs to a private channel. Everybody who can read the tracker will read this item's title and details.")] });
        return new ModalViewDefinition
        {
            CallbackId = Id,
            Title = "Create an issue",
            Submit = "Create",
            Close = "Cancel",
            PrivateMetadata = remembered,
            Blocks = blocks,
        };
    }
}
