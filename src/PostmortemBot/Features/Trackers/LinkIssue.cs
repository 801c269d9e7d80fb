using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Trackers;

/// <summary>Links an issue that exists already, by its address or its name.</summary>
public sealed class LinkIssue(TrackedItems items, TrackerList trackers, IssueLinks links) : IBlockActionHandler, IViewSubmissionHandler
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
            PrivateMetadata = TrackedItems.Remembered(item, request),
            Blocks =
            [
                new SectionBlock { Text = new Markdown($"*{item.Key} · {EscapedText.Cut(item.Title, 500)}*") },
                new InputBlock
                {
                    BlockId = Field,
                    Label = "Issue",
                    Hint = IssueLinks.Hint(usable),
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
        if (await links.LinkAsync(item, submission.View.State.GetText(Field)?.Trim() ?? "", submission.UserId, cancellationToken) is { } why)
            return ViewSubmissionResponse.Error(Field, why);
        await items.FollowAsync(submission, cancellationToken);
        return ViewSubmissionResponse.Close;
    }
}
