using PostmortemBot.Features.Postmortems;
using PostmortemBot.Slack;
using PostmortemBot.Slack.Blocks;

namespace PostmortemBot.Features.Publishing;

/// <summary>The form for the learnings.</summary>
public static class LearningsForm
{
    // Six of these and the form itself stay far below what a view may weigh.
    private const int ShownOfOthers = 1500;

    private static readonly IReadOnlyList<(string Field, string Label, string Hint)> Texts =
    [
        ("summary", "Summary", "Three sentences somebody outside the team understands: what happened, for whom, why it was possible."),
        ("well", "What went well", "What helped, and should stay: alerts, runbooks, habits, help from others."),
        ("badly", "What went badly", "What made it worse or longer. Say what the system allowed, not what somebody should have done."),
        ("lucky", "Where we got lucky", "What could have made it far worse and by chance did not."),
        ("sharing", "Knowledge-sharing plan", "Who should hear of it, and how. What stands here at first is a suggestion, and counts once you change it."),
        ("metrics", "Metrics to watch", "What will show that it got better. What stands here at first is a suggestion, and counts once you change it."),
    ];

    public static ModalViewDefinition View(Postmortem postmortem, Learnings known) =>
        View(postmortem, LearningsOpened.On(postmortem, known, round: 0), Filled(known, Suggested(postmortem)), now: known, [], "");

    /// <summary>Once more, because somebody else saved first: their words stand above the fields that both changed.</summary>
    /// <param name="postmortem">Whose learnings.</param>
    /// <param name="round">Of the form that was submitted.</param>
    /// <param name="now">What is stored now.</param>
    /// <param name="typed">What this person typed.</param>
    /// <param name="merge">What came of the two.</param>
    /// <param name="other">Mrkdwn: who saved first.</param>
    public static ModalViewDefinition Again(Postmortem postmortem, int round, Learnings now, Learnings typed, LearningsMerge merge, string other)
    {
        var shown = LearningsPart.All
            .Where(part => merge.Contested.Contains(part.Field))
            .Aggregate(merge.Learnings, (notes, part) => part.Write(notes, part.Read(typed)));
        return View(postmortem, LearningsOpened.On(postmortem, now, round + 1), shown, now, merge.Contested, other);
    }

    public static Learnings Suggested(Postmortem postmortem) => new()
    {
        SharingPlan = Suggestions.SharingPlan(postmortem),
        MetricsToWatch = Suggestions.Metrics(postmortem.Times),
    };

    public static Learnings Read(ViewState state, int round) =>
        LearningsPart.All.Aggregate(new Learnings(), (notes, part) => part.Write(notes, state.GetText(BlockId(part.Field, round))?.Trim() ?? ""));

    // Slack keeps what stands in a field that an update finds again by its id; what is shown again begins anew.
    public static string BlockId(string field, int round) => round == 0 ? field : $"{field}.{round}";

    private static ModalViewDefinition View(Postmortem postmortem, LearningsOpened opened, Learnings shown, Learnings now, IReadOnlyList<string> contested, string other)
    {
        var blocks = new List<Block>();
        if (contested.Count > 0)
            blocks.Add(new SectionBlock { Text = new Markdown($"*Nothing is saved yet, and nothing is lost.* {other} saved these learnings while you wrote. Where both of you changed a text, theirs is quoted and yours is in the field below it: put both together, then press *Save*.") });
        foreach (var ((field, label, hint), part) in Texts.Zip(LearningsPart.All))
        {
            if (contested.Contains(field))
                blocks.Add(new SectionBlock { Text = new Markdown($"*{label}*, as saved meanwhile:\n{Quoted(part.Read(now))}") });
            blocks.Add(Input(BlockId(field, opened.Round), label, hint, part.Read(shown)));
        }

        return new ModalViewDefinition
        {
            CallbackId = WriteLearnings.Id,
            Title = $"Learnings of {postmortem.Key}",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = opened.ToString(),
            Blocks = blocks,
        };
    }

    private static string Quoted(string text) => text.Length == 0 ? "_emptied_" : EscapedText.Quote(text, ShownOfOthers);

    private static Learnings Filled(Learnings known, Learnings suggested) => LearningsPart.All.Aggregate(
        known,
        (notes, part) => part.Read(known).Length > 0 ? notes : part.Write(notes, part.Read(suggested)));

    private static InputBlock Input(string blockId, string label, string hint, string text) => new()
    {
        BlockId = blockId,
        Label = label,
        Hint = hint,
        Optional = true,
        Element = new PlainTextInput
        {
            ActionId = "value",
            Multiline = true,
            MaxLength = Learnings.TextLength,
            InitialValue = text.Length == 0 ? null : Mrkdwn.Cut(text, Learnings.TextLength),
        },
    };
}
