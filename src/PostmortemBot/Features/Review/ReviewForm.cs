using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Review;

/// <summary>The form that asks for a review, and the one that sends back.</summary>
public static class ReviewForm
{
    private const int NoteLength = 1000;
    public const int CommentLength = 2000;

    public static IReadOnlyList<Block> Blocks(IReadOnlyList<string> missing, ReviewState state)
    {
        var asked = state.Asked.Select(request => request.ReviewerId).Where(reviewer => reviewer != state.Postmortem.FacilitatorId).ToList();
        var blocks = new List<Block> { new SectionBlock { Text = new Markdown(Checklist(missing)) } };
        if (state.Postmortem.Status == PostmortemStatus.Approved)
            blocks.Add(new ContextBlock { Elements = [new Markdown("It is approved. Asking again opens the review again: the reviewers sign what it says now.")] });
        blocks.Add(new InputBlock
        {
            BlockId = "reviewers",
            Label = "Reviewers",
            Hint = $"One to {ReviewersRule.Most} people other than the facilitator. One approval is enough.",
            Element = new UserMultiSelectMenu { ActionId = "value", Placeholder = "Who reads it?", InitialUsers = asked, MaxSelectedItems = ReviewersRule.Most },
        });
        blocks.Add(new InputBlock
        {
            BlockId = "note",
            Label = "Note for the reviewers",
            Optional = true,
            Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = NoteLength, Placeholder = "What should they look at most closely?" },
        });
        return blocks;
    }

    public static (IReadOnlyList<string> Reviewers, string Note) Read(ViewState state) =>
        ([.. state.GetUsers("reviewers").Distinct(StringComparer.Ordinal)], state.GetText("note")?.Trim() ?? "");

    public static IReadOnlyList<Block> SendBackBlocks(Postmortem postmortem) =>
    [
        new SectionBlock { Text = new Markdown($"*{postmortem.Key} · {Mrkdwn.Escape(postmortem.Title)}* becomes a draft again. Your comment goes to the facilitator, in the thread under the card.") },
        new InputBlock
        {
            BlockId = "comment",
            Label = "What should be different?",
            Hint = "About the report and the system it describes, not about the people who wrote it.",
            Element = new PlainTextInput { ActionId = "value", Multiline = true, MaxLength = CommentLength, FocusOnLoad = true },
        },
    ];

    public static string Checklist(IReadOnlyList<string> missing) => missing.Count == 0
        ? ":white_check_mark: Nothing is missing from the report."
        : Mrkdwn.Cut($"*Still missing*, should you want to add it first:\n{string.Join('\n', missing.Select(line => $"• {EscapedText.Cut(line, 200)}"))}", 3000);
}
